import { and, eq } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { transactWbs } from '@/db/wbs/client.server'
import { wraps } from '@/db/wbs/schema'
import { beginConversation, beginNotes } from '@/lib/wbs/conversation'
import { type Farewell, signFarewell } from '@/lib/wbs/farewell'
import { encryptTo } from '@/lib/wbs/hybrid'
import type { Manifest, ManifestKey } from '@/lib/wbs/manifest'
import type { Officer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { base64url } from '@/lib/wbs/protocol'
import { readReport } from '@/lib/wbs/reading'
import type { Ring } from '@/lib/wbs/wraps'
import { readWraps } from '@/lib/wbs/wraps.server'

/** What one key is given of a ring, read as in the browser of its holder. */
export async function readAs(
  owner: Sql,
  { report, person, manifest, ring = 'pesan' }: { report: string; person: Person; manifest: Manifest; ring?: Ring },
) {
  const served = async (of: Ring) => {
    const own = and(eq(wraps.reportId, report), eq(wraps.ring, of), eq(wraps.holder, person.key.id))
    const held = await transactWbs((tx) => readWraps(tx, own))
    const messages = await owner<{ seq: number; epoch: number; ct: Buffer }[]>`select seq, epoch, ct from messages
      where report_id = ${report} and ring = ${of} order by seq`
    const inText = <Row extends { ct: Uint8Array }>(row: Row) => ({ ...row, ct: base64url(row.ct) })
    return { wraps: held.map(inText), messages: messages.map(inText) }
  }
  const pesan = await readReport(beginConversation(report), await served('pesan'), person.box.identity, manifest)
  if (ring === 'pesan') return pesan
  return readReport(beginNotes(pesan.conversation), await served('catatan'), person.box.identity, manifest)
}

/** What somebody sends who goes out of a report. */
export function signedFarewell<Reason extends Farewell['reason']>(
  { sign }: Person,
  report: string,
  reason: Reason,
  { on = TODAY, epoch = 0 } = {},
) {
  const said = { reason, epoch, on }
  return { report, ...said, signature: signFarewell(report, said, sign) }
}

export function officerOf({ key }: Person, older: ManifestKey[] = []): Officer {
  const { holder, id: keyId, roles } = key
  return { holder, keyId, keyIds: [...older.map(({ id }) => id), keyId], roles }
}

/** A small age file for one key, where what it holds is nobody's matter. */
export async function anyFileFor({ box }: Person): Promise<string> {
  return base64url(await encryptTo(box.recipient, Uint8Array.of(1)))
}
