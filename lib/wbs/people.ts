import type { Conversation } from '@/lib/wbs/conversation'
import { holdersOf, type Manifest, type ManifestKey } from '@/lib/wbs/manifest'
import type { ReportPeople } from '@/lib/wbs/report-people.server'
import { isHandler } from '@/lib/wbs/steps'

/**
 * Somebody of a report. `reads`; `lost`: the key has ended and the same person has a `newer` one that cannot read yet;
 * `ended`: there is no newer one; `left`: gone already, while the running key of the report is still the one they know.
 */
export type Reader = { key: ManifestKey; standing: 'reads' | 'lost' | 'ended' | 'left'; newer: ManifestKey | undefined }

/** Who takes part in a report after the signed messages, and whether they can read it now. */
export function readersOf({ members }: Conversation, manifest: Manifest, { readers }: ReportPeople): Reader[] {
  const keys = manifest.keys.filter(({ id }) => members.includes(id))
  const reading = new Set(keys.filter(({ id, until }) => !until && readers.includes(id)).map(({ holder }) => holder))
  return keys.flatMap((key): Reader[] => {
    const newer = manifest.keys.find(({ holder, until, id }) => holder === key.holder && !until && id !== key.id)
    if (!readers.includes(key.id)) return reading.has(key.holder) ? [] : [{ key, standing: 'left', newer: undefined }]
    if (!key.until) return [{ key, standing: 'reads', newer: undefined }]
    if (reading.has(key.holder)) return []
    return [{ key, standing: newer ? 'lost' : 'ended', newer }]
  })
}

/**
 * Whom a reader may let in: running keys of others who handle reports, but no custodian, nobody excluded, nobody who
 * declared a conflict.
 */
export function canBeAdded(
  { members, excluded }: Conversation,
  manifest: Manifest,
  { readers, conflicted }: ReportPeople,
): ManifestKey[] {
  const reading = holdersOf(
    manifest,
    members.filter((id) => readers.includes(id)),
  )
  const kept = holdersOf(manifest, excluded)
  return manifest.keys.filter(({ until, holder, roles }) => {
    const isBarred = kept.has(holder) || conflicted.includes(holder) || roles.includes('kustodian')
    return !until && isHandler(roles) && !reading.has(holder) && !isBarred
  })
}
