import 'server-only'
import { eq } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { reports } from '@/db/wbs/schema'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { addEvent } from '@/lib/wbs/event.server'
import { type Officer, requireMember, requireOfficer } from '@/lib/wbs/officer.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'

/** Who says that an identity is still needed. */
const KEEPER: OfficerRole = 'inspektur'

/** Whether the identity of a report stays when it ends, and whether the reader may say so. */
export type Keeping = { keeps: boolean; isKeeper: boolean }

/**
 * Keeps the sealed identity of a report beyond its end, while LPSK or a reward is pending, or no longer (wbs.md 15). Its
 * reporter sees both.
 *
 * Refuses what `requireOfficer` and `requireMember` refuse, and `forbidden` for whoever is no Inspektur.
 */
export async function keepIdentity(
  accountId: string | null,
  { report, keeps }: { report: string; keeps: boolean },
  now: Date,
): Promise<void> {
  await transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, accountId)
    const { id } = await requireMember(tx, officer, report, true)
    if (!officer.roles.includes(KEEPER)) throw new Refusal('forbidden')
    if ((await isKept(tx, id)) === keeps) return
    await tx.update(reports).set({ keepsIdentity: keeps }).where(eq(reports.id, id))
    const kind = keeps ? 'identity_kept' : 'identity_not_kept'
    await addEvent(tx, id, { happenedOn: civilDateIn('Asia/Jakarta', now), kind, role: KEEPER })
  })
}

/** Refuses what `requireMember` refuses. */
export async function readKeeping(tx: WbsTx, officer: Officer, report: string): Promise<Keeping> {
  const { id } = await requireMember(tx, officer, report)
  return { keeps: await isKept(tx, id), isKeeper: officer.roles.includes(KEEPER) }
}

async function isKept(tx: WbsTx, report: string): Promise<boolean> {
  const [row] = await tx.select({ keeps: reports.keepsIdentity }).from(reports).where(eq(reports.id, report))
  return row?.keeps ?? false
}
