import type { APIRequestContext } from '@playwright/test'
import { expect, test } from '@/e2e/fixtures'
import { accountOf, database, demonstrationPassword, signInAs } from '@/e2e/people'

const STRANGER = 'https://jahat.example'
const COOKIE = 'next-auth.session-token'

async function csrfToken(request: APIRequestContext): Promise<string> {
  return (await (await request.get('/api/auth/csrf')).json()).csrfToken
}

test('no other site may frame a page or learn its address, and no file is taken for something else', async ({
  page,
}) => {
  for (const address of ['/masuk', '/v', '/api/session', '/tidak-ada']) {
    const headers = (await page.request.get(address)).headers()
    expect(headers['content-security-policy'], address).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options'], address).toContain('nosniff')
    expect(headers['referrer-policy'], address).toBe('same-origin')
    expect(headers['x-powered-by'], address).toBeUndefined()
  }
})

test('signing in leads to no other site, and takes over no session that was laid in the browser before', async ({
  context,
  page,
}) => {
  await signInAs(context, 'auditor')
  const [planted] = (await context.cookies()).filter(({ name }) => name === COOKIE)
  const form = {
    userId: accountOf('employee').userId,
    password: demonstrationPassword,
    callbackUrl: `${STRANGER}/masuk`,
    json: 'true',
  }
  const csrf = await csrfToken(page.request)
  const answer = await page.request.post('/api/auth/callback/credentials', {
    form: { ...form, csrfToken: csrf },
    maxRedirects: 0,
  })
  expect(await answer.text()).not.toContain(STRANGER)
  const [fresh] = (await context.cookies()).filter(({ name }) => name === COOKIE)
  expect(fresh?.value).toBeTruthy()
  expect(fresh?.value).not.toBe(planted?.value)
  expect(fresh).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

  for (const address of ['signin', 'signout', 'error', 'callback/credentials', 'verify-request']) {
    const response = await page.request.get(`/api/auth/${address}?callbackUrl=${STRANGER}&error=x`, { maxRedirects: 0 })
    const { location = '' } = response.headers()
    expect(new URL(location, response.url()).origin, address).toBe(new URL(response.url()).origin)
  }
})

test('nobody fills the memory of the server through the sign-in, and nothing private is kept on the way', async ({
  context,
  page,
}) => {
  const form = { userId: 'x'.repeat(1_000_000), password: 'x', csrfToken: await csrfToken(page.request) }
  expect((await page.request.post('/api/auth/callback/credentials', { form })).status()).toBe(413)
  await signInAs(context, 'employee')
  for (const address of ['/beranda', '/profil/akses', '/api/session']) {
    expect((await page.request.get(address)).headers()['cache-control'], address).toContain('no-store')
  }
})

test('nobody is signed in or out by a form of another site', async ({ context, page }) => {
  const form = { userId: accountOf('employee').userId, password: demonstrationPassword, json: 'true' }
  await page.request.post('/api/auth/callback/credentials', { form, headers: { origin: STRANGER }, maxRedirects: 0 })
  expect((await context.cookies()).map(({ name }) => name)).not.toContain(COOKIE)

  await signInAs(context, 'auditor')
  await page.request.post('/api/auth/signout', { form: {}, headers: { origin: STRANGER }, maxRedirects: 0 })
  expect((await (await page.request.get('/api/session')).json()).stage).toBe('open')
})

test('an action that another site sends does nothing, the same one from ours does', async ({ context, page }) => {
  await signInAs(context, 'agency_approver')
  await page.goto('/akun')
  const caught = page.waitForRequest((request) => Boolean(request.headers()['next-action']))
  await page.route('**/akun', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.getByRole('button', { name: 'Keluar dari semua perangkat' }).click()
  const request = await caught
  const { 'next-action': action = '', 'content-type': type = '' } = request.headers()
  const send = (origin: string) =>
    page.request.post(request.url(), {
      headers: { 'next-action': action, 'content-type': type, origin },
      data: request.postData() ?? '',
      maxRedirects: 0,
    })
  const stage = async () => (await (await page.request.get('/api/session')).json()).stage

  const refused = await send(STRANGER)
  expect(refused.status()).toBeGreaterThanOrEqual(400)
  expect(await refused.text()).not.toMatch(/node_modules|\n\s+at /)
  expect(await stage()).toBe('open')
  await send(new URL(request.url()).origin)
  expect(await stage()).toBeNull()
})

test('a cookie that is none, or somebody’s ended session, opens nothing', async ({ context, page }) => {
  await signInAs(context, 'mutation_officer')
  const [cookie] = (await context.cookies()).filter(({ name }) => name === COOKIE)
  await database`
    update sessions set revoked_at = now(), revoked_for = 'sign_out'
    where account_id = (select id from accounts where user_id = ${accountOf('mutation_officer').userId})`
  await context.clearCookies()
  for (const value of [
    cookie?.value ?? '',
    'x',
    '',
    `${cookie?.value}x`,
    '../../etc/passwd',
    'eyJhbGciOiJub25lIn0..x',
  ]) {
    const response = await page.request.get('/pegawai', { headers: { cookie: `${COOKIE}=${value}` }, maxRedirects: 0 })
    expect(response.status(), value).toBe(307)
    expect(response.headers().location).toMatch(/^\/masuk/)
  }
})
