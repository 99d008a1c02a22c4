import 'server-only'
import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import { and, asc, count, eq } from 'drizzle-orm'
import ExcelJS from 'exceljs'
import { type Tx, transact } from '@/db/client.server'
import { nominativeResults as results } from '@/db/schema/nominative'
import { employees, units } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { csvLine } from '@/lib/csv'
import { formatNip } from '@/lib/format'
import type { NominativeAddress } from '@/lib/sapk/nominative-list'
import { matchingNominative } from '@/lib/sapk/nominative-list.server'

export type ExportFormat = 'xlsx' | 'csv'

/** The words of the file: headers in the order of the columns, and how a row reads. */
export type ExportWords = {
  sheet: string
  headers: readonly string[]
  row: (row: ExportRow) => readonly (string | number | null)[]
}

const BATCH = 1000

/**
 * Writes the list under its filters as a workbook or as CSV (semicolons, with BOM), row by row, and leaves a trace in
 * the audit trail. A text that looks like a formula stays text.
 */
export async function exportNominative(
  context: Context,
  effectiveOn: CivilDate,
  address: NominativeAddress,
  format: ExportFormat,
  words: ExportWords,
): Promise<PassThrough> {
  const { total } = await transact(context, async (tx) => {
    const [counted] = await tx
      .select({ total: count() })
      .from(results)
      .where(wanted(context, effectiveOn, address))
    const facts = { effectiveOn, format, query: address.query, rows: counted?.total ?? 0 }
    await recordAudit(tx, context, 'nominative.export', null, facts, { agencyId: context.actor.agencyId })
    return { total: counted?.total ?? 0 }
  })
  const stream = new PassThrough()
  const write = format === 'xlsx' ? writeWorkbook : writeCsv
  const rows = batches(context, effectiveOn, address, total)
  write(stream, words, rows).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  return stream
}

function wanted({ actor }: Context, effectiveOn: CivilDate, { filter, outcome }: NominativeAddress) {
  return and(matchingNominative(actor, effectiveOn, filter), outcome && eq(results.outcome, outcome))
}

async function* batches(context: Context, effectiveOn: CivilDate, address: NominativeAddress, total: number) {
  for (let offset = 0; offset < total; offset += BATCH) {
    yield await transact(context, (tx) => oneBatch(tx, context, effectiveOn, address, offset))
  }
}

function oneBatch(tx: Tx, context: Context, effectiveOn: CivilDate, address: NominativeAddress, offset: number) {
  return tx
    .select({
      nip: results.nip,
      name: results.name,
      positionName: employees.positionName,
      unitName: units.name,
      type: results.type,
      rank: results.rank,
      rankSince: results.rankSince,
      proposedRank: results.proposedRank,
      serviceMonths: results.serviceMonths,
      salaryRupiah: results.salaryRupiah,
      outcome: results.outcome,
      unmet: results.unmet,
    })
    .from(results)
    .leftJoin(employees, eq(employees.id, results.employeeId))
    .leftJoin(units, eq(units.id, results.unitId))
    .where(wanted(context, effectiveOn, address))
    .orderBy(asc(results.name), asc(results.employeeId))
    .limit(BATCH)
    .offset(offset)
}

export type ExportRow = Awaited<ReturnType<typeof oneBatch>>[number]

async function writeWorkbook(stream: Writable, words: ExportWords, rows: AsyncIterable<ExportRow[]>): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const sheet = workbook.addWorksheet(words.sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = words.headers.map((header) => ({ header, width: Math.max(14, Math.min(40, header.length + 4)) }))
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  for await (const batch of rows) {
    for (const row of batch) sheet.addRow([...words.row(row)]).commit()
  }
  sheet.commit()
  await workbook.commit()
}

async function writeCsv(stream: Writable, words: ExportWords, rows: AsyncIterable<ExportRow[]>): Promise<void> {
  stream.write(`\uFEFF${csvLine(words.headers)}`)
  for await (const batch of rows) {
    const text = batch
      .map((row) => ({ ...row, nip: formatNip(row.nip) })) // eighteen digits in a row would become a number
      .map((row) => csvLine(words.row(row)))
      .join('')
    if (!stream.write(text)) await once(stream, 'drain')
  }
  stream.end()
}
