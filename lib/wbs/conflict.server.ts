import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { conflicts } from '@/db/wbs/handling-schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import type { OwnFarewell } from '@/lib/wbs/farewell'
import { goOut, requireFarewell } from '@/lib/wbs/going-out.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'

/**
 * Menyatakan benturan kepentingan: whoever is, serves or is related to somebody of a report leaves it at once. The server
 * gives them nothing any more; the browser of another member makes a key that they have not, which the people of the report
 * show as due. What they read before stays known to them. The reporter sees that it happened.
 *
 * Refuses what `requireMember` and `requireFarewell` refuse.
 */
export async function declareConflict(
  tx: WbsTx,
  officer: Officer,
  { report, ...said }: { report: string } & OwnFarewell,
  on: CivilDate,
): Promise<void> {
  const { id, epoch } = await requireMember(tx, officer, report, true)
  const farewell = await requireFarewell(tx, { id, epoch }, officer, { ...said, reason: 'conflict' }, on)
  await tx.insert(conflicts).values({ reportId: id, holder: officer.holder, declaredOn: on, ...farewell })
  await goOut(tx, id, officer, { kind: 'conflict', on })
}

/** Refuses `wbs_conflict` for a person who declared a conflict: nobody gives them the keys of the report again. */
export async function requireNoConflict(tx: WbsTx, reportId: string, holder: string): Promise<void> {
  const [declared] = await tx
    .select({ holder: conflicts.holder })
    .from(conflicts)
    .where(and(eq(conflicts.reportId, reportId), eq(conflicts.holder, holder)))
  if (declared) throw new Refusal('wbs_conflict')
}
