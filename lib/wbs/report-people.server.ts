import 'server-only'
import { eq } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { conflicts, keyRequests } from '@/db/wbs/handling-schema'
import { departedOf } from '@/lib/wbs/departure.server'
import type { Farewell } from '@/lib/wbs/farewell'
import { farewellsOf, keysReading } from '@/lib/wbs/going-out.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'

/**
 * What the server knows of who reads a report: `readers` are keys that hold a running wrap, `conflicted` are persons.
 * `asking` wait for the key anew of the places that they cannot open, the reporter as `pelapor` among them, and nobody who
 * has gone out of the report.
 */
export type ReportPeople = {
  readers: string[]
  conflicted: string[]
  farewells: Farewell[] // as they signed it
  asking: { reader: string; places: string[] }[]
}

/** For one who holds the key of the report. Refuses what `requireMember` refuses. */
export async function readPeople(tx: WbsTx, officer: Officer, reportId: string): Promise<ReportPeople> {
  const { id, epoch } = await requireMember(tx, officer, reportId)
  const declared = await tx.select({ holder: conflicts.holder }).from(conflicts).where(eq(conflicts.reportId, id))
  const asking = await tx
    .select({ reader: keyRequests.reader, places: keyRequests.places })
    .from(keyRequests)
    .where(eq(keyRequests.reportId, id))
  const conflicted = declared.map(({ holder }) => holder)
  const gone = [...conflicted, ...(await departedOf(tx, id))]
  const { keys } = await manifestInForce(tx)
  const hasGone = (reader: string) => keys.some((key) => key.id === reader && gone.includes(key.holder))
  return {
    readers: await keysReading(tx, { id, epoch }),
    conflicted,
    farewells: await farewellsOf(tx, id),
    asking: asking.filter(({ reader }) => !hasGone(reader)),
  }
}
