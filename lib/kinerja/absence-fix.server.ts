import 'server-only'
import { eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { absenceImports } from '@/db/schema/kinerja-consequences'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { CellFix } from '@/lib/import/fix-cell.server'
import { mendedRow } from '@/lib/import/mended-row'
import { checkAbsences, lockWaiting } from '@/lib/kinerja/absence-import.server'
import { Refusal } from '@/lib/refusal'

/**
 * Puts another value into one cell of a file of absences that waits. Answers how many errors its row still has. Refuses
 * with not_found, wrong_state.
 *
 * @param fix `row` is the number of the row in the file
 */
export function fixAbsenceCell(context: Context, { id, row: number, column, value }: CellFix) {
  return transact(context, async (tx): Promise<{ errors: number }> => {
    const staged = await lockWaiting(tx, context, id, 'fix')
    const at = staged.rows.findIndex(({ row }) => row === number)
    const row = staged.rows[at]
    const heading = staged.headings.find(({ field }) => field === column)
    if (!row || !heading) throw new Refusal('not_found')
    const rows = staged.rows.with(at, mendedRow(row, heading.column, value))
    await tx.update(absenceImports).set({ rows }).where(eq(absenceImports.id, id))
    const cell = { step: 'fix', file: staged.fileName, row: number, column }
    await recordAudit(
      tx,
      context,
      'absence.import',
      { ...cell, value: row.cells[heading.column] ?? '' },
      { ...cell, value },
      { agencyId: staged.agencyId, subjectId: id },
    )
    const checked = await checkAbsences(tx, context, { ...staged, rows })
    return { errors: checked[at]?.fault ? 1 : 0 }
  })
}
