import 'server-only'
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '@/lib/refusal'
import { type RowLimits, rowTooLarge, type SheetNotice, type SheetRow, type SheetRows, type Sheets } from './sheet'
import { LARGEST_ROW, MAX_ROW_CHARACTERS } from './xlsx-limits'

const SAMPLE_BYTES = 65_536
const PIECE_BYTES = 262_144
const BLOCK_ROWS = 256

/**
 * Opens a CSV file: comma, semicolon or tab, with or without a byte order mark, UTF-8 or UTF-16; what is neither is
 * read as Windows-1252 and said so. Row numbers count records as a spreadsheet shows them, blank lines included.
 *
 * Refuses with import.file_not_sheet when the file is no text.
 */
export async function openCsv(path: string, limits: RowLimits = LARGEST_ROW): Promise<Sheets> {
  const encoding = await encodingOf(path)
  const sample = await firstText(path, encoding)
  if (sample.includes('\u0000')) throw new Refusal('import.file_not_sheet')
  const delimiter = delimiterOf(sample)
  const notices: SheetNotice[] = encoding === 'windows-1252' ? ['windows_1252'] : []
  return { names: [''], notices, rows: () => rows(path, encoding, delimiter, limits), close: () => {} }
}

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'

async function* decode(path: string, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES }))
    yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* rows(path: string, encoding: Encoding, delimiter: string, limits: RowLimits): SheetRows {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW_CHARACTERS,
  })
  const text = Readable.from(decode(path, encoding), { objectMode: false })
  pipeline(text, parser, () => {}) // a failure of either ends the loop below
  let rowNumber = 0
  let block: SheetRow[] = []
  try {
    for await (const texts of parser as AsyncIterable<string[]>) {
      rowNumber += 1
      if (isTooLarge(texts, limits)) throw rowTooLarge(rowNumber, limits)
      block.push({ rowNumber, texts, numeric: [] })
      if (block.length === BLOCK_ROWS) {
        yield block
        block = []
      }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new Refusal('import.csv_broken', { row: Number(error.records) + 1 })
    throw error
  }
  yield block
}

function isTooLarge(texts: readonly string[], { columns, characters }: RowLimits): boolean {
  return texts.length > columns || texts.reduce((sum, text) => sum + text.length, 0) > characters
}

async function encodingOf(path: string): Promise<Encoding> {
  let isFirst = true
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>) {
    if (isFirst && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
    isFirst = false
    const bytes = Buffer.concat([rest, chunk])
    const whole = lastCharacter(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return 'windows-1252'
    rest = bytes.subarray(whole)
  }
  return isUtf8(rest) ? 'utf-8' : 'windows-1252'
}

/** Where the last character begins: it may go on in the next chunk. */
function lastCharacter(bytes: Buffer): number {
  let at = bytes.length - 1
  while (at > bytes.length - 4 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1
  return at
}

async function firstText(path: string, encoding: Encoding): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead), { stream: true })
  } finally {
    await file.close()
  }
}

/** The separator that the first line with any of them holds most often outside quotes. */
function delimiterOf(sample: string): string {
  for (const line of sample.split(/\r\n|\r|\n/)) {
    const bare = line.replace(/"[^"]*"/g, '')
    const counts = [',', ';', '\t'].map((separator) => ({ separator, count: bare.split(separator).length - 1 }))
    const most = counts.sort((a, b) => b.count - a.count)[0]
    if (most && most.count > 0) return most.separator
  }
  return ','
}
