import 'server-only'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { type DraftProblem, draftProblems, type NextList } from '@/lib/wbs/ceremony'
import { nextList, plannedChanges, requireKeeper } from '@/lib/wbs/key-list.server'
import { listOffers, type WaitingOffer } from '@/lib/wbs/key-offer.server'
import { MANIFEST_DAYS, type ManifestGroup, type ManifestKey } from '@/lib/wbs/manifest'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer } from '@/lib/wbs/officer.server'
import { Tampered } from '@/lib/wbs/protocol'
import { keyFingerprint } from '@/lib/wbs/recipient-key'
import { countOwed } from '@/lib/wbs/recovery-dues.server'
import { publishManifest } from '@/lib/wbs/transparency.server'

/** A key of the list in force, and what is planned of it. */
export type ListedKey = Pick<ManifestKey, 'id' | 'holder' | 'name' | 'position' | 'roles' | 'from' | 'until'> & {
  groupId: string | null
  words: string[]
  plan: { position: string; groupId: string | null; ends: boolean } | null
}

/** The page of keys: what is in force for everybody inside, and what is to be decided for whoever keeps the keys. */
export type KeyDesk = {
  officer: Officer
  isKeeper: boolean
  list: { version: number; issuedOn: CivilDate; goodUntil: CivilDate; groups: { id: string; name: string }[] }
  keys: ListedKey[]
  offers: WaitingOffer[] // of others; none for whoever does not keep the keys
  changes: number // how many the next list makes
  problems: DraftProblem[]
  owed: number // reports that still hang on a former key of last resort
}

/** Undefined for whoever is in no list. */
export function findKeyDesk(accountId: string | null, now: Date): Promise<KeyDesk | undefined> {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer) return undefined
    const { version, issuedOn, groups, keys } = await manifestInForce(tx)
    const isKeeper = officer.roles.includes('pengelola_kunci')
    const plans = isKeeper ? await plannedChanges(tx) : []
    const all = isKeeper ? await listOffers(tx) : []
    const offers = all
      .filter(({ accountId }) => accountId !== officer.holder)
      .map((offer) => asNow(offer, keys, groups))
    const listed = keys.map((key): ListedKey => {
      const { id, holder, name, position, roles, from, until } = key
      const groupId = groups.find((group) => group.keys.includes(id))?.id ?? null
      const plan = plans.find(({ keyId }) => keyId === id)
      const shown = plan && {
        position: plan.position,
        groupId: plan.groupId,
        ends: plan.endsOn !== null,
      }
      return {
        id,
        holder,
        name,
        position,
        roles,
        from,
        until,
        groupId,
        words: keyFingerprint(key),
        plan: shown ?? null,
      }
    })
    const next = isKeeper ? await nextList(tx, today(now)) : undefined
    return {
      officer,
      isKeeper,
      list: {
        ...{ version, issuedOn, goodUntil: addDays(issuedOn, MANIFEST_DAYS) },
        groups: groups.map(({ id, name }) => ({ id, name })),
      },
      keys: listed,
      offers,
      changes: plans.length + offers.filter(({ state }) => state === 'approved').length,
      problems: next ? draftProblems(next, next.before) : [],
      owed: await countOwed(tx),
    }
  })
}

/** A renewed key comes for whoever is somebody already: so they stand until something else is decided. */
function asNow(offer: WaitingOffer, keys: readonly ManifestKey[], groups: readonly ManifestGroup[]): WaitingOffer {
  const running = keys.find(({ holder, until }) => holder === offer.accountId && until === null)
  if (offer.state === 'approved' || !running) return offer
  const { name, position, roles, id } = running
  return { ...offer, name, position, roles, groupId: groups.find((group) => group.keys.includes(id))?.id ?? null }
}

/** The next list as a file for the ceremony. Refuses `forbidden`. */
export async function handOutNextList(tx: WbsTx, keeper: Officer, on: CivilDate): Promise<NextList> {
  requireKeeper(keeper)
  return nextList(tx, on)
}

/**
 * Publishes what a ceremony signed. Refuses `forbidden`, `wbs_list_unreadable` for another file, and `wbs_list_refused`
 * with the code of what `publishManifest` refuses.
 */
export async function publishSigned(tx: WbsTx, keeper: Officer, text: string, on: CivilDate): Promise<void> {
  requireKeeper(keeper)
  const { manifest, signature, checkpoint } = read(text)
  try {
    await publishManifest(tx, { signed: { manifest, signature }, checkpoint, on })
  } catch (error) {
    if (error instanceof Tampered) throw new Refusal('wbs_list_refused', { reason: error.code })
    throw error
  }
}

function read(text: string) {
  try {
    const { manifest, signature, checkpoint } = JSON.parse(text)
    if (typeof manifest === 'string' && typeof signature === 'string' && Number.isSafeInteger(checkpoint?.size))
      return { manifest, signature, checkpoint }
  } catch {}
  throw new Refusal('wbs_list_unreadable')
}

function today(now: Date): CivilDate {
  return civilDateIn('Asia/Jakarta', now)
}
