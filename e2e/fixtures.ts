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

/** What axe finds: the rules of WCAG 2.2, of which it leaves the size of targets out by itself, and best practices. */
export async function findingsOf(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (rules) axe.withRules(rules)
  else axe.options({ rules: { 'target-size': { enabled: true } } })
  const { violations } = await axe.analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((node) => node.target).join(' ')}`)
}

/** No finding of axe at all. */
export async function expectAccessible(page: Page) {
  expect(await findingsOf(page), `accessibility of ${page.url()}`).toEqual([])
}
