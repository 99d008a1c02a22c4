import 'server-only'
import { desc } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { checkpoints } from '@/db/wbs/keys-schema'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { textOf } from '@/lib/wbs/bytes.server'
import { keptDays } from '@/lib/wbs/days-in-force.server'
import { publishedFigures } from '@/lib/wbs/figures.server'
import { fingerprint, MANIFEST_DAYS, type Manifest } from '@/lib/wbs/manifest'
import { findNewestManifest } from '@/lib/wbs/manifest.server'
import { reportingPlace } from '@/lib/wbs/place.server'
import { publishedLog, waitingEntries } from '@/lib/wbs/transparency.server'

/** What anybody may know of this place and hold it to. Nothing of it depends on who asks. */
export async function publicRecord(tx: WbsTx, today: CivilDate) {
  const newest = await findNewestManifest(tx)
  const { log } = await publishedLog(tx)
  return {
    figures: await publishedFigures(tx),
    rootWords: reportingPlace().rootKeys.map(fingerprint),
    list: newest && listOf(JSON.parse(newest.manifest)),
    log,
    waiting: await waitingEntries(tx, today),
    checkpoints: await signedCheckpoints(tx),
    retention: Object.fromEntries(await keptDays(tx, today)),
  }
}
export type PublicRecord = Awaited<ReturnType<typeof publicRecord>>

function listOf({ version, issuedOn }: Manifest) {
  return { version, issuedOn, until: addDays(issuedOn, MANIFEST_DAYS) }
}

/** The newest first. */
async function signedCheckpoints(tx: WbsTx) {
  const rows = await tx.select().from(checkpoints).orderBy(desc(checkpoints.size))
  return rows.map(({ size, root, signature, signedOn }) => {
    return { size, root: Buffer.from(root).toString('hex'), signature: textOf(signature), on: signedOn }
  })
}
