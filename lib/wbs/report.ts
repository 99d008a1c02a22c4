import { beginConversation, type FirstBody, nextEnvelope } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { REPORTER, sealEnvelope } from '@/lib/wbs/envelope'
import { makeBox } from '@/lib/wbs/hybrid'
import { type Manifest, type ManifestKey, recipientsOf } from '@/lib/wbs/manifest'
import { base64url, hashHex } from '@/lib/wbs/protocol'
import { signRequest } from '@/lib/wbs/request'
import type { ReportRequest, WireWrap } from '@/lib/wbs/wire'
import { RECOVERY, wrap } from '@/lib/wbs/wraps'

/** A report needs two readers, so that none alone decides about it (wbs.md 6). */
export const FEWEST_RECIPIENTS = 2

/** Counts people: two keys of one person are one reader. */
export function areTooFew(keys: readonly Pick<ManifestKey, 'holder'>[]): boolean {
  return new Set(keys.map(({ holder }) => holder)).size < FEWEST_RECIPIENTS
}

/**
 * A report ready to be sent, but for its proof of work: the key of the report in one wrap for each recipient, for the
 * reporter and for recovery, and the first message, which says who they are. `undefined` when fewer than two would read
 * it: another group is to be chosen then.
 */
export async function makeReport(
  keys: ReporterKeys,
  { manifest, groupId, excluded, content, origin, id = crypto.randomUUID() }: ReportInput,
): Promise<Omit<ReportRequest, 'proof'> | undefined> {
  const recipients = recipientsOf(manifest, groupId, excluded)
  if (areTooFew(recipients)) return undefined
  const box = await makeBox()
  const readers = [
    ...recipients.map((key) => ({ for: key.id, recipient: key.box })),
    { for: REPORTER, recipient: keys.box.recipient },
    { for: RECOVERY, recipient: manifest.recovery.box },
  ]
  const wraps = readers.map(async ({ for: reader, recipient }): Promise<WireWrap> => {
    return { for: reader, ct: base64url(await wrap(box, { report: id, epoch: 0, ring: 'pesan' }, recipient)) }
  })
  const body: FirstBody = {
    sign: keys.sign.public,
    box: hashHex(keys.box.recipient),
    key: hashHex(box.recipient),
    group: groupId,
    manifest: manifest.version,
    members: recipients.map((key) => key.id),
    excluded: [...excluded],
    content,
  }
  const first = nextEnvelope(beginConversation(id), { kind: 'laporan', sender: REPORTER, body })
  return signRequest(keys.sign, 'laporan', origin, {
    id,
    locatorHash: keys.locatorHash,
    signPub: keys.sign.public,
    boxPub: keys.box.recipient,
    groupId,
    excluded: [...excluded],
    manifestVersion: manifest.version,
    wraps: await Promise.all(wraps),
    first: { seq: 1 as const, ct: base64url(await sealEnvelope(first, keys.sign, box.recipient)) },
  })
}

type ReportInput = {
  manifest: Manifest
  groupId: string
  excluded: readonly string[] // ids of keys
  content: unknown // JSON without undefined
  origin: string
  id?: string // uuid v4; kept by the caller to send again after a broken line
}
