import { expect, test } from 'vitest'
import { readSmallFile } from './small-file.server'
import { sheetsOf, workbookOf } from './workbook.fixture'

const headingsOf = (texts: readonly string[]) => (texts[0] === 'NIP' ? texts : undefined)
const read = (bytes: Uint8Array) => readSmallFile(bytes, headingsOf, 5_000)
const tooLarge = (row: number) => ({
  code: 'import.row_too_large',
  facts: { row, columns: 100, characters: 5_000 },
})
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'))

test('a small workbook whose one shared text fills gigabytes of cells is refused at its first row', async () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, at) => `<row r="${at + 2}">${'<c t="s"><v>0</v></c>'.repeat(60)}</row>`,
  )
  const hostile = workbookOf(`<row r="1"><c t="inlineStr"><is><t>NIP</t></is></c></row>${rows.join('')}`, {
    'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`,
  })
  expect(hostile.length).toBeLessThan(100_000)
  const before = process.memoryUsage().rss
  await expect(read(hostile)).rejects.toMatchObject(tooLarge(2))
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

test('a row has a hundred columns and five thousand characters at most, in a workbook and in a CSV file', async () => {
  const row = (count: number, text: string) => Array.from({ length: count }, () => text)
  expect(await read(sheetsOf({ a: [['NIP'], row(100, 'x'.repeat(50))] }))).toMatchObject({ rows: [{ rowNumber: 2 }] })
  expect(await read(csv('NIP,b', row(100, 'x'.repeat(50)).join(',')))).toMatchObject({ rows: [{ rowNumber: 2 }] })
  for (const cells of [row(101, 'x'), row(99, 'x'.repeat(51))]) {
    await expect(read(sheetsOf({ a: [['NIP'], cells] }))).rejects.toMatchObject(tooLarge(2))
    await expect(read(csv('NIP,b', cells.join(',')))).rejects.toMatchObject(tooLarge(2))
  }
})

test('what PostgreSQL does not keep is left out, in the headings too', async () => {
  const found = await read(sheetsOf({ a: [['N_x0000_IP'], ['12_xD800_3_x0000_4']] }))
  expect(found).toEqual({ headings: ['NIP'], rows: [{ rowNumber: 2, texts: ['1234'], numeric: [] }] })
})
