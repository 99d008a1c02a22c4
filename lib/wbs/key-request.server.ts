import 'server-only'
import { and, eq, or } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { keyRequests } from '@/db/wbs/handling-schema'
import { reports, wraps } from '@/db/wbs/schema'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { bytesOf } from '@/lib/wbs/bytes.server'
import { requireNoConflict } from '@/lib/wbs/conflict.server'
import { departedOf } from '@/lib/wbs/departure.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { type GivenKey, type KeptWrapHash, type KeyPlace, nameOfPlace } from '@/lib/wbs/epochs'
import { addEvent } from '@/lib/wbs/event.server'
import { isForOneHybrid } from '@/lib/wbs/hybrid'
import { lockOwn } from '@/lib/wbs/inbox.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { type Officer, requireMember } from '@/lib/wbs/officer.server'
import { forgetStatements } from '@/lib/wbs/stale-statements.server'
import type { KeyRequest } from '@/lib/wbs/wire'
import type { Ring } from '@/lib/wbs/wraps'
import { keptHashes, storeWraps } from '@/lib/wbs/wraps.server'

/**
 * A reader whose wraps are junk asks whoever has the key to give it anew, and names what does not open. Asked again, it is
 * the same request, for what is named now. Refuses what `requireMember` refuses, and `invalid` for a place that the report
 * does not have.
 */
export async function askForKey(
  tx: WbsTx,
  officer: Officer,
  { report, places }: { report: string; places: readonly KeyPlace[] },
  on: CivilDate,
): Promise<void> {
  const { id } = await requireMember(tx, officer, report, true)
  const running = await runningEpochs(tx, id)
  const isThere = ({ ring, epoch }: KeyPlace) => epoch <= (running.get(ring) ?? -1)
  if (places.length === 0 || !places.every(isThere)) throw new Refusal('invalid')
  await ask(tx, id, officer.keyId, { places, happenedOn: on, role: officer.roles[0] ?? '' })
}

/** The same for the reporter, who has no key of the notes. Refuses `not_found`, `nonce_wrong` and `wrong_epoch`. */
export async function askForOwnKey(request: KeyRequest, now: Date): Promise<object> {
  await transactWbs(async (tx) => {
    const { id, epoch: last } = await lockOwn(tx, 'kunci', request, now)
    if (request.epochs.some((epoch) => epoch > last)) throw new NotTaken('wrong_epoch')
    const places = request.epochs.map((epoch) => ({ ring: 'pesan' as const, epoch }))
    await ask(tx, id, REPORTER, { places, happenedOn: civilDateIn('Asia/Jakarta', now), role: REPORTER })
  })
  return {}
}

async function ask(
  tx: WbsTx,
  reportId: string,
  reader: string,
  of: { places: readonly KeyPlace[]; happenedOn: CivilDate; role: string },
): Promise<void> {
  const { happenedOn, role } = of
  const isSame = and(eq(keyRequests.reportId, reportId), eq(keyRequests.reader, reader))
  const [known] = await tx.select({ askedOn: keyRequests.askedOn }).from(keyRequests).where(isSame)
  const places = [...new Set(of.places.map(nameOfPlace))].sort()
  const row = { reportId, reader, places, askedOn: happenedOn }
  await tx
    .insert(keyRequests)
    .values(row)
    .onConflictDoUpdate({ target: [keyRequests.reportId, keyRequests.reader], set: { places } })
  if (!known) await addEvent(tx, reportId, { happenedOn, kind: 'key_asked', role })
}

/**
 * Puts wraps that another reader made in place of those that whoever asked cannot open; no other is touched, so nobody can
 * take a key that works from anybody. Says what is kept now, read anew, for the giver to compare.
 *
 * Refuses what `requireMember` refuses, `not_found` for whoever did not ask or is no reader, `forbidden` for oneself,
 * `wbs_conflict`, `wbs_wrong_wraps` and `wbs_not_age`.
 */
export async function giveKey(tx: WbsTx, officer: Officer, given: GivenKey, on: CivilDate): Promise<KeptWrapHash[]> {
  const { id } = await requireMember(tx, officer, given.report, true)
  const isAsked = and(eq(keyRequests.reportId, id), eq(keyRequests.reader, given.for))
  const [asked] = await tx.delete(keyRequests).where(isAsked).returning()
  if (!asked) throw new Refusal('not_found')
  if (officer.keyIds.includes(given.for)) throw new Refusal('forbidden')
  const role = given.for === REPORTER ? REPORTER : await readingRole(tx, id, given.for)
  const places = given.wraps.map(nameOfPlace)
  const isAskedFor = places.length > 0 && places.every((place) => asked.places.includes(place))
  if (!isAskedFor || new Set(places).size !== places.length) throw new Refusal('wbs_wrong_wraps')
  if (!given.wraps.every(({ ct }) => isForOneHybrid(bytesOf(ct)))) throw new Refusal('wbs_not_age')
  const same = given.wraps.map(({ ring, epoch: at }) => and(eq(wraps.ring, ring), eq(wraps.epoch, at)))
  await tx.delete(wraps).where(and(eq(wraps.reportId, id), eq(wraps.holder, given.for), or(...same)))
  const kept = given.wraps.map(({ ring, epoch: at, ct }) => ({ ring, epoch: at, holder: given.for, ct: bytesOf(ct) }))
  await storeWraps(tx, id, kept)
  await forgetStatements(tx, id, [given.for])
  await addEvent(tx, id, { happenedOn: on, kind: 'key_given', role })
  return keptHashes(tx, id)
}

/** In which role somebody reads a report; no key goes to whoever has left it. */
async function readingRole(tx: WbsTx, reportId: string, keyId: string): Promise<string> {
  const [report] = await tx.select({ members: reports.members }).from(reports).where(eq(reports.id, reportId))
  const { keys } = await manifestInForce(tx)
  const key = keys.find(({ id, until }) => id === keyId && until === null)
  if (!key || !report?.members.includes(keyId)) throw new Refusal('not_found')
  if ((await departedOf(tx, reportId)).includes(key.holder)) throw new Refusal('not_found')
  await requireNoConflict(tx, reportId, key.holder)
  return key.roles[0] ?? ''
}

async function runningEpochs(tx: WbsTx, reportId: string): Promise<Map<Ring, number>> {
  const rows = await tx
    .selectDistinct({ ring: wraps.ring, epoch: wraps.epoch })
    .from(wraps)
    .where(eq(wraps.reportId, reportId))
  const running = new Map<Ring, number>()
  for (const { ring, epoch } of rows) running.set(ring, Math.max(epoch, running.get(ring) ?? 0))
  return running
}
