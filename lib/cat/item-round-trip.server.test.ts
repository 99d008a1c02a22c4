import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SKD_BLUEPRINT } from '@/db/seed/skd-blueprint'
import { skdBank } from '@/lib/cat/bank-section.fixture'
import { fixedIf } from '@/lib/cat/item'
import { cleanHtml } from '@/lib/cat/item-markup'
import { DOT_PNG, MOODLE_XML, packageLikeTao, SQUARE_SVG } from '@/lib/cat/item-package.fixture'
import { itemWorkbook } from '@/lib/cat/item-workbook.server'
import { type ExportedItem, writeQtiPackage } from '@/lib/cat/qti-export'
import { readItems } from '@/lib/cat/read-items.server'
import { writeZip } from '@/lib/cat/zip-writer'

async function workbookBytes(items: readonly ExportedItem[]): Promise<Uint8Array> {
  const stream = new PassThrough()
  const bytes = buffer(stream)
  await itemWorkbook(items).write(stream)
  stream.end()
  return bytes
}

const imageOf = (bytes: Buffer, kind: string) =>
  `<img src="data:image/${kind};base64,${bytes.toString('base64')}" alt="a"/>`
const pieces = fc.constantFrom(
  'kata',
  ' dua  kata ',
  '<p>satu</p>',
  '<br/>',
  '<b>tebal</b>',
  'a &lt; b &amp; "c"',
  '<ul><li>x</li></ul>',
  '<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>',
  imageOf(DOT_PNG, 'png'),
  imageOf(Buffer.from(SQUARE_SVG), 'svg+xml'),
  '½ – “é”',
)
const html = fc
  .array(pieces, { minLength: 1, maxLength: 4 })
  .map((all) => cleanHtml(all.join('')).html)
  .filter((text) => text !== '')
const cells = SKD_BLUEPRINT.map(({ section, aspect }) => ({ section, aspect }))
const item = fc
  .record({
    cell: fc.constantFrom(...cells),
    stimulus: fc.option(html, { nil: null }),
    stem: html,
    bodies: fc.array(html, { minLength: 5, maxLength: 5 }),
    points: fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }),
    right: fc.nat(4),
    keepsOrder: fc.boolean(),
    fixed: fc.subarray([0, 1, 2, 3, 4]),
    explanation: fc.oneof(fc.constant(''), html),
  })
  .map(({ cell, bodies, points, right, fixed, ...rest }) => {
    const options = bodies.map((body, index) => ({
      id: 'ABCDE'[index] ?? '',
      body,
      ...fixedIf(fixed.includes(index)),
    }))
    const of = (index: number) => (cell.section === 'TKP' ? (points[index] ?? 0) : index === right ? 5 : 0)
    return { ...rest, ...cell, options, key: Object.fromEntries(options.map(({ id }, index) => [id, of(index)])) }
  })
const bank = fc
  .array(item, { minLength: 1, maxLength: 5 })
  .map((items): ExportedItem[] => items.map((each, index) => ({ ...each, code: `BUTIR-${index + 1}` })))

const withoutPlace = (items: Awaited<ReturnType<typeof readItems>>) =>
  items.map(({ place: _place, problems, ...rest }) => {
    expect(problems).toEqual([])
    return rest
  })

test('what is exported to QTI comes back the same', async () => {
  await fc.assert(
    fc.asyncProperty(bank, async (items) => {
      expect(withoutPlace(await readItems('paket.zip', writeZip(writeQtiPackage(items)), skdBank))).toEqual(items)
    }),
    { numRuns: 60 },
  )
})

test('what is exported to a workbook comes back the same', async () => {
  await fc.assert(
    fc.asyncProperty(bank, async (items) => {
      expect(withoutPlace(await readItems('soal.xlsx', await workbookBytes(items), skdBank))).toEqual(items)
    }),
    { numRuns: 25 },
  )
})

test('a workbook with a column twice says so at each of its items', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('soal')
  sheet.addRow(['kode', 'soal', 'opsi_a', 'opsi_a', 'opsi_c', 'kunci'])
  sheet.addRow(['X-1', 'Satu?', 'x', 'y', 'z', 'A'])
  const [item] = await readItems('soal.xlsx', new Uint8Array(await book.xlsx.writeBuffer()), skdBank)
  expect(item?.problems).toEqual([{ code: 'column_repeated', isError: true, facts: { name: 'opsi_a' } }])
  expect(item?.options.map(({ id }) => id)).toEqual(['A', 'C'])
})

test('an item of another system keeps its ids through an export', async () => {
  const [, weighted] = await readItems('tao.zip', packageLikeTao(), skdBank)
  const [again] = await readItems('lagi.zip', writeZip(writeQtiPackage([weighted as ExportedItem])), skdBank)
  expect(again).toMatchObject({
    code: 'i2',
    options: weighted?.options,
    key: weighted?.key,
    stimulus: 'Sebuah bacaan.',
  })
})

test('a shared stimulus and a repeated image lie in the package once', () => {
  const shared = {
    code: 'x',
    section: 'TIU',
    aspect: '',
    stimulus: imageOf(DOT_PNG, 'png'),
    stem: imageOf(DOT_PNG, 'png'),
  }
  const one = { ...shared, options: [], key: {}, keepsOrder: false, explanation: '' }
  expect([...writeQtiPackage([one, { ...one, code: 'y' }]).keys()].sort()).toEqual([
    'images/1.png',
    'imsmanifest.xml',
    'items/1.xml',
    'items/2.xml',
    'stimuli/1.xml',
  ])
})

test('a row that a person typed: plain text, a picture by its name, weights, and what is wrong with it', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('soal')
  sheet.addRow(['kode', 'subtes', 'aspek', 'soal', 'opsi_a', 'opsi_b', 'kunci', 'bobot_a', 'bobot_b', 'acak'])
  sheet.addRow(['T-1', 'tiu', 'Figural Serial', 'Lihat\n[gambar: pola] a < b', 'ya', 'tidak', 'b', '', '', 'tidak'])
  sheet.addRow(['T-2', 'TKP', 'TIK', '=1+1', '<b>x</b>', 'y', '', 5, 'enam', ''])
  sheet.addRow(['T-3', 'TWK', 'integritas', 'Tanpa kunci [gambar: hilang]', 'x', 'y'])
  sheet.addRow(['T-1', 'TWK', 'integritas', 'Kode berulang', 'x', 'y', 'A'])
  const pictures = book.addWorksheet('gambar')
  pictures.addRow(['nama', 'gambar'])
  pictures.addRow(['pola', ''])
  const id = book.addImage({ buffer: DOT_PNG as unknown as ExcelJS.Buffer, extension: 'png' })
  pictures.addImage(id, { tl: { col: 1, row: 1 }, ext: { width: 10, height: 10 } })
  const items = await readItems('soal.xlsx', new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer), skdBank)
  expect(items[0]).toMatchObject({
    section: 'TIU',
    stem: `Lihat<br/><img src="data:image/png;base64,${DOT_PNG.toString('base64')}" alt=""/> a &lt; b`,
    key: { A: 0, B: 5 },
    keepsOrder: true,
    place: '2',
    problems: [],
  })
  expect(items[1]).toMatchObject({
    stem: '=1+1',
    aspect: 'tik',
    problems: [{ code: 'weight_invalid', facts: { weight: 'enam' } }],
  })
  expect(items[2]?.problems.map(({ code }) => code)).toEqual(['key_missing', 'image_missing'])
  expect(items[3]?.problems).toMatchObject([{ code: 'code_repeated' }])
})

test('every format is known by its content, and what is none is refused', async () => {
  const read = (text: string) => readItems('Soal TIU (1).txt', new TextEncoder().encode(text), skdBank)
  expect((await read(MOODLE_XML)).map(({ code }) => code)).toEqual(['DRT-1', 'Esai'])
  expect((await read('Satu?\nA. ya\nB. tidak\nANSWER: A')).map(({ code }) => code)).toEqual(['Soal-TIU-1-1'])
  const gift = await read('::DRT-1:: Lanjutan 2, 4, 8 {=16 ~12}\n\nDua {=a ~b}\n')
  expect(gift.map(({ code }) => code)).toEqual(['DRT-1', 'Soal-TIU-1-2'])
  await expect(read('{"soal": []}')).rejects.toThrow('cat.format_unknown')
  await expect(read('Hanya teks')).rejects.toThrow('cat.format_unknown')
  await expect(read('<html></html>')).rejects.toThrow('cat.format_unknown')
  await expect(read('<questestinterop><item/></questestinterop>')).rejects.toThrow('cat.format_old')
  await expect(read('Satu?\nA. ya\nB. tidak\nANSWER: A\n\n'.repeat(1_001))).rejects.toThrow('cat.too_many_items')
})
