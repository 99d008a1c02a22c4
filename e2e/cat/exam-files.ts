import ExcelJS from 'exceljs'
import { COLUMNS, SHEETS, type SheetKind } from '@/lib/cat/candidate-columns'
import { DOT_PNG } from '@/lib/cat/item-package.fixture'
import { zipOf } from '@/lib/import/workbook.fixture'

type Upload = { name: string; mimeType: string; buffer: Buffer }
type Rows = readonly Record<string, string>[]

/** The right answer of every item of the package, and the best one of every item of the workbook. */
export const RIGHT = 'jawaban tepat'
export const BEST = 'sikap ke-5'
export const WRONG = 'jawaban keliru 1'
export const WEAK = 'sikap ke-2'

const OPTIONS = ['jawaban keliru 1', RIGHT, 'jawaban keliru 2', 'jawaban keliru 3', 'jawaban keliru 4']
export const RIGHT_LETTER = 'B'

/** Items as another system exports them, each with a picture; the last one has lost its key. */
export function itemPackage(codes: readonly string[]): Upload {
  const key = '<correctResponse><value>c2</value></correctResponse>'
  const item = (code: string, declared: string) =>
    `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="${code}" title="${code}"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">${declared}</responseDeclaration><itemBody><p>Apa yang benar tentang ${code}? <img src="titik.png" alt="Titik merah"/></p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">${OPTIONS.map((body, at) => `<simpleChoice identifier="c${at + 1}">${body}</simpleChoice>`).join('')}</choiceInteraction></itemBody></assessmentItem>`
  const resource = (code: string) =>
    `<resource identifier="${code}" type="imsqti_item_xmlv2p1" href="${code}.xml"><file href="${code}.xml"/></resource>`
  const buffer = zipOf({
    'imsmanifest.xml': `<manifest><resources>${codes.map(resource).join('')}</resources></manifest>`,
    'titik.png': DOT_PNG,
    ...Object.fromEntries(codes.map((code, at) => [`${code}.xml`, item(code, at === codes.length - 1 ? '' : key)])),
  })
  return { name: 'paket.zip', mimeType: 'application/zip', buffer }
}

/** Items whose options weigh from one to five, in the product's own workbook. */
export function itemWorkbook(codes: readonly string[], section: string): Promise<Upload> {
  const weights = [1, 2, 3, 4, 5]
  const letters = [...'abcde']
  const columns = ['kode', 'subtes', 'aspek', 'soal', ...letters.map((id) => `opsi_${id}`)]
  const rows = codes.map((code) => [
    ...[code, section, 'umum', `Apa sikap Anda pada ${code}?`],
    ...weights.map((weight) => `sikap ke-${weight}`),
    ...weights.map(String),
  ])
  return workbookOf('butir.xlsx', [['soal', [[...columns, ...letters.map((id) => `bobot_${id}`)], ...rows]]])
}

/** Formations and candidates as a selection committee has them. */
export function candidateWorkbook(rows: Record<SheetKind, Rows>): Promise<Upload> {
  const sheets = SHEETS.map((kind): [string, string[][]] => {
    const columns = COLUMNS[kind].map(({ code }) => code)
    return [kind, [columns, ...rows[kind].map((row) => columns.map((code) => row[code] ?? ''))]]
  })
  return workbookOf('peserta.xlsx', sheets)
}

async function workbookOf(name: string, sheets: readonly [name: string, rows: string[][]][]): Promise<Upload> {
  const book = new ExcelJS.Workbook()
  for (const [title, rows] of sheets) book.addWorksheet(title).addRows(rows)
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(await book.xlsx.writeBuffer()) }
}
