import { NIP_SHAPE } from '@/lib/registry/nip'
import 'server-only'
import { transactRaw } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { print } from '@/lib/documents/printer.server'
import { formatInstant, formatNip, formatNumber, type Locale, type Zone } from '@/lib/format'
import type { Cell, ListSource, Paper, PaperTable } from '@/lib/list-source'
import { RateLimit } from '@/lib/rate-limit'
import { Refusal } from '@/lib/refusal'

/** A list of thousands of rows takes the thread that prints lists for seconds; a person needs a few of them a day. */
const pace = new RateLimit(6, 1 / 20)

/** A list as PDF, after what its paper says of it. Refuses with glyph_missing, and with ask_later who prints without end. */
export async function printList(
  context: Context,
  { statement, headers, cells }: ListSource,
  { title, facts, tables, caption, printed }: Paper,
  { locale, zone }: { locale: Locale; zone: Zone },
): Promise<Uint8Array<ArrayBuffer>> {
  if (!pace.take(context.actor.accountId ?? '', +context.now)) throw new Refusal('ask_later')
  const rows = await transactRaw(context, (tx) => tx.unsafe(statement.sql, statement.params as never[]).values())
  const list = { caption, headers, rows: (rows as unknown as unknown[][]).map((row) => cells(row)) }
  const model = {
    title,
    facts,
    language: locale,
    printed: printed(formatInstant(context.now, locale, zone)),
    tables: [...tables, list].map((table) => printedTable(table, locale)),
  }
  const frame = { mark: null, code: null, checkUrl: null, certificateIssuer: null }
  const { pdf } = await print({ template: 'list-1', model, frame, createdAt: context.now, official: null }, 'lists')
  return pdf
}

/** Numbers stand on the right, names take the room that is left. */
function printedTable({ caption, headers, rows }: PaperTable, locale: Locale) {
  const kindOf = (cell: Cell | undefined) => {
    if (typeof cell === 'number') return 'number'
    return typeof cell === 'string' && NIP_SHAPE.test(cell) ? 'code' : 'text'
  }
  const text = (cell: Cell) => {
    if (typeof cell === 'number') return formatNumber(cell, locale)
    return cell === null ? '–' : NIP_SHAPE.test(cell) ? formatNip(cell) : cell
  }
  const columns = headers.map((_, at) => kindOf(rows.find((row) => row[at] !== null)?.[at]))
  return { caption, headers, columns, rows: rows.map((row) => row.map(text)) }
}
