import { setTimeout } from 'node:timers/promises'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { Axe } from '@/e2e/axe'

export { expect }

/** React's own words, and the numbers that stand for them in a production build. */
const MISMATCH = /hydrat|Minified React error #4(18|19|2[1-5])\b/i

/** Every test also asserts that its pages ask nothing of another host, and that browser and server drew them alike. */
export const test = base.extend<{ leadsTo: string[]; staysHome: undefined; drawnAlike: undefined }>({
  leadsTo: [[], { option: true }], // other hosts that a person is sent to
  staysHome: [
    async ({ context, baseURL, leadsTo }, use) => {
      const strangers: string[] = []
      context.on('request', (request) => {
        const url = request.url()
        const known = [new URL(baseURL ?? '').origin, ...(request.isNavigationRequest() ? leadsTo : [])]
        const isKnown = known.includes(new URL(url).origin)
        if (/^(https?|wss?):/.test(url) && !isKnown) strangers.push(url)
      })
      await use(undefined)
      expect(strangers, 'requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
  drawnAlike: [
    async ({ context }, use) => {
      const mismatches: string[] = []
      const note = (page: Page | null, text: string) => {
        if (MISMATCH.test(text)) mismatches.push(`${page?.url()}: ${text}`)
      }
      context.on('console', (message) => note(message.page(), message.text()))
      context.on('weberror', (error) => note(error.page(), error.error().message))
      await use(undefined)
      expect(mismatches, 'pages that the browser drew otherwise than the server').toEqual([])
    },
    { auto: true },
  ],
})

/** A page is drawn a moment before it listens; where that moment falls into a `fill`, what stood there stays in front. */
export async function listening(control: Locator): Promise<void> {
  const listens = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps$'))
  await expect.poll(() => control.evaluate(listens), 'a script that listens').toBe(true)
}

/** Presses what a script answers, once it does. */
export async function press(control: Locator): Promise<void> {
  await listening(control)
  await control.click()
}

const PHONE = { width: 360, height: 800 }
const DESK = { width: 1280, height: 800 }
const COLOURS = ['color-contrast', 'link-in-text-block']

/** Rows of one table are alike: those after the fifth are looked at by `npm run test:accessibility`. */
const MORE_OF_THE_SAME = 'tbody > tr:nth-child(n + 6)'

/**
 * What axe finds: the rules of WCAG 2.2, of which it leaves the size of targets out by itself, and best practices. The
 * page is made as tall as it is, so that no bar lies over a target by chance of scrolling.
 */
async function findingsOf(page: Page, rules?: string[]): Promise<string[]> {
  const size = page.viewportSize() ?? DESK
  await expect(page, 'the title comes a moment after the page').toHaveTitle(/\S/)
  await expect(page.getByRole('main'), 'what a script draws comes a moment after the page').toBeAttached()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) })
  await page.evaluate(settled)
  const axe = new Axe(page).setLegacyMode()
  if (process.env.EVERY_LOOK !== '1') axe.exclude(MORE_OF_THE_SAME)
  if (rules) axe.withRules(rules)
  else axe.options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
  const look = async () => (await answered(() => axe.analyze())).violations
  let violations = await look()
  if (violations.some(({ id }) => id === 'document-title')) {
    await expect(page, 'a page that is loaded anew has no title for a moment').toHaveTitle(/\S/)
    violations = await look()
  }
  await page.setViewportSize(size)
  return violations.map(({ id, help, nodes }) => `${id}: ${help} ${nodes.map((node) => node.target).join(' ')}`)
}

/** Longer than any page takes to be looked at. */
const LOST_MS = 90_000

/** What a page was asked while it became another document is never answered: it is asked once more. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  return (await Promise.race([ask(), setTimeout(LOST_MS, undefined, { ref: false })])) ?? ask()
}

/** Colours are on their way from one theme to the other for a moment: they are put at its end. */
function settled(): void {
  const isPassing = ({ effect }: Animation) => effect?.getComputedTiming().iterations !== Infinity
  for (const each of document.getAnimations().filter(isPassing)) each.finish()
}

/** What sticks out of the page; a table may scroll inside its own region. */
export async function sidewaysOf(page: Page): Promise<string[]> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return excess > 0 ? [`scrolls sideways by ${excess}`] : []
}

/**
 * What is wrong with the page as it stands, at 360 and 1280 pixels, in the light and in the dark. A theme changes
 * colours and nothing else, so the dark is asked for its colours only. Leaves the page wide and light.
 */
export async function findingsInEveryLook(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await findingsOf(page, COLOURS)
    await page.emulateMedia({ colorScheme: 'light' })
    const light = [...(await findingsOf(page)), ...(await sidewaysOf(page))]
    found.push(...dark.map((each) => `${size.width} dark: ${each}`), ...light.map((each) => `${size.width}: ${each}`))
  }
  return found
}

let pagesSeen = 0

/**
 * The same in one of two looks by turns, narrow and light or wide and dark, and what makes either scroll sideways. Leaves
 * the page wide and light.
 */
export async function findingsInTurn(page: Page): Promise<string[]> {
  pagesSeen += 1
  const isNarrow = pagesSeen % 2 === 0
  await page.setViewportSize(PHONE)
  const narrow = [...(isNarrow ? await findingsOf(page) : []), ...(await sidewaysOf(page))]
  await page.setViewportSize(DESK)
  await page.emulateMedia({ colorScheme: 'dark' })
  const wide = [...(isNarrow ? [] : await findingsOf(page)), ...(await sidewaysOf(page))]
  await page.emulateMedia({ colorScheme: 'light' })
  return [...narrow.map((each) => `360: ${each}`), ...wide.map((each) => `1280 dark: ${each}`)]
}

/** No finding of axe at all. */
export async function expectAccessible(page: Page) {
  expect(await findingsOf(page), `accessibility of ${page.url()}`).toEqual([])
}

/** No finding at either width, in either theme. */
export async function expectAccessibleInEveryLook(page: Page) {
  expect(await findingsInEveryLook(page), `accessibility of ${page.url()}`).toEqual([])
}
