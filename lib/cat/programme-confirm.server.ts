import 'server-only'
import { eq } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { examFillRules, examPassingGrades, examProgrammes, examSecondRules } from '@/db/schema/cat'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { lockProgramme, type Programme } from '@/lib/cat/programme-change.server'
import type { programmeRef } from '@/lib/cat/programme-input'
import { Refusal } from '@/lib/refusal'

/**
 * Says that the numbers of a programme, its grades, its limits and its rules are those of its source. Refuses with stale,
 * not_found, and with cat.earlier_two whoever set which earlier scores count: they are worth a place.
 */
export function confirmProgramme(context: Context, ref: z.output<typeof programmeRef>): Promise<void> {
  return transact(context, async (tx) => {
    const before = await lockProgramme(tx, context, ref)
    if (setEarlierScores(context, before)) throw new Refusal('cat.earlier_two')
    await tx
      .update(examProgrammes)
      .set({ isConfirmed: true, version: before.version + 1 })
      .where(eq(examProgrammes.id, ref.id))
    await tx.update(examPassingGrades).set({ isConfirmed: true }).where(eq(examPassingGrades.programmeId, ref.id))
    await tx.update(examSecondRules).set({ isConfirmed: true }).where(eq(examSecondRules.programmeId, ref.id))
    await tx.update(examFillRules).set({ isConfirmed: true }).where(eq(examFillRules.programmeId, ref.id))
    const subject = { agencyId: before.agencyId, subjectId: ref.id }
    await recordAudit(tx, context, 'exam.confirm_programme', before, { isConfirmed: true }, subject)
  })
}

/** Whether the actor set which earlier scores count in a programme. */
export function setEarlierScores(
  { actor }: Pick<Context, 'actor'>,
  programme: Pick<Programme, 'ranking' | 'earlierBy'>,
) {
  return programme.ranking?.earlier !== undefined && programme.earlierBy === actor.accountId
}
