import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

/** Every test also asserts that its pages ask nothing of another host. */
export const test = base.extend<{ staysHome: undefined }>({
  staysHome: [
    async ({ context, baseURL }, use) => {
      const strangers: string[] = []
      context.on('request', (request) => {
        const url = request.url()
        if (/^(https?|wss?):/.test(url) && new URL(url).origin !== new URL(baseURL ?? '').origin) strangers.push(url)
      })
      await use(undefined)
      expect(strangers, 'requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
})

/** No finding of axe at all, best practices included. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((node) => node.target).join(' ')}`)
  expect(found, `accessibility of ${page.url()}`).toEqual([])
}
