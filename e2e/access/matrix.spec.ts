import { withoutRows } from '@/e2e/access/rows'
import { expect, test } from '@/e2e/fixtures'
import { signInAs } from '@/e2e/people'
import { type Access, pages, routes } from '@/lib/auth/access-table'
import { roles } from '@/lib/auth/actor'

const nobody = '00000000-0000-4000-8000-000000000000'
const address = (path: string) => path.replace(/\[[^\]]+\]/g, nobody)

/** Rows of one's own and of others, for each role: e2e/access/rows.spec.ts. */
const isAskedWithRows = (path: string) => path.includes('[') && !withoutRows.includes(path)

for (const role of roles) {
  test(`every page answers ${role} as the table says`, async ({ context }) => {
    await signInAs(context, role)
    for (const [path, access] of Object.entries(pages)) {
      if (isAskedWithRows(path)) continue
      const response = await context.request.get(address(path), { maxRedirects: 0 })
      expect(`${path} ${response.status()}`).toMatch(expectedPage(path, access, access.includes(role)))
    }
  })

  test(`every route answers ${role} as the table says`, async ({ context }) => {
    await signInAs(context, role)
    for (const [path, access] of Object.entries(routes)) {
      if (access === 'public' || isAskedWithRows(path)) continue
      const response = await context.request.get(address(path), { maxRedirects: 0 })
      if (access.includes(role)) expect(`${path} ${response.status()}`).toMatch(/ (200|400|404)$/)
      else expect(`${path} ${response.status()}`).toBe(`${path} 403`)
    }
  })
}

test('without a session every page but the public ones leads to the sign-in', async ({ context }) => {
  for (const [path, access] of Object.entries(pages)) {
    const response = await context.request.get(address(path), { maxRedirects: 0 })
    expect(`${path} ${response.status()}`).toBe(`${path} ${access === 'public' ? 200 : 307}`)
    if (access !== 'public') expect(response.headers().location).toMatch(/^\/masuk/)
  }
  for (const [path, access] of Object.entries(routes)) {
    if (access === 'public') continue
    expect(`${path} ${(await context.request.get(address(path))).status()}`).toBe(`${path} 401`)
  }
})

/** Public: as ever. A step of signing in is over: it leads home. Allowed: there, or no such row. Else: 403. */
function expectedPage(path: string, access: Access, isAllowed: boolean): RegExp {
  if (access === 'public') return / 200$/
  if (access === 'signing in') return / 307$/
  if (!isAllowed) return / 403$/
  return path.includes('[') ? / 404$/ : / (200|307)$/
}
