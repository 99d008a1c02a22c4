import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { and, eq, gte, lte } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { type Tx, transact } from '@/db/client.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { readSmallFile } from '@/lib/import/small-file.server'
import { entryFindings } from '@/lib/kinerja/entry'
import { entryPerson, entrySurroundings } from '@/lib/kinerja/entry-facts.server'
import { type FileEntry, MENDED_IN, missingColumns, readHeadings, readRow } from '@/lib/kinerja/entry-file'
import { type CellProblem, COLUMNS, type FileHeading } from '@/lib/kinerja/entry-file-columns'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { itemsOf } from '@/lib/kinerja/own-days.server'
import type { Finding } from '@/lib/refusal'

const MOST_ROWS = 1_000

/** A row of a file as it would come in: new, there already, or kept out by problems, with its cells to be mended. */
export type CheckedRow = {
  row: number
  texts: Record<string, string>
  entry: EntryInput | null
  isThere: boolean
  problems: CellProblem[]
}
export type CheckedFile = { headings: FileHeading[]; missing: string[]; rows: CheckedRow[] }

type Raw = { headings: FileHeading[]; rows: { row: number; texts: Record<string, string> }[] }

/**
 * Reads a workbook or CSV file of own entries and holds each row against the rules, and against the rows before it.
 * Nothing is written: the device puts what is sound into its outbox, where the id of a row makes it one however often
 * the file comes. Refuses with import.no_header, import.no_rows, import.too_many_rows, and what the readers refuse.
 *
 * @param chosen what a person took the columns for, by number; null to find them by their names
 * @param sentence what an unmet condition says to the reader
 */
export async function checkEntryFile(
  context: Context,
  bytes: Uint8Array,
  chosen: Readonly<Record<string, string>> | null,
  sentence: (finding: Finding) => Promise<string>,
): Promise<CheckedFile> {
  const { headings, rows } = await readFile(bytes, chosen)
  const missing = missingColumns(headings)
  if (missing.length > 0) return { headings, missing, rows: [] }
  const checked = await transact(context, (tx) => checkRows(tx, context, rows))
  const told = checked.map(async ({ unmet, ...row }) => ({
    ...row,
    problems: [...row.problems, ...(await Promise.all(unmet.map((finding) => problemOf(finding, sentence))))],
  }))
  return { headings, missing, rows: await Promise.all(told) }
}

async function problemOf(finding: Finding, sentence: (finding: Finding) => Promise<string>): Promise<CellProblem> {
  const column = MENDED_IN[finding.code] ?? 'tanggal'
  return { column, value: '', code: null, reason: await sentence(finding) }
}

async function checkRows(tx: Tx, context: Context, rows: Raw['rows']) {
  const person = await entryPerson(tx, context)
  const today = civilDateIn(person.zone, context.now)
  const items = await itemsOf(tx, person.id, today)
  const read = rows.map(({ row, texts }) => ({ row, texts, ...readRow(texts, items) }))
  const days = read.flatMap(({ entry }) => entry?.workOn ?? []).sort()
  const [from, to] = [days[0] ?? today, days.at(-1) ?? today]
  const [{ around, rulesOn }, known] = await Promise.all([
    entrySurroundings(tx, from, to),
    ownEntries(tx, person.id, from, to),
  ])
  return read.map(({ row, texts, entry: found, problems }) => {
    const kept = { row, texts, entry: null, isThere: false, problems, unmet: [] }
    if (!found) return kept
    const same = known.filter((each) => isSameWork(each, found))
    if (same.some(({ state }) => state !== 'withdrawn')) return { ...kept, isThere: true }
    const id = same.length > 0 ? randomUUID() : idOf(person.id, found) // what was taken back comes anew
    const entry = { ...found, id, version: 0, isToday: false, deviceAt: context.now.toISOString() }
    const facts = { ...around, rules: rulesOn(entry.workOn), receivedOn: today }
    const unmet = entryFindings(entry, facts).filter(({ met }) => !met)
    if (unmet.length === 0) around.others = [...around.others, entry]
    return { ...kept, entry: unmet.length === 0 ? entry : null, unmet }
  })
}

function ownEntries(tx: Tx, employeeId: string, from: CivilDate, to: CivilDate) {
  const { workOn, startsMinute, endsMinute, text, state } = dailyEntries
  return tx
    .select({ workOn, startsMinute, endsMinute, text, state })
    .from(dailyEntries)
    .where(and(eq(dailyEntries.employeeId, employeeId), gte(workOn, from), lte(workOn, to)))
}

type Work = Pick<FileEntry, 'workOn' | 'startsMinute' | 'endsMinute' | 'text'>

function isSameWork(one: Work, other: Work): boolean {
  return keyOf(one) === keyOf(other)
}

function keyOf({ workOn, startsMinute, endsMinute, text }: Work): string {
  return `${workOn} ${startsMinute} ${endsMinute} ${text}`
}

/** The same for the same row, whichever file it comes in. */
function idOf(employeeId: string, work: Work): string {
  const hex = createHash('sha256')
    .update(`${employeeId} ${keyOf(work)}`)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function readFile(bytes: Uint8Array, chosen: Readonly<Record<string, string>> | null): Promise<Raw> {
  const file = await readSmallFile(bytes, (texts) => readHeadings(texts, chosen), MOST_ROWS)
  if (!file.headings) {
    const { texts } = file.first
    return {
      headings: texts.flatMap((text, column) => (text.trim() ? [{ column, text, field: null }] : [])),
      rows: [],
    }
  }
  const { headings } = file
  const rows = file.rows.map(({ rowNumber, texts }) => {
    const known = headings.flatMap(({ column, field }) => (field ? [[field, texts[column] ?? '']] : []))
    return { row: rowNumber, texts: Object.fromEntries(known) }
  })
  return { headings, rows }
}

/** An empty workbook with the columns, and a second sheet with the lines of the own plan. */
export async function entryTemplate(context: Context, words: { plan: string; name: string }) {
  const items = await transact(context, async (tx) => {
    const person = await entryPerson(tx, context)
    return itemsOf(tx, person.id, civilDateIn(person.zone, context.now))
  })
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('catatan', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(COLUMNS.map(({ code }) => code)).font = { bold: true }
  sheet.columns.forEach((column) => {
    column.width = 22
    column.numFmt = '@'
  })
  const plan = book.addWorksheet('rhk')
  plan.addRow(['rhk', words.plan]).font = { bold: true }
  for (const { number, text } of items) plan.addRow([String(number), text])
  plan.getColumn(2).width = 80
  return {
    fileName: `${words.name}.xlsx`,
    write: (target: Parameters<typeof book.xlsx.write>[0]) => book.xlsx.write(target),
  }
}
