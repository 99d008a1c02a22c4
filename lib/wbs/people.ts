import type { Conversation } from '@/lib/wbs/conversation'
import { hasSaidFarewell } from '@/lib/wbs/farewell'
import { holdersOf, type Manifest, type ManifestKey } from '@/lib/wbs/manifest'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import type { ReportPeople } from '@/lib/wbs/report-people.server'
import { CUSTODIAN } from '@/lib/wbs/seal-request'
import { isHandler } from '@/lib/wbs/steps'

/**
 * Somebody of a report. `reads`; `lost`: the key has ended and the same person has a `newer` one that cannot read yet;
 * `ended`: there is no newer one; `left`: they signed that they go, while the running key of the report is still the one
 * they know; `withheld`: gone by the server's word alone, which gives them nothing any more; `unsigned`: a reader by the
 * server's word alone, whom no message that could be opened names.
 */
export type Reader = {
  key: ManifestKey
  standing: 'reads' | 'lost' | 'ended' | 'left' | 'withheld' | 'unsigned'
  newer: ManifestKey | undefined
}

/** Who takes part in a report after the signed messages, and whether they can read it now. */
export function readersOf(
  { report, passed, members }: Conversation,
  manifest: Manifest,
  { readers, farewells }: Pick<ReportPeople, 'readers' | 'farewells'>,
): Reader[] {
  const signing = farewells.filter((each) => hasSaidFarewell(report, passed, each, manifest)).map(({ by }) => by)
  const left = holdersOf(manifest, signing)
  const keys = manifest.keys.filter(({ id }) => members.includes(id))
  const reading = new Set(keys.filter(({ id, until }) => !until && readers.includes(id)).map(({ holder }) => holder))
  const unsigned = manifest.keys.filter(({ id }) => readers.includes(id) && !members.includes(id))
  const signed = keys.flatMap((key): Reader[] => {
    const newer = manifest.keys.find(({ holder, until, id }) => holder === key.holder && !until && id !== key.id)
    const gone = left.has(key.holder) ? 'left' : 'withheld'
    if (!readers.includes(key.id)) return reading.has(key.holder) ? [] : [{ key, standing: gone, newer: undefined }]
    if (!key.until) return [{ key, standing: 'reads', newer: undefined }]
    if (reading.has(key.holder)) return []
    return [{ key, standing: newer ? 'lost' : 'ended', newer }]
  })
  return [...signed, ...unsigned.map((key): Reader => ({ key, standing: 'unsigned', newer: undefined }))]
}

/** Persons who are kept out of one report; `custodians` ever held a share of its identity, where that is known. */
type KeptOut = {
  excluded: ReadonlySet<string>
  conflicted: readonly string[]
  custodians?: ReadonlySet<string>
}

/**
 * What keeps somebody from reading a report: the key has ended, they are a custodian (wbs.md 6), declared a conflict, were excluded by
 * the reporter, or handle no reports. Null: nothing does.
 */
export function barOf({ until, holder, roles }: ManifestKey, { excluded, conflicted, custodians }: KeptOut) {
  if (until !== null) return 'wbs_wrong_members'
  if (roles.includes(CUSTODIAN) || custodians?.has(holder)) return 'custodian_reads'
  if (conflicted.includes(holder)) return 'wbs_conflict'
  if (excluded.has(holder)) return 'wbs_excluded'
  return isHandler(roles) ? null : 'wbs_no_reader'
}

/** Whether somebody of a report, with a key that runs, has one of these roles. */
export function hasAnyOf(
  roles: readonly OfficerRole[],
  { members }: Pick<Conversation, 'members'>,
  { keys }: Pick<Manifest, 'keys'>,
): boolean {
  const running = keys.filter(({ id, until }) => until === null && members.includes(id))
  return running.some((key) => key.roles.some((role) => roles.includes(role)))
}

/** Whom a reader may let in: others whom nothing keeps out. */
export function canBeAdded(
  { members, excluded }: Conversation,
  manifest: Manifest,
  { conflicted }: Pick<ReportPeople, 'conflicted'>,
): ManifestKey[] {
  const known = holdersOf(manifest, members) // whoever left among them, until there is a key that they have not
  const kept = { excluded: holdersOf(manifest, excluded), conflicted }
  return manifest.keys.filter((key) => !known.has(key.holder) && barOf(key, kept) === null)
}

/**
 * Whom a new key of the report is to leave out, whom only if it is true that they are gone, and whose renewed keys are to get
 * it: a key that has ended gets no new one, and its owner, who has not taken the report over yet, would lose it. Ids of keys.
 */
export function newKeyOf(
  readers: readonly Reader[],
  { excluded }: Conversation,
  manifest: Manifest,
  { conflicted }: Pick<ReportPeople, 'conflicted'>,
): { leaving: string[]; withheld: string[]; renewed: string[] } {
  const kept = { excluded: holdersOf(manifest, excluded), conflicted }
  const idsOf = (...standings: Reader['standing'][]) =>
    readers.filter(({ standing }) => standings.includes(standing)).map(({ key }) => key.id)
  const renewed = readers.flatMap(({ newer }) => (newer && barOf(newer, kept) === null ? [newer.id] : []))
  return { leaving: idsOf('left', 'ended'), withheld: idsOf('withheld'), renewed }
}
