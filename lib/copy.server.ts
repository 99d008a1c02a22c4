import 'server-only'
import { once } from 'node:events'
import { StringDecoder } from 'node:string_decoder'
import type { TransactionSql } from 'postgres'

/** Values of a row; null is SQL's null. */
export type CopiedRow = (string | null)[]

/** Streams a query through COPY in PostgreSQL's text format: rows of texts, in the batches in which they arrive. */
export async function* copiedRows(tx: TransactionSql, query: string): AsyncGenerator<CopiedRow[]> {
  const stream = await tx.unsafe(`copy (${query}) to stdout`).readable()
  const decoder = new StringDecoder('utf8')
  let rest = ''
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      const text = rest + decoder.write(chunk as Buffer)
      const end = text.lastIndexOf('\n')
      rest = text.slice(end + 1)
      if (end > 0) yield text.slice(0, end).split('\n').map(values)
    }
  } finally {
    stream.resume() // whoever stops early lets the rest pass by
    stream._read(0) // a socket that the last chunk paused would never be read again
  }
}

function values(line: string): CopiedRow {
  const row: CopiedRow = line.split('\t')
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at]
    if (value === '\\N') row[at] = null
    else if (value?.includes('\\')) row[at] = unescaped(value)
  }
  return row
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }

function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter)
}

/** A text of 128 KB is a large object to V8, whose memory is fetched from the system and given back each time. */
export const BLOCK_CHARACTERS = 32 * 1024

/** Values of a row to be written. */
export type ValuesToCopy = readonly (string | number | boolean | null)[]

/** Rows as COPY reads them, in blocks of bytes: a text made piece by piece is all of its pieces to the garbage collector. */
export class CopyLines {
  #block = ''
  #blocks: Buffer[] = []

  add(row: ValuesToCopy): void {
    let line = ''
    for (let at = 0; at < row.length; at += 1) line += at === 0 ? escaped(row[at]) : `\t${escaped(row[at])}`
    this.#block += `${line}\n`
    if (this.#block.length >= BLOCK_CHARACTERS) this.#close()
  }

  /**
   * Writes all rows, waiting whenever the database is behind.
   *
   * @param target table and columns, such as `nominative_results (effective_on, name)`
   */
  async copyTo(tx: TransactionSql, target: string): Promise<void> {
    if (this.#block !== '') this.#close()
    const stream = await tx.unsafe(`copy ${target} from stdin`).writable()
    for (const block of this.#blocks) if (!stream.write(block)) await once(stream, 'drain')
    const finished = once(stream, 'finish')
    stream.end()
    await finished
  }

  #close(): void {
    this.#blocks.push(Buffer.from(this.#block))
    this.#block = ''
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL takes every character but this one
const SPECIAL = /[\\\n\r\t\u0000]/
const SPECIALS = new RegExp(SPECIAL, 'g')
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u0000': '' }

function escaped(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '\\N'
  return typeof value === 'string' ? copyText(value) : String(value)
}

/** A text as COPY reads it. */
export function copyText(value: string): string {
  return SPECIAL.test(value) ? value.replace(SPECIALS, (letter) => ESCAPED[letter] ?? letter) : value
}
