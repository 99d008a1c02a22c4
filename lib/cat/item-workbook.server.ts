import 'server-only'
import type { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import type { BankSection } from '@/lib/cat/bank-section'
import { error, type ReadItem } from '@/lib/cat/item-file'
import { bytesOfDataUrl } from '@/lib/cat/item-image'
import { type ImageSource, onlyOwnImages } from '@/lib/cat/item-markup'
import { itemOfRow, rowOfItem, sheetColumns } from '@/lib/cat/item-sheet'
import type { ExportedItem } from '@/lib/cat/qti-export'
import type { PackageFiles } from '@/lib/cat/qti-package'
import type { ReadingBudget } from '@/lib/cat/reading-budget'
import { anchoredPictures } from '@/lib/cat/sheet-pictures'
import { openWorkbook } from '@/lib/import/xlsx-reader.server'
import { Refusal } from '@/lib/refusal'
import { addTexts } from '@/lib/text-cells.server'

const ITEMS = 'soal'
const IMAGES = 'gambar'
const MARK = 'ekspor'
const NAME = 'nama'
const SVG = 'svg'
const MOST_CHARACTERS = 32_767 // of a cell
const USUAL_OPTIONS = 5

/** Reads the sheet `soal` of the product's workbook; pictures stand beside their names on the sheet `gambar`. */
export async function readItemWorkbook(
  bytes: Uint8Array,
  files: PackageFiles,
  bank: readonly BankSection[],
  budget: ReadingBudget,
): Promise<ReadItem[]> {
  const book = await openWorkbook(bytes)
  try {
    if (!book.names.includes(ITEMS)) throw new Refusal('cat.sheet_missing', { name: ITEMS })
    const images = book.names.includes(IMAGES)
      ? await readImages(await rowsOf(book, IMAGES, budget), files, budget)
      : onlyOwnImages
    const [header, ...rows] = await rowsOf(book, ITEMS, budget)
    const columns = (header?.texts ?? []).map((text) => text.trim().toLowerCase())
    if (!columns.includes('soal')) throw new Refusal('cat.column_missing', { name: 'soal' })
    const repeated = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index)
    const faults = repeated === undefined ? [] : [error('column_repeated', { name: repeated.slice(0, 40) })]
    const filled = rows.filter(({ texts }) => texts.some((text) => text.trim() !== ''))
    return await budget.readEach(filled, ({ rowNumber, texts }) => {
      const row = new Map(columns.map((column, index) => [column, texts[index] ?? '']))
      const item = itemOfRow(row, String(rowNumber), images, bank)
      return { ...item, problems: [...faults, ...item.problems] }
    })
  } finally {
    book.close()
  }
}

/**
 * A workbook of items that can be imported again; without items it is the template.
 *
 * @param mark who took it, on each printed page and on a sheet of its own
 */
export function itemWorkbook(
  items: readonly ExportedItem[],
  mark = '',
): { write: (target: Writable) => Promise<void> } {
  const book = new ExcelJS.Workbook()
  const headerFooter = mark
    ? { oddHeader: `&L${mark.replaceAll('&', '&&')}`, oddFooter: `&L${mark.replaceAll('&', '&&')}` }
    : {}
  const sheet = book.addWorksheet(ITEMS, { views: [{ state: 'frozen', ySplit: 1 }], headerFooter })
  const columns = sheetColumns(Math.max(USUAL_OPTIONS, ...items.map(({ options }) => options.length)))
  addTexts(sheet, columns).font = { bold: true }
  const images = new Map<string, string>()
  const nameOf = (url: string) => {
    const name = images.get(url) ?? `gambar-${images.size + 1}`
    images.set(url, name)
    return name
  }
  for (const item of items) {
    const cells = rowOfItem(item, nameOf)
    const long = columns.find((column) => (cells[column] ?? '').length > MOST_CHARACTERS)
    if (long) throw new Refusal('cat.cell_too_long', { code: item.code, column: long })
    addTexts(
      sheet,
      columns.map((column) => cells[column] ?? ''),
    )
  }
  sheet.columns.forEach((column, index) => {
    column.width = /^(stimulus|soal|opsi|pembahasan)/.test(columns[index] ?? '') ? 40 : 14
    column.alignment = { wrapText: true, vertical: 'top' }
  })
  writeImages(book, images)
  if (mark) book.addWorksheet(MARK).addRow([mark])
  return { write: (target) => book.xlsx.write(target) }
}

/** A picture beside its name; a drawing as its text, for a spreadsheet keeps no SVG. */
function writeImages(book: ExcelJS.Workbook, images: ReadonlyMap<string, string>): void {
  const sheet = book.addWorksheet(IMAGES, { views: [{ state: 'frozen', ySplit: 1 }] })
  addTexts(sheet, [NAME, 'gambar', SVG]).font = { bold: true }
  sheet.columns = [{ width: 18 }, { width: 24 }, { width: 40 }]
  for (const [url, name] of images) {
    const bytes = bytesOfDataUrl(url) ?? new Uint8Array()
    const isDrawing = url.startsWith('data:image/svg')
    const text = isDrawing ? new TextDecoder().decode(bytes) : ''
    if (text.length > MOST_CHARACTERS) throw new Refusal('cat.cell_too_long', { code: name, column: SVG })
    const row = addTexts(sheet, [name, '', text])
    if (isDrawing) continue
    row.height = 90
    const buffer = Buffer.from(bytes) as unknown as ExcelJS.Buffer
    const extension = (['png', 'gif'] as const).find((kind) => url.startsWith(`data:image/${kind}`)) ?? 'jpeg'
    const at = { col: 1, row: row.number - 1 }
    sheet.addImage(book.addImage({ buffer, extension }), { tl: at, ext: { width: 110, height: 110 } })
  }
}

type Book = Awaited<ReturnType<typeof openWorkbook>>

/** The rows of a sheet, counted before the next ones are read: a text that many cells share is held by each. */
async function rowsOf(book: Book, sheet: string, budget: ReadingBudget) {
  const rows = []
  for await (const block of book.rows(sheet)) {
    for (const row of block) {
      budget.spend(row.texts.reduce((sum, text) => sum + (text?.length ?? 0), 0))
      rows.push(row)
    }
  }
  return rows
}

/** The images of the sheet `gambar` by name: a drawing as text, or the picture that is anchored on the row. */
async function readImages(
  rows: Awaited<ReturnType<typeof rowsOf>>,
  files: PackageFiles,
  budget: ReadingBudget,
): Promise<ImageSource> {
  const anchored = anchoredPictures(files, IMAGES)
  const columns = (rows[0]?.texts ?? []).map((text) => text.trim().toLowerCase())
  const byName = new Map<string, Uint8Array>()
  for (const { rowNumber, texts } of rows.slice(1)) {
    const name = texts[columns.indexOf(NAME)]?.trim().toLowerCase()
    const svg = texts[columns.indexOf(SVG)]?.trim()
    const bytes = svg ? new TextEncoder().encode(svg) : anchored.get(rowNumber)
    if (name && bytes) byName.set(name, bytes)
  }
  return (address) => {
    const own = byName.get(address.trim().toLowerCase())
    budget.spend(own?.length ?? 0)
    if (own) return own
    return address.includes(':') ? onlyOwnImages(address) : error('image_missing', { name: address.slice(-120) })
  }
}
