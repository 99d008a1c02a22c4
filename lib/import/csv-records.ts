import { Refusal } from '@/lib/refusal'
import { MAX_ROW_CHARACTERS } from './xlsx-limits'

const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * Cuts a CSV text that comes in pieces into records (RFC 4180): any line end, quoted cells with doubled quotes. A quote
 * inside a cell stays as it is, and so does a quoted cell that goes on after its quotes.
 *
 * Refuses with import.csv_broken and the row when a quote never ends.
 */
export class CsvRecords {
  readonly #delimiter: number
  #text = ''
  #at = 0
  #count = 0

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /** The records that are whole with this piece. */
  take(piece: string): string[][] {
    this.#text = this.#text.slice(this.#at) + piece
    this.#at = 0
    const records = this.#records(false)
    if (this.#text.length - this.#at > MAX_ROW_CHARACTERS) throw this.#broken()
    return records
  }

  /** What stands after the last line end. */
  end(): string[][] {
    return this.#records(true)
  }

  #records(isLast: boolean): string[][] {
    const records: string[][] = []
    for (;;) {
      const start = this.#at
      const record = start < this.#text.length ? this.#record(isLast) : undefined
      if (!record) {
        this.#at = start
        return records
      }
      this.#count += 1
      records.push(record)
    }
  }

  #record(isLast: boolean): string[] | undefined {
    const cells: string[] = []
    for (;;) {
      const cell = this.#cell(isLast)
      if (cell === undefined) return undefined
      cells.push(cell)
      const code = this.#text.charCodeAt(this.#at++)
      if (code === this.#delimiter) continue
      if (code === CARRIAGE_RETURN && this.#text.charCodeAt(this.#at) === LINE_FEED) this.#at += 1
      return cells
    }
  }

  /** The next cell, undefined when it may go on in the next piece. */
  #cell(isLast: boolean): string | undefined {
    const text = this.#text
    const start = this.#at
    let end = start
    if (text.charCodeAt(start) === QUOTE) {
      const close = closingQuote(text, start + 1)
      if (close < 0 && isLast) throw this.#broken()
      if (close < 0) return undefined
      end = close + 1
      if (this.#isEnd(end)) {
        if (!this.#isCertain(end, isLast)) return undefined
        this.#at = end
        return text.slice(start + 1, close).replaceAll('""', '"')
      }
    }
    while (!this.#isEnd(end)) end += 1
    if (!this.#isCertain(end, isLast)) return undefined
    this.#at = end
    return text.slice(start, end)
  }

  #isEnd(at: number): boolean {
    const code = this.#text.charCodeAt(at)
    return code === this.#delimiter || code === LINE_FEED || code === CARRIAGE_RETURN || at >= this.#text.length
  }

  /** At the end of a piece a cell may go on, a quote may be doubled and a carriage return may have its line feed. */
  #isCertain(at: number, isLast: boolean): boolean {
    const left = this.#text.length - at
    return isLast || left > 1 || (left === 1 && this.#text.charCodeAt(at) !== CARRIAGE_RETURN)
  }

  #broken(): Refusal {
    return new Refusal('import.csv_broken', { row: this.#count + 1 })
  }
}

/** Where the quote stands that is not doubled, below 0 when there is none. */
function closingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from)
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2)
  return close
}
