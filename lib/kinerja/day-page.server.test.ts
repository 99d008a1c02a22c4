import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { dayFile, dayPage } from './day-page.server'

test('the page of daily work loads 150 kB of script at most, and 300 kB with everything', async () => {
  const kilobytes = async (name: string) => {
    const bytes = (await dayFile(name))?.bytes ?? new Uint8Array()
    return (name.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length) / 1000
  }
  const [script, style, ...letters] = await Promise.all(
    ['harian.js', 'harian.css', 'inter.woff2', 'plus-jakarta-sans.woff2'].map(kilobytes),
  )
  expect(script).toBeGreaterThan(20)
  expect(script).toBeLessThan(150)
  const document = Buffer.byteLength(await dayPage().text()) / 1000
  expect([script, style, document, ...letters].reduce<number>((sum, kb) => sum + (kb ?? 0), 0)).toBeLessThan(300)
})

/** What browsers learnt after Chrome 92, and a bundler does not put in its place. */
const LATER =
  /\.(toSorted|toReversed|toSpliced|findLast|findLastIndex)\(|Object\.(groupBy|hasOwn)\(|Array\.fromAsync|Promise\.withResolvers|structuredClone\(|AbortSignal\.(timeout|any)\(|\.isWellFormed\(|\bstatic\s*\{/g

test('the page and its worker ask nothing of a phone that its browser of 2021 does not know', async () => {
  for (const name of ['harian.js', 'pekerja.js']) {
    const script = Buffer.from((await dayFile(name))?.bytes ?? []).toString()
    expect(script.length).toBeGreaterThan(500)
    expect(script.match(LATER) ?? [], name).toEqual([])
  }
})
