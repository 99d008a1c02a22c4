import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { reportFile } from '@/lib/wbs/page-file.server'
import { reportDocument } from './document.server'

/** What it weighs on the way, in kB of 1,000 bytes. */
async function fileKb(name: string): Promise<number> {
  const file = await reportFile(name)
  if (!file) throw new Error(name)
  return gzipSync(file.bytes).length / 1000
}

test.each(['id', 'en'] as const)(
  'in %s the page is light before anybody writes, and in all with its cryptography',
  async (locale) => {
    const page = gzipSync(await (await reportDocument(locale)).text()).length / 1000
    const before = page + (await fileKb('lapor.js')) + (await fileKb('lapor.css'))
    expect(before).toBeLessThanOrEqual(25)
    const begun = (await fileKb(`kata-${locale}.json`)) + (await fileKb('pekerja.js'))
    expect(before + begun).toBeLessThanOrEqual(120)
  },
)

test('what a reporter who gives an identity loads besides is light too', async () => {
  expect(await fileKb('identitas.js')).toBeLessThanOrEqual(8)
})

test.each([
  ['bukti.js', 12],
  ['bersih-gambar.js', 5],
  ['bersih-office.js', 10],
  ['bersih-rekaman.js', 4],
  ['bersih-pdf.js', 200],
])('what a reporter with files loads besides, %s, weighs at most %i kB', async (name, kB) => {
  expect(await fileKb(name)).toBeLessThanOrEqual(kB)
})

test('the document asks for nothing of others and shows no script to the policy but its own', async () => {
  const html = await (await reportDocument('id')).text()
  expect([...html.matchAll(/<script(?! type="application\/json")[^>]*>/g)].map(([tag]) => tag)).toEqual([
    `<script src="/lapor/lapor.js" integrity="sha256-${await digestOf('lapor.js')}" defer>`,
  ])
  expect(
    [...html.matchAll(/(?:src|action)="([^"]*)"|<link[^>]*href="([^"]*)"/g)].map((match) => match[1] ?? match[2]),
  ).toEqual(['/lapor/ikon.svg', '/lapor/lapor.css', '/lapor/lapor.js'])
})

test('script and style are named by what they are, so that a browser takes no other ones', async () => {
  for (const locale of ['id', 'en'] as const) {
    const html = await (await reportDocument(locale)).text()
    for (const name of ['lapor.js', 'lapor.css'])
      expect(html).toContain(`/lapor/${name}" integrity="sha256-${await digestOf(name)}"`)
  }
})

async function digestOf(name: string): Promise<string> {
  return createHash('sha256')
    .update((await reportFile(name))?.bytes ?? '')
    .digest('base64')
}

test('the style loads no letters, which the policy would refuse', async () => {
  const style = new TextDecoder().decode((await reportFile('lapor.css'))?.bytes)
  expect(style).not.toContain('@font-face')
  expect(style).toContain('system-ui')
})

test('no file of another name is answered', async () => {
  expect(await reportFile('constructor')).toBeUndefined()
  expect(await reportFile('../package.json')).toBeUndefined()
})
