import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { examProgrammes } from '@/db/schema/cat'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { visibleProgrammes } from '@/lib/cat/exam-scope.server'
import { holdProgrammeUse } from '@/lib/cat/programme-hold.server'
import type { programmeRef } from '@/lib/cat/programme-input'
import { Refusal } from '@/lib/refusal'

export type Programme = typeof examProgrammes.$inferSelect

/** BKN serves every agency: what it makes is the law's. */
export function makesLaw({ actor: { scope } }: Context): boolean {
  return scope.kind === 'national'
}

/** A change of one's own programme, or by BKN of the law's, that no session uses; it has to be confirmed again. */
export async function changing(
  context: Context,
  ref: z.output<typeof programmeRef>,
  change: object,
  run: (tx: Tx, before: Programme) => Promise<void>,
): Promise<void> {
  await transact(context, async (tx) => {
    await holdProgrammeUse(tx, ref.id)
    const before = await lockProgramme(tx, context, ref)
    if ((before.agencyId === null) !== makesLaw(context)) throw new Refusal('cat.programme_of_law')
    const used = await tx.execute(sql`
      select from exam_sessions where programme_id = ${ref.id} and (state <> 'void' or content is not null) limit 1`)
    if (used.length > 0) throw new Refusal('cat.programme_used')
    await run(tx, before)
    await tx
      .update(examProgrammes)
      .set({ isConfirmed: false, version: before.version + 1 })
      .where(eq(examProgrammes.id, ref.id))
    const subject = { agencyId: before.agencyId, subjectId: ref.id }
    await recordAudit(tx, context, 'exam.save_programme', before, change, subject)
  })
}

/** Under row-level security only what the actor may change can be locked: of another's there is nothing. */
export async function lockProgramme(
  tx: Tx,
  context: Context,
  { id, version }: z.output<typeof programmeRef>,
): Promise<Programme> {
  const [found] = await tx
    .select()
    .from(examProgrammes)
    .where(and(eq(examProgrammes.id, id), visibleProgrammes(context)))
    .for('update')
  if (!found) throw new Refusal('not_found')
  if (found.version !== version) throw new Refusal('stale')
  return found
}
