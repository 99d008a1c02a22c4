import 'server-only'
import { eq } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import type { Context } from '@/lib/auth/actor'
import { type Zone, zoneFrom } from '@/lib/format'

/** The clock on the wall of the actor's own agency, also where nobody's session is at hand. */
export function ownZone(context: Context): Promise<Zone> {
  return transact(context, (tx) => zoneOfAgency(tx, context.actor.agencyId))
}

export async function zoneOfAgency(tx: Tx, agencyId: number): Promise<Zone> {
  const [agency] = await tx.select({ zone: agencies.timeZone }).from(agencies).where(eq(agencies.id, agencyId))
  return zoneFrom(agency?.zone ?? '')
}
