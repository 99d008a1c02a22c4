import 'server-only'
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { wraps } from '@/db/wbs/schema'
import { sha256 } from '@/lib/wbs/bytes.server'
import type { KeptWrapHash } from '@/lib/wbs/epochs'
import { COVERED, coverFor, coversOf } from '@/lib/wbs/shredding.server'
import type { Ring } from '@/lib/wbs/wraps'

/** A wrap as its holder opens it: an age file. */
export type KeptWrap = { reportId: string; ring: Ring; epoch: number; holder: string; ct: Uint8Array }

/** Keeps wraps of one report under its shred key. The only way in, as `readWraps` is the only way out. */
export async function storeWraps(
  tx: WbsTx,
  reportId: string,
  given: readonly (Omit<KeptWrap, 'reportId' | 'ring'> & { ring?: Ring })[],
): Promise<void> {
  if (given.length === 0) return
  const { cover } = await coverFor(reportId, 'report')
  const rows = given.map(({ ring = 'pesan', epoch, holder, ct }) => {
    return { reportId, ring, epoch, holder, ct: cover(placeOf({ ring, epoch, holder }), ct) }
  })
  await tx.insert(wraps).values(rows)
}

/** Wraps by epoch, as they came. A report whose shred key is destroyed has none. */
export async function readWraps(tx: WbsTx, where: SQL | undefined): Promise<KeptWrap[]> {
  const rows = await tx
    .select()
    .from(wraps)
    .where(where)
    .orderBy(asc(wraps.reportId), asc(wraps.ring), asc(wraps.epoch))
  const covers = await coversOf([...new Set(rows.map(({ reportId }) => reportId))], 'report')
  return rows.flatMap((row) => {
    const cover = covers.get(row.reportId)
    return cover ? [{ ...row, ct: cover.uncover(placeOf(row), row.ct) }] : []
  })
}

/** What is kept of a report now, read anew, for whoever sent some of it to compare. */
export async function keptHashes(tx: WbsTx, reportId: string): Promise<KeptWrapHash[]> {
  const kept = await readWraps(tx, eq(wraps.reportId, reportId))
  return kept.map(({ ring, epoch, holder, ct }) => ({ ring, epoch, for: holder, sha256: sha256(ct).toString('hex') }))
}

/** Covers the wraps that were kept before there were shred keys. */
export async function coverOldWraps(): Promise<void> {
  await transactWbs(async (tx) => {
    const old = await tx.delete(wraps).where(sql`get_byte(${wraps.ct}, 0) <> ${COVERED}`).returning()
    for (const row of old) await storeWraps(tx, row.reportId, [row])
  })
}

function placeOf({ ring, epoch, holder }: Pick<KeptWrap, 'ring' | 'epoch' | 'holder'>): string {
  return `wrap|${ring}|${epoch}|${holder}`
}
