import { isCivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { dateOfSerial, writtenDate } from './excel-date'
import type { SharedStrings } from './shared-strings'
import { type RowLimits, rowTooLarge, type SheetRow } from './sheet'
import { MAX_COLUMN, MAX_ROW_CHARACTERS, MAX_ROW_NUMBER } from './xlsx-limits'
import { attribute, richText, spreadsheetText, xmlText } from './xml-text'

/** By style number: true when the style shows a number as a date. */
export type CellStyles = readonly boolean[]

/**
 * Turns the XML text of a worksheet into rows, a piece at a time.
 *
 * It scans for the few tags it needs instead of parsing: cells are nine tenths of a workbook, and a parser that
 * announces each tag needs several times as long.
 */
export class SheetScanner {
  #rest = ''
  #prefix: string | undefined
  #rowNumber = 0
  #isOver = false

  constructor(
    private readonly strings: SharedStrings,
    private readonly styles: CellStyles,
    private readonly is1904: boolean,
    private readonly limits: RowLimits,
  ) {}

  /** Takes the next piece of the sheet and answers the rows that are complete. */
  read(piece: string): SheetRow[] {
    if (this.#isOver) return []
    const xml = this.#rest + piece
    this.#prefix ??= prefixOf(xml)
    const rows: SheetRow[] = []
    this.#rest = this.#prefix === undefined ? xml : xml.slice(this.#readRows(xml, this.#prefix, rows))
    if (this.#rest.length > MAX_ROW_CHARACTERS) throw new Refusal('import.file_unsafe')
    return rows
  }

  /** Reads all complete rows and answers where the next one begins. */
  #readRows(xml: string, prefix: string, rows: SheetRow[]): number {
    const open = `<${prefix}row`
    const close = `</${prefix}row>`
    let done = 0
    for (let at = nextTag(xml, open, 0); at >= 0; at = nextTag(xml, open, done)) {
      const start = xml.indexOf('>', at)
      if (start < 0) return at
      const isEmpty = xml[start - 1] === '/'
      const end = isEmpty ? start : xml.indexOf(close, start)
      if (end < 0) return at
      this.#rowNumber = this.#numberOf(xml.slice(at, start))
      rows.push(
        isEmpty ? { rowNumber: this.#rowNumber, texts: [], numeric: [] } : this.#row(xml, start + 1, end, prefix),
      )
      done = isEmpty ? end + 1 : end + close.length
    }
    if (xml.indexOf(`</${prefix}sheetData>`, done) >= 0) this.#isOver = true
    const unfinished = xml.lastIndexOf('<')
    return Math.max(done, unfinished)
  }

  #numberOf(tag: string): number {
    const written = attribute(tag, 'r')
    const rowNumber = written === undefined ? this.#rowNumber + 1 : Number(written)
    if (!(rowNumber > this.#rowNumber && rowNumber <= MAX_ROW_NUMBER)) throw new Refusal('import.file_damaged')
    return rowNumber
  }

  #row(xml: string, from: number, to: number, prefix: string): SheetRow {
    const texts: string[] = []
    const numeric: number[] = []
    const open = `<${prefix}c`
    const close = `</${prefix}c>`
    let column = -1
    let characters = 0
    for (let at = nextTag(xml, open, from); at >= 0 && at < to; ) {
      const start = xml.indexOf('>', at)
      const tag = xml.slice(at, start)
      column = columnOf(tag, column, open.length)
      const isEmpty = xml.charCodeAt(start - 1) === SLASH
      const end = isEmpty ? start : xml.indexOf(close, start)
      if (start < 0 || end < 0 || end > to) throw new Refusal('import.file_damaged')
      if (!isEmpty) {
        if (column >= this.limits.columns) throw rowTooLarge(this.#rowNumber, this.limits)
        while (texts.length < column) texts.push('')
        const text = this.#cell(tag, xml.slice(start + 1, end), prefix, column, numeric)
        characters += text.length
        if (characters > this.limits.characters) throw rowTooLarge(this.#rowNumber, this.limits)
        texts[column] = text
      }
      at = nextTag(xml, open, isEmpty ? end : end + close.length)
    }
    return { rowNumber: this.#rowNumber, texts, numeric }
  }

  #cell(tag: string, body: string, prefix: string, column: number, numeric: number[]): string {
    const kind = attribute(tag, 't')
    if (kind === 'inlineStr') return richText(body, prefix)
    const value = between(body, `<${prefix}v`, `</${prefix}v>`)
    if (value === '') return ''
    switch (kind) {
      case 's':
        return this.strings.at(Number(value))
      case 'str':
      case 'e':
        return spreadsheetText(xmlText(value))
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE'
      case 'd':
        return isCivilDate(value.slice(0, 10)) ? writtenDate(value.slice(0, 10)) : value
      default:
        return this.#number(tag, value, column, numeric)
    }
  }

  #number(tag: string, value: string, column: number, numeric: number[]): string {
    const style = attribute(tag, 's')
    if (style !== undefined && this.styles[Number(style)]) {
      const date = dateOfSerial(Number(value), this.is1904)
      if (date) return writtenDate(date)
    }
    numeric.push(column)
    const whole = Number(value)
    return Number.isSafeInteger(whole) && Math.abs(whole) < MAX_EXACT ? String(whole) : value
  }
}

const SLASH = 47
/** Excel keeps 15 digits; a longer number stays as written, so that a person sees what became of it. */
const MAX_EXACT = 1e15

function prefixOf(xml: string): string | undefined {
  const root = /<([\w.-]+:)?worksheet[\s/>]/.exec(xml)
  return root ? (root[1] ?? '') : undefined
}

/** The next tag of exactly this name: `<c` must not find `<col`. */
function nextTag(xml: string, open: string, from: number): number {
  let at = xml.indexOf(open, from)
  while (at >= 0) {
    const next = xml.charCodeAt(at + open.length)
    if (next <= 32 || next === 62 || next === SLASH) return at
    at = xml.indexOf(open, at + 1)
  }
  return -1
}

/** From the letters of `r="AB12"`, or the column after the previous one when the writer left it out. */
function columnOf(tag: string, previous: number, nameLength: number): number {
  const reference = tag.startsWith(' r="', nameLength) ? nameLength + 4 : -1
  const letters = reference >= 0 ? tag : (attribute(tag, 'r') ?? '')
  let column = 0
  for (let at = Math.max(reference, 0); at < letters.length; at++) {
    const letter = letters.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
    if (column > MAX_COLUMN + 1) throw new Refusal('import.file_damaged')
  }
  const found = column === 0 ? previous + 1 : column - 1
  if (found <= previous || found > MAX_COLUMN) throw new Refusal('import.file_damaged')
  return found
}

function between(body: string, open: string, close: string): string {
  const at = body.indexOf(open)
  if (at < 0) return ''
  const start = body.indexOf('>', at)
  if (start < 0 || body[start - 1] === '/') return ''
  const end = body.indexOf(close, start)
  return end < 0 ? '' : body.slice(start + 1, end)
}
