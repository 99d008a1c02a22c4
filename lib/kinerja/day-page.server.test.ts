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
