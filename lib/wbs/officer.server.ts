import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { recipientKeys } from '@/db/wbs/keys-schema'
import { reports, wraps } from '@/db/wbs/schema'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import type { Manifest } from '@/lib/wbs/manifest'
import { findNewestManifest } from '@/lib/wbs/manifest.server'
import type { OfficerRole } from '@/lib/wbs/officer-roles'

/** Somebody of the office who handles reports, as the signed list names them; no administrator can make one. */
export type Officer = {
  holder: string // account of the office
  keyId: string // the key that runs: wraps are for it, and messages are signed with it
  keyIds: string[] // all own ones, those that were renewed among them
  roles: OfficerRole[]
}

/**
 * Who somebody is inside. Refuses `forbidden` for an account without a running key in the list in force, and for one
 * whose key was revoked since that was signed.
 */
export async function requireOfficer(tx: WbsTx, accountId: string | null): Promise<Officer> {
  const officer = await findOfficer(tx, accountId)
  if (!officer) throw new Refusal('forbidden')
  return officer
}

/** Lets an account of the office act by a rule, in one transaction. Refuses what `requireOfficer` and the rule refuse. */
export function asOfficer<T>(
  accountId: string | null,
  now: Date,
  rule: (tx: WbsTx, officer: Officer, on: CivilDate) => Promise<T>,
): Promise<T> {
  return transactWbs(async (tx) => rule(tx, await requireOfficer(tx, accountId), civilDateIn('Asia/Jakarta', now)))
}

/** Who somebody is inside; undefined for whoever is nobody inside. */
export async function findOfficer(tx: WbsTx, accountId: string | null): Promise<Officer | undefined> {
  const newest = accountId && (await findNewestManifest(tx))
  if (!newest) return undefined
  const own = (JSON.parse(newest.manifest) as Manifest).keys.filter(({ holder }) => holder === accountId)
  const kept = await tx
    .select({ id: recipientKeys.id })
    .from(recipientKeys)
    .where(and(eq(recipientKeys.accountId, accountId), isNull(recipientKeys.revokedOn)))
  const running = own.findLast(({ id, until }) => until === null && kept.some((key) => key.id === id))
  return running && { holder: accountId, keyId: running.id, keyIds: own.map(({ id }) => id), roles: running.roles }
}

/** What the server knows of a report. */
export type ReportSummary = Awaited<ReturnType<typeof requireMember>>

/**
 * A report of which the officer holds the running key; to everybody else there is none. Refuses `not_found`.
 *
 * @param isLocked true before anything of it changes
 */
export async function requireMember(tx: WbsTx, { keyId }: Officer, reportId: string, isLocked = false) {
  const query = tx
    .select({
      id: reports.id,
      groupId: reports.groupId,
      epoch: reports.epoch,
      state: reports.state,
      receivedOn: reports.receivedOn,
      dueOn: reports.dueOn,
      isQuarantined: reports.isQuarantined,
      isFrozen: reports.isFrozen,
      isAnswered: reports.isAnswered,
    })
    .from(reports)
    .innerJoin(wraps, and(eq(wraps.reportId, reports.id), eq(wraps.epoch, reports.epoch), eq(wraps.ring, 'pesan')))
    .where(and(eq(reports.id, reportId), eq(wraps.holder, keyId)))
  const lock = tx.select({ id: reports.id }).from(reports).where(eq(reports.id, reportId)).for('update')
  if (isLocked) await lock // first, so that what is read then is what whoever held it before has left
  const [found] = await query
  if (!found) throw new Refusal('not_found')
  return found
}
