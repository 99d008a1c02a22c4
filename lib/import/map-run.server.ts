import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { importMappings, importRuns } from '@/db/schema/import'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { columnOf, columnsWith } from './employee-columns'
import { foldHeader, type Header, mappingOf } from './headers'
import type { MappingInput } from './inputs'
import { lockRun } from './run-store.server'

/**
 * Sets what the columns of an uploaded file are and remembers it for the agency's next file. Refuses with wrong_state,
 * and with import.column_missing or import.column_twice when it cannot be checked like that.
 */
export async function mapRun(context: Context, { id, dataOn, fields }: MappingInput): Promise<void> {
  await transact(context, async (tx) => {
    const run = await lockRun(tx, context, id)
    if (!['uploaded', 'checked', 'failed'].includes(run.status)) {
      throw new Refusal('wrong_state', { state: run.status, event: 'map' })
    }
    const headers = (run.headers as Header[]).map((header) => {
      const field = fields[header.column] || null
      return {
        ...header,
        field: field && columnOf(field) ? field : null,
        isTidied: field !== null && field !== header.text,
      }
    })
    refuseUnusable(headers)
    await tx.update(importRuns).set({ headers, dataOn }).where(eq(importRuns.id, id))
    await tx
      .insert(importMappings)
      .values(
        distinct(headers).map(({ text, field }) => ({
          agencyId: run.agencyId,
          header: foldHeader(text),
          field: field ?? '',
        })),
      )
      .onConflictDoUpdate({
        target: [importMappings.agencyId, importMappings.header],
        set: { field: sql`excluded.field` },
      })
    const mapped = (from: readonly Header[], day: string | null) => ({
      step: 'map',
      file: run.fileName,
      dataOn: day,
      fields: Object.fromEntries(from.flatMap(({ text, field }) => (field === null ? [] : [[text.trim(), field]]))),
    })
    const before = mapped(run.headers as Header[], run.dataOn)
    const subject = { agencyId: run.agencyId, subjectId: id }
    await recordAudit(tx, context, 'import.manage', before, mapped(headers, dataOn), subject)
  })
}

function refuseUnusable(headers: readonly Header[]): void {
  const used = headers.flatMap(({ field }) => field ?? [])
  const twice = used.find((field, index) => used.indexOf(field) !== index)
  if (twice) throw new Refusal('import.column_twice', { column: columnOf(twice)?.label ?? twice })
  const mapping = mappingOf(headers)
  const missing = columnsWith([]).find((column) => column.isRequired && mapping[column.code] === undefined)
  if (missing) throw new Refusal('import.column_missing', { column: missing.label })
}

function distinct(headers: readonly Header[]): Header[] {
  return [...new Map(headers.map((header) => [foldHeader(header.text), header])).values()]
}
