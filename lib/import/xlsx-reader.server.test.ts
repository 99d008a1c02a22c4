import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, expect, test } from 'vitest'
import { openSheets } from './open-sheets.server'
import type { SheetRow } from './sheet'
import { relations, workbookOf, zipOf } from './workbook.fixture'

const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
async function read(content: Buffer, sheet = 'pegawai'): Promise<SheetRow[]> {
  const path = join(folder, `${++count}.bin`)
  writeFileSync(path, content)
  const sheets = await openSheets(path)
  try {
    const rows: SheetRow[] = []
    for await (const block of sheets.rows(sheet)) rows.push(...block)
    return rows
  } finally {
    sheets.close()
  }
}

const texts = async (content: Buffer) => (await read(content)).map((row) => row.texts)

async function written(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('pegawai'), book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('texts, numbers, dates, booleans and formulas of a common workbook come out as a person sees them', async () => {
  const file = await written((sheet) => {
    sheet.addRow(['a < b & "c"', 18, new Date(Date.UTC(1984, 1, 29)), true, { formula: 'A1', result: 'hasil' }])
  })
  expect(await read(file)).toEqual([
    { rowNumber: 1, texts: ['a < b & "c"', '18', '29-02-1984', 'TRUE', 'hasil'], numeric: [1] },
  ])
})

test('rich text joins its runs', async () => {
  const file = await written((sheet) => {
    sheet.getCell('A1').value = { richText: [{ text: 'Siti ' }, { font: { bold: true }, text: 'Nur’aini' }] }
  })
  expect(await texts(file)).toEqual([['Siti Nur’aini']])
})

test('row numbers and columns are those of the sheet when rows and cells are missing', async () => {
  const file = await written((sheet) => {
    sheet.getCell('B3').value = 'x'
    sheet.getCell('AB7').value = 'y'
  })
  const rows = (await read(file)).filter((row) => row.texts.some((text) => text !== ''))
  expect(rows.map((row) => [row.rowNumber, row.texts.findLastIndex((text) => text !== '')])).toEqual([
    [3, 1],
    [7, 27],
  ])
})

test('a number of 16 digits and more stays as the file has it and is marked as a number', async () => {
  const [row] = await read(workbookOf('<row r="1"><c r="A1"><v>1.98410292008121E+17</v></c></row>'))
  expect(row).toEqual({ rowNumber: 1, texts: ['1.98410292008121E+17'], numeric: [0] })
})

test('namespace prefixes, single quotes and sheets at any path are read', async () => {
  const file = zipOf({
    '_rels/.rels': relations([['rId9', 'officeDocument', '/buku/isi.xml']]),
    'buku/isi.xml':
      "<x:workbook xmlns:x='m'><x:sheets><x:sheet name='pegawai' sheetId='7' r:id='rId5'/></x:sheets></x:workbook>",
    'buku/_rels/isi.xml.rels': relations([['rId5', 'worksheet', '../lembar/satu.xml']]),
    'lembar/satu.xml':
      "<?xml version='1.0'?><x:worksheet xmlns:x='m'><x:sheetData><x:row r='2'><x:c r='B2' t='inlineStr'><x:is><x:t>isi</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
  })
  expect(await read(file)).toEqual([{ rowNumber: 2, texts: ['', 'isi'], numeric: [] }])
})

test('cells and rows without a reference stand one after the other', async () => {
  const file = workbookOf(
    '<row><c t="str"><v>a</v></c><c/><c t="str"><v>c</v></c></row><row/><row><c><v>1</v></c></row>',
  )
  expect(await read(file)).toEqual([
    { rowNumber: 1, texts: ['a', '', 'c'], numeric: [] },
    { rowNumber: 2, texts: [], numeric: [] },
    { rowNumber: 3, texts: ['1'], numeric: [0] },
  ])
})

test('phonetic guides are no part of a text, CDATA and control characters are', async () => {
  const file = workbookOf('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>', {
    'xl/sharedStrings.xml':
      '<sst><si><r><t>A</t></r><rPh sb="0" eb="1"><t>baca</t></rPh><phoneticPr/></si><si><t><![CDATA[<b>]]>_x0041_&#x2019;</t></si></sst>',
  })
  expect(await texts(file)).toEqual([['A', '<b>A’']])
})

test('errors, booleans and dates of the cell kind d are texts', async () => {
  const file = workbookOf(
    '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="d"><v>2026-11-23T00:00:00</v></c></row>',
  )
  expect(await texts(file)).toEqual([['#N/A', 'FALSE', '23-11-2026']])
})

const styles = (code: string) =>
  `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="14"/></cellXfs></styleSheet>`

test('a date is known by its style, in both day-count systems', async () => {
  const cells =
    '<row r="1"><c r="A1" s="1"><v>60.75</v></c><c r="B1" s="2"><v>61</v></c><c r="C1" s="0"><v>61</v></c></row>'
  const parts = { 'xl/styles.xml': styles('[$-421]dd\\ mmmm\\ yyyy;@') }
  expect(await texts(workbookOf(cells, parts))).toEqual([['60.75', '01-03-1900', '61']])
  const book1904 =
    '<workbook><workbookPr date1904="1"/><sheets><sheet name="pegawai" sheetId="1" r:id="rId1"/></sheets></workbook>'
  expect(await texts(workbookOf(cells, { ...parts, 'xl/workbook.xml': book1904 }))).toEqual([
    ['01-03-1904', '02-03-1904', '61'],
  ])
})

test('a currency or a time is no date', async () => {
  const cells = '<row r="1"><c r="A1" s="1"><v>2873500</v></c></row>'
  const currency = { 'xl/styles.xml': styles('&quot;Rp dan sen&quot; #,##0') }
  expect(await texts(workbookOf(cells, currency))).toEqual([['2873500']])
})

test('a row may be cut anywhere by the pieces of the stream', async () => {
  const rows = Array.from(
    { length: 3000 },
    (_, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="str"><v>orang ${index}</v></c></row>`,
  )
  const found = await texts(workbookOf(rows.join('\n')))
  expect(found).toHaveLength(3000)
  expect(found.every(([text], index) => text === `orang ${index}`)).toBe(true)
})

const code = (content: Buffer) =>
  read(content).then(
    () => 'accepted',
    (error) => error.code ?? error,
  )

test('an archive that unpacks without end is refused before it is unpacked', async () => {
  expect(await code(zipOf({ 'xl/workbook.xml': 'x' }, { declaredBytes: 0xfffffff0 }))).toBe('import.file_unsafe')
})

test('an entry that unpacks to more than it said is refused', async () => {
  const lying = zipOf({ 'xl/workbook.xml': ' '.repeat(50_000_000) }, { declaredBytes: 1000 })
  expect(await code(lying)).toBe('import.file_damaged')
})

test('a row without end, a column past the last and a document type are refused', async () => {
  const endless = `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(3_000_000)}</v></c></row>`
  expect(await code(workbookOf(endless))).toBe('import.file_unsafe')
  expect(await code(workbookOf('<row r="1"><c r="XFE1"><v>1</v></c></row>'))).toBe('import.file_damaged')
  const doctype = { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>' }
  expect(await code(workbookOf('', doctype))).toBe('import.file_unsafe')
})

test('a workbook that lists more sheets than anybody makes is refused', async () => {
  const list = Array.from({ length: 101 }, (_, index) => `<sheet name="l${index}" sheetId="1" r:id="rId1"/>`)
  const many = { 'xl/workbook.xml': `<workbook><sheets>${list.join('')}</sheets></workbook>` }
  expect(await code(workbookOf('', many))).toBe('import.file_unsafe')
})

test('styles that never end cost no time', async () => {
  const parts = { 'xl/styles.xml': `<styleSheet>${'<cellXfs>'.repeat(800_000)}` }
  expect(await texts(workbookOf('<row><c s="1"><v>61</v></c></row>', parts))).toEqual([['61']])
})

test('what is no workbook is refused with its reason', async () => {
  expect(await code(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('import.file_locked')
  expect(await code(Buffer.from('%PDF-1.7'))).toBe('import.file_not_sheet')
  expect(await code(Buffer.alloc(0))).toBe('import.file_empty')
  expect(await code(zipOf({ 'word/document.xml': '<w/>' }))).toBe('import.file_damaged')
  expect(await code(Buffer.concat([zipOf({ a: 'b' }).subarray(0, 40)]))).toBe('import.file_damaged')
  expect(await code(zipOf({ '../luar.xml': 'x' }))).toBe('import.file_damaged')
})
