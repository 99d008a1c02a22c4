import { Refusal } from '@/lib/refusal'
import type { SheetRow } from './sheet'
import { MAX_ROW_CHARACTERS } from './xlsx-limits'

const QUOTE = '"'

/**
 * Turns the text of a CSV file into rows, a piece at a time: RFC 4180, any line ending, and quotes where people put
 * them. A quote inside a cell that did not begin with one is a character like any other, and so is what follows the
 * closing quote of one that did.
 *
 * A row that is not complete yet is kept as text and read anew with the next piece: rows are short and pieces long.
 */
export class CsvScanner {
  #rest = ''
  #rowNumber = 0

  constructor(private readonly delimiter: string) {}

  /** Takes the next piece and answers the rows that are complete. Refuses with import.csv_broken. */
  read(piece: string): SheetRow[] {
    return this.#rows(this.#rest + piece, false)
  }

  /** The last row, when no line ending follows it. */
  end(): SheetRow[] {
    return this.#rows(this.#rest, true)
  }

  #rows(text: string, isLast: boolean): SheetRow[] {
    const rows: SheetRow[] = []
    let from = 0
    while (from < text.length) {
      const texts: string[] = []
      const next = this.#row(text, from, isLast, texts)
      if (next < 0) break
      this.#rowNumber += 1
      rows.push({ rowNumber: this.#rowNumber, texts, numeric: [] })
      from = next
    }
    this.#rest = text.slice(from)
    if (this.#rest.length > MAX_ROW_CHARACTERS || (isLast && this.#rest !== '')) {
      throw new Refusal('import.csv_broken', { row: this.#rowNumber + 1 })
    }
    return rows
  }

  /** Fills in the cells of one row and answers where the next begins, -1 when the text ends before that is certain. */
  #row(text: string, from: number, isLast: boolean, texts: string[]): number {
    let at = from
    for (;;) {
      const start = at
      let cell = ''
      if (text[at] === QUOTE) {
        const close = closingQuote(text, at + 1)
        if (close < 0 || (close + 1 === text.length && !isLast)) return -1
        cell = text.slice(at + 1, close)
        if (cell.includes(QUOTE)) cell = cell.replaceAll('""', QUOTE)
        at = close + 1
      }
      const end = endOfCell(text, at, this.delimiter)
      if (end === text.length && !isLast) return -1
      texts.push(at === start ? text.slice(start, end) : end === at ? cell : text.slice(start, end))
      if (text[end] === this.delimiter) {
        at = end + 1
        continue
      }
      if (text[end] !== '\r') return Math.min(end + 1, text.length)
      if (end + 1 === text.length && !isLast) return -1 // a line feed may follow
      return text[end + 1] === '\n' ? end + 2 : end + 1
    }
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf(QUOTE, from)
  while (at >= 0 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2)
  return at
}

function endOfCell(text: string, from: number, delimiter: string): number {
  const separator = delimiter.charCodeAt(0)
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === separator || code === 10 || code === 13) return at
  }
  return text.length
}
