import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import type { WbsTx } from '@/db/wbs/client.server'
import { keyChanges, keyOffers } from '@/db/wbs/keys-schema'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { textOf } from '@/lib/wbs/bytes.server'
import type { NextList } from '@/lib/wbs/ceremony'
import { type KeyPlan, keepsAndReads, type OfferApproval } from '@/lib/wbs/key-list'
import type { Manifest, ManifestGroup, ManifestKey } from '@/lib/wbs/manifest'
import { findNewestManifest, manifestInForce } from '@/lib/wbs/manifest.server'
import type { Officer } from '@/lib/wbs/officer.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'
import { reportingPlace } from '@/lib/wbs/place.server'
import { publishedLog, waitingEntries } from '@/lib/wbs/transparency.server'

const KEEPER: OfficerRole = 'pengelola_kunci'

/** Refuses `forbidden` for whoever does not keep the keys. */
export function requireKeeper({ roles }: Officer): void {
  if (!roles.includes(KEEPER)) throw new Refusal('forbidden')
}

/**
 * Approves an offered key for the next list, with what its holder is there. Until a list names it, it may be approved
 * otherwise or refused. Refuses `forbidden`, `not_found` (as for one that was refused), `wbs_own_key`,
 * `wbs_keeps_and_reads`, and `invalid` for a group that the list does not have.
 */
export async function approveOffer(tx: WbsTx, keeper: Officer, approval: OfferApproval, on: CivilDate): Promise<void> {
  const { offer, ...standing } = approval
  await lockOffer(tx, keeper, offer)
  await requireStanding(tx, standing)
  const decided = { state: 'approved' as const, ...standing, decidedBy: keeper.holder, decidedOn: on }
  await tx.update(keyOffers).set(decided).where(eq(keyOffers.id, offer))
}

/**
 * Refuses an offered key for good, and empties what locks it; its holder may offer another one. Refuses `forbidden`,
 * `not_found` and `wbs_own_key`.
 */
export async function refuseOffer(tx: WbsTx, keeper: Officer, offer: string, on: CivilDate): Promise<void> {
  await lockOffer(tx, keeper, offer)
  const decided = { state: 'refused' as const, locked: null, decidedBy: keeper.holder, decidedOn: on }
  await tx.update(keyOffers).set(decided).where(eq(keyOffers.id, offer))
}

async function lockOffer(tx: WbsTx, keeper: Officer, id: string): Promise<void> {
  requireKeeper(keeper)
  const [offer] = await tx
    .select({ accountId: keyOffers.accountId, state: keyOffers.state })
    .from(keyOffers)
    .where(eq(keyOffers.id, id))
    .for('update')
  if (!offer || offer.state === 'listed' || offer.state === 'refused') throw new Refusal('not_found')
  if (offer.accountId === keeper.holder) throw new Refusal('wbs_own_key')
}

/**
 * Plans what the next list says otherwise of a key: position, group, or that it ends. Refuses `forbidden`, `not_found` for a
 * key that does not run, `wbs_own_key`, `wbs_keeps_and_reads` and `invalid`.
 */
export async function planKeyChange(tx: WbsTx, keeper: Officer, plan: KeyPlan, on: CivilDate): Promise<void> {
  requireKeeper(keeper)
  const key = (await manifestInForce(tx)).keys.find(({ id, until }) => id === plan.key && until === null)
  if (!key) throw new Refusal('not_found')
  if (key.holder === keeper.holder) throw new Refusal('wbs_own_key')
  const { position, groupId, ends } = plan
  await requireStanding(tx, { roles: key.roles, groupId })
  const row = { keyId: key.id, accountId: key.holder, position, groupId, endsOn: ends ? on : null }
  await tx.delete(keyChanges).where(eq(keyChanges.keyId, key.id))
  await tx.insert(keyChanges).values({ ...row, plannedBy: keeper.holder, plannedOn: on })
}

/** Takes a plan back. Refuses `forbidden`. */
export async function dropKeyChange(tx: WbsTx, keeper: Officer, keyId: string): Promise<void> {
  requireKeeper(keeper)
  await tx.delete(keyChanges).where(eq(keyChanges.keyId, keyId))
}

/** What is planned for keys of the last list. */
export function plannedChanges(tx: WbsTx) {
  return tx.select().from(keyChanges)
}

/**
 * The next list as it goes to the ceremony: the last one with everything that was approved and planned, and the log as it
 * is. Whoever gets a new key has the old one ended. Before the first list it holds every offer, and what people still have
 * to write into it by hand (docs/wbs-ceremony.md).
 */
export async function nextList(tx: WbsTx, on: CivilDate): Promise<NextList> {
  const signed = await findNewestManifest(tx)
  const last: Manifest | undefined = signed && JSON.parse(signed.manifest)
  const { log, checkpoint } = await publishedLog(tx)
  const certificates = await waitingEntries(tx, on)
  const offers = await tx
    .select()
    .from(keyOffers)
    .where(inArray(keyOffers.state, last ? ['approved'] : ['offered', 'approved']))
  const plans = await plannedChanges(tx)
  const renewed = new Set(offers.map(({ accountId }) => accountId))
  const kept = (last?.keys ?? []).map((key): ManifestKey => {
    const plan = plans.find(({ keyId }) => keyId === key.id)
    const until = key.until ?? (renewed.has(key.holder) ? on : (plan?.endsOn ?? null))
    return plan ? { ...key, position: plan.position, until } : { ...key, until }
  })
  const added = offers.map((offer): ManifestKey => {
    const { id, accountId: holder, name, position, roles, agePub: box, signPub } = offer
    const shown = { name: name ?? '', position: position ?? '', roles: (roles ?? []) as OfficerRole[] }
    return { id, holder, ...shown, box, sign: textOf(signPub), from: on, until: null }
  })
  const groupOf = new Map<string, string | null>([
    ...(last?.groups ?? []).flatMap(({ id, keys }) => keys.map((key): [string, string] => [key, id])),
    ...plans.map(({ keyId, groupId }): [string, string | null] => [keyId, groupId]),
    ...offers.map(({ id, groupId }): [string, string | null] => [id, groupId]),
  ])
  const keys = [...kept, ...added]
  const running = keys.filter(({ until }) => until === null).map(({ id }) => id)
  const groups = (last?.groups ?? []).map((group): ManifestGroup => {
    return { ...group, keys: running.filter((id) => groupOf.get(id) === group.id) }
  })
  const { deployment } = reportingPlace()
  const recovery = last?.recovery ?? { box: '', sign: '', holders: [] }
  const before = signed && checkpoint && { ...signed, log, checkpoint }
  return { deployment, keys, groups, recovery, certificates, ...(before && { before }) }
}

async function requireStanding(
  tx: WbsTx,
  standing: { roles: readonly string[]; groupId: string | null },
): Promise<void> {
  if (keepsAndReads(standing)) throw new Refusal('wbs_keeps_and_reads')
  const { groups } = await manifestInForce(tx)
  if (standing.groupId !== null && !groups.some(({ id }) => id === standing.groupId)) throw new Refusal('invalid')
}
