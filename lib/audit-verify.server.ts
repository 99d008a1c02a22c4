import 'server-only'
import { asc, gt } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents, auditSeals } from '@/db/schema/audit'
import { hashEvents, unsealedAfter } from '@/lib/audit-seal.server'
import { systemContext } from '@/lib/auth/actor'

const SEALS_AT_ONCE = 500

type Seal = typeof auditSeals.$inferSelect

export type BrokenSeal = { id: number; sealedAt: Date; why: 'gap' | 'count' | 'hash'; expected: number; found: number }

export type Verification = {
  seals: number
  events: number
  unsealed: number
  /** The newest hash: keep a copy of it outside the database, or a cut tail goes unseen. */
  newest: string | undefined
  broken: BrokenSeal[]
}

/** Computes every seal again from the events. A changed, added or missing event breaks exactly its own seal. */
export async function verifyAudit(now: Date): Promise<Verification> {
  return transact(systemContext('audit:verify', now), async (tx) => {
    const result: Verification = { seals: 0, events: 0, unsealed: 0, newest: undefined, broken: [] }
    let previous: Seal | undefined
    for (;;) {
      const seals: Seal[] = await tx
        .select()
        .from(auditSeals)
        .where(gt(auditSeals.id, previous?.id ?? 0))
        .orderBy(asc(auditSeals.id))
        .limit(SEALS_AT_ONCE)
      for (const seal of seals) {
        const broken = await checkSeal(tx, seal, previous)
        if (broken) result.broken.push(broken)
        result.seals++
        result.events += seal.eventCount
        previous = seal
      }
      if (seals.length < SEALS_AT_ONCE) break
    }
    const unsealed = await tx.$count(auditEvents, unsealedAfter(previous))
    return { ...result, unsealed, newest: previous?.hash }
  })
}

async function checkSeal(tx: Tx, seal: Seal, previous: Seal | undefined): Promise<BrokenSeal | undefined> {
  const { hash, eventCount } = await hashEvents(tx, seal, previous?.hash ?? '')
  const broken = { id: seal.id, sealedAt: seal.sealedAt, expected: seal.eventCount, found: eventCount }
  if (!follows(seal, previous)) return { ...broken, why: 'gap' }
  if (seal.eventCount !== eventCount) return { ...broken, why: 'count' }
  return seal.hash === hash ? undefined : { ...broken, why: 'hash' }
}

/** Within one life of the database a seal begins where the last one ended; in a new one at the beginning. */
function follows(seal: Seal, previous: Seal | undefined): boolean {
  if (previous?.incarnation === seal.incarnation) return seal.lowXid === previous.highXid
  return seal.lowXid === '0' && seal.incarnation > (previous?.incarnation ?? 0)
}
