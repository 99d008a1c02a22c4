import 'server-only'
import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { absenceImports, absences } from '@/db/schema/kinerja-consequences'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type ImportMode, isUndoable, UNDO_HOURS } from '@/lib/import/run'
import { type AbsenceCounts, missingAbsenceColumns } from '@/lib/kinerja/absence-file'
import { checkAbsences, countsOf, lockAbsenceFile, lockWaiting } from '@/lib/kinerja/absence-import.server'
import { addAbsences } from '@/lib/kinerja/absences.server'
import { Refusal } from '@/lib/refusal'

/**
 * Records the new days of a file; its rows are then forgotten. Refuses with not_found, wrong_state,
 * kinerja.absence_column_missing, import.rows_with_errors (all or none), kinerja.absence_nothing.
 */
export function applyAbsences(context: Context, id: string, mode: ImportMode): Promise<AbsenceCounts> {
  return transact(context, async (tx) => {
    const staged = await lockWaiting(tx, context, id, 'apply')
    const [missing] = missingAbsenceColumns(staged.headings)
    if (missing) throw new Refusal('kinerja.absence_column_missing', { column: missing })
    const checked = await checkAbsences(tx, context, staged)
    const counts = countsOf(checked)
    if (mode === 'all_or_nothing' && counts.faulty > 0)
      throw new Refusal('import.rows_with_errors', { count: counts.faulty })
    const days = checked.flatMap(({ effect, employeeId, absentOn, ground }) =>
      effect === 'new' && employeeId && absentOn && ground ? [{ employeeId, absentOn, ground }] : [],
    )
    if (days.length === 0) throw new Refusal('kinerja.absence_nothing')
    await addAbsences(tx, context, days, id)
    await tx.update(absenceImports).set({ rows: [], counts, appliedAt: context.now }).where(eq(absenceImports.id, id))
    const after = { step: 'apply', file: staged.fileName, ...counts }
    await recordAudit(tx, context, 'absence.import', null, after, { agencyId: staged.agencyId, subjectId: id })
    return counts
  })
}

/**
 * Takes a file back within 24 hours: the days that it brought are withdrawn, those of whoever takes it back stay. Refuses
 * with not_found, wrong_state, import.undo_too_late.
 */
export function undoAbsences(context: Context, id: string): Promise<{ undone: number; kept: number }> {
  return transact(context, async (tx) => {
    const file = await lockAbsenceFile(tx, context, id)
    const { agencyId, fileName } = file
    if (!file.appliedAt || file.undoneAt)
      throw new Refusal('wrong_state', { state: file.undoneAt ? 'undone' : 'waiting', event: 'undo' })
    if (!isUndoable(file, context.now)) throw new Refusal('import.undo_too_late', { hours: UNDO_HOURS })
    const { accountId, employeeId: own } = context.actor
    const others: SQL | undefined = own === null ? undefined : ne(absences.employeeId, own)
    const standing = and(eq(absences.importId, id), isNull(absences.withdrawnAt))
    const reason = `Impor dibatalkan: ${fileName}`
    const withdrawn = await tx
      .update(absences)
      .set({ withdrawnAt: context.now, withdrawnBy: accountId, withdrawnReason: reason })
      .where(and(standing, others))
      .returning()
    await recordAudits(
      tx,
      context,
      'absence.withdraw',
      withdrawn.map((after) => ({
        before: { ...after, withdrawnAt: null, withdrawnBy: null, withdrawnReason: null },
        after,
        subject: { agencyId, employeeId: after.employeeId, subjectId: after.id, reason },
      })),
    )
    const [left] = await tx.select({ kept: sql<number>`count(*)::int` }).from(absences).where(standing)
    const result = { undone: withdrawn.length, kept: left?.kept ?? 0 }
    await tx.update(absenceImports).set({ undoneAt: context.now }).where(eq(absenceImports.id, id))
    const after = { step: 'undo', file: fileName, ...result }
    await recordAudit(tx, context, 'absence.import', null, after, { agencyId, subjectId: id })
    return result
  })
}
