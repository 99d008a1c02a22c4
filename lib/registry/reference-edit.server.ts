import 'server-only'
import { and, asc, count, desc, eq, getTableColumns, gte, isNull, lte, max, or, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import type { ReferenceShapes, ReferenceTable } from '@/db/reference/shapes'
import { auditEvents } from '@/db/schema/audit'
import { referenceRows } from '@/db/schema/reference'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { lastChange } from '@/lib/last-change.server'
import { Refusal, staleForm } from '@/lib/refusal'
import {
  codeVersion,
  dayBefore,
  placeRow,
  readReferenceData,
  type referenceRowInput,
  referenceTexts,
} from '@/lib/registry/reference-edit'
import { lockWriters, rowVersion } from '@/lib/registry/row-version.server'

/** How many rows each table has in force on a day, and when it was changed last. */
export function listReferenceTables(context: Context, on: CivilDate) {
  return transact(context, (tx) =>
    tx
      .select({
        tableName: referenceRows.tableName,
        rows: count(),
        changedAt: max(referenceRows.recordedAt),
      })
      .from(referenceRows)
      .where(inForceOn(on))
      .groupBy(referenceRows.tableName),
  )
}

/** Eselon codes such as III.a in force on a day, highest first. */
export async function listEchelons(context: Context, on: CivilDate): Promise<string[]> {
  const rows = await listReferenceRows(context, 'echelons', on)
  return [...new Set(rows.map(({ data }) => (data as ReferenceShapes['echelons']).name))]
}

/** The rows of one table that are in force on a day, in printed order. */
export function listReferenceRows(context: Context, tableName: ReferenceTable, on: CivilDate) {
  return transact(context, (tx) =>
    tx
      .select()
      .from(referenceRows)
      .where(and(eq(referenceRows.tableName, tableName), inForceOn(on)))
      .orderBy(asc(referenceRows.position), asc(referenceRows.code)),
  )
}

/** Every row of one code, newest first. */
export function listReferenceHistory(context: Context, tableName: ReferenceTable, code: string) {
  return transact(context, (tx) => rowsOf(tx, tableName, code))
}

function rowsOf(tx: Tx, tableName: ReferenceTable, code: string) {
  return tx
    .select({ ...getTableColumns(referenceRows), version: rowVersion })
    .from(referenceRows)
    .where(and(eq(referenceRows.tableName, tableName), eq(referenceRows.code, code)))
    .orderBy(desc(referenceRows.validFrom))
}

function inForceOn(on: CivilDate) {
  return and(lte(referenceRows.validFrom, on), or(isNull(referenceRows.validTo), gte(referenceRows.validTo, on)))
}

/**
 * Writes one row of a table: the row in force on its first day ends the day before, a row with the same first day is
 * corrected. Refuses stale, with the faulty fields, or with reference_overlap.
 */
export async function setReferenceRow(context: Context, input: z.output<typeof referenceRowInput>): Promise<void> {
  const { tableName, code, validFrom, validTo, source } = input
  const read = readReferenceData(tableName, input.data)
  if (!read.ok) throw new Refusal('invalid', {}, read.fields)
  await transact(context, async (tx) => {
    const sameCode = and(eq(referenceRows.tableName, tableName), eq(referenceRows.code, code))
    const rows = await lockCode(tx, input)
    const placed = placeRow(rows, { validFrom, validTo })
    if (!placed) throw new Refusal('invalid', {}, { validTo: 'reference_overlap' })
    const { corrected, ended } = placed
    if (ended) {
      await tx
        .update(referenceRows)
        .set({ validTo: dayBefore(validFrom), recordedAt: sql`clock_timestamp()` })
        .where(and(sameCode, eq(referenceRows.validFrom, ended.validFrom)))
    }
    const [last] = await tx
      .select({ position: max(referenceRows.position) })
      .from(referenceRows)
      .where(eq(referenceRows.tableName, tableName))
    const position = rows[0]?.position ?? (last?.position ?? 0) + 1
    const row = { tableName, code, validFrom, validTo, position, data: read.data, source, confidence: 'confirmed' }
    await tx
      .insert(referenceRows)
      .values({ ...row, recordedAt: sql`clock_timestamp()` })
      .onConflictDoUpdate({
        target: [referenceRows.tableName, referenceRows.code, referenceRows.validFrom],
        set: { validTo, data: read.data, source, confidence: row.confidence, recordedAt: sql`clock_timestamp()` },
      })
    const subjectId = `${tableName}/${code}`
    const { version: _, ...before } = corrected ?? ended ?? {}
    await recordAudit(tx, context, 'reference.update', corrected || ended ? before : null, row, { subjectId })
  })
}

/** The rows of a code as the actor saw them. Refuses stale, with the row in force on the first day that was typed. */
async function lockCode(tx: Tx, { tableName, code, version, validFrom }: z.output<typeof referenceRowInput>) {
  const subjectId = `${tableName}/${code}`
  await lockWriters(tx, subjectId)
  const rows = await rowsOf(tx, tableName, code)
  if (codeVersion(rows) !== version) {
    const shown = rows.find((row) => row.validFrom <= validFrom) ?? rows.at(-1)
    const values = shown && {
      validFrom: shown.validFrom,
      validTo: shown.validTo ?? '',
      source: shown.source,
      data: referenceTexts(tableName, shown.data),
    }
    const change = and(eq(auditEvents.event, 'reference.update'), eq(auditEvents.subjectId, subjectId))
    throw staleForm({ version: codeVersion(rows), ...values }, await lastChange(tx, change))
  }
  return rows
}
