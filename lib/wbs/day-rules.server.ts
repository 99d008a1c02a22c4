import 'server-only'
import { and, asc, eq, isNull, max } from 'drizzle-orm'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { dayChanges, handlingDays } from '@/db/wbs/handling-schema'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import {
  boundsOf,
  type DayKind,
  type DayRule,
  HOUSE,
  KEPT,
  type Kept,
  keepsDays,
  maySetTogether,
  NOTICE_DAYS,
  SHORTER_NOTICE_DAYS,
} from '@/lib/wbs/day-rules'
import {
  agreedDays,
  changedOn,
  keepsShorter,
  type Retention,
  readRetention,
  withdrawalShortens,
} from '@/lib/wbs/days-in-force.server'
import { LIMITS, type Limit, type LimitName } from '@/lib/wbs/due'
import type { Manifest } from '@/lib/wbs/manifest'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { findOfficer, type Officer } from '@/lib/wbs/officer.server'

/**
 * Proposes how many days something may take or stay, from a day on, and the rule that this comes from. It stands in place of
 * an earlier proposal about the same. Refuses `forbidden`, `invalid` for a name of the other kind, `wbs_days_out_of_bounds`,
 * `wbs_starts_too_soon`, and `stale` where somebody else proposes about the same just now.
 */
export async function proposeDays(tx: WbsTx, officer: Officer, rule: DayRule, on: CivilDate): Promise<void> {
  if (!keepsDays(officer.roles)) throw new Refusal('forbidden')
  const names: readonly string[] = rule.kind === 'handling' ? LIMITS : KEPT
  if (!names.includes(rule.name)) throw new Refusal('invalid')
  await requireBearable(tx, rule, on)
  const isSame = and(eq(dayChanges.kind, rule.kind), eq(dayChanges.name, rule.name))
  await tx.delete(dayChanges).where(and(isSame, isNull(dayChanges.confirmedBy)))
  const [last] = await tx
    .select({ ordinal: max(dayChanges.ordinal) })
    .from(dayChanges)
    .where(isSame)
  const row = { ...rule, proposedBy: officer.holder, proposedOn: on, ordinal: (last?.ordinal ?? 0) + 1 }
  const [made] = await tx.insert(dayChanges).values(row).onConflictDoNothing().returning({ id: dayChanges.id })
  if (!made) throw new Refusal('stale')
}

/**
 * Confirms what another person proposed: from its first day on it holds. Refuses `forbidden`, `not_found`,
 * `wbs_second_person` unless the two may set days together, `wbs_starts_too_soon` for one that waited too long, and
 * `wbs_days_out_of_bounds`.
 */
export async function confirmDays(tx: WbsTx, officer: Officer, proposal: string, on: CivilDate): Promise<void> {
  const row = await lockProposal(tx, officer, proposal)
  const { keys } = await manifestInForce(tx)
  const proposer = keys.find(({ holder, until }) => holder === row.proposedBy && until === null)
  if (!proposer || !maySetTogether(proposer, officer)) throw new Refusal('wbs_second_person')
  await requireBearable(tx, row, on)
  await tx.update(dayChanges).set({ confirmedBy: officer.holder, confirmedOn: on }).where(eq(dayChanges.id, proposal))
}

/** Takes a proposal away, the own one or another's. Refuses `forbidden` and `not_found`. */
export async function dropDays(tx: WbsTx, officer: Officer, proposal: string): Promise<void> {
  await lockProposal(tx, officer, proposal)
  await tx.delete(dayChanges).where(eq(dayChanges.id, proposal))
}

/**
 * Withdraws what two people agreed on how long reports are kept, before it begins; the row stays and says who did. One
 * person is enough, as nothing is destroyed earlier by it. Refuses `forbidden`, `not_found`, and `wbs_withdrawal_shortens`.
 */
export async function withdrawDays(tx: WbsTx, officer: Officer, change: string, on: CivilDate): Promise<void> {
  if (!keepsDays(officer.roles)) throw new Refusal('forbidden')
  await tx.select({ id: dayChanges.id }).from(dayChanges).where(eq(dayChanges.kind, 'retention')).for('update')
  const retention = await readRetention(tx)
  const found = retention.agreed.find(({ id, startsOn }) => id === change && startsOn > on)
  if (!found) throw new Refusal('not_found')
  if (withdrawalShortens(retention, found, on)) throw new Refusal('wbs_withdrawal_shortens')
  await tx.update(dayChanges).set({ withdrawnBy: officer.holder, withdrawnOn: on }).where(eq(dayChanges.id, change))
}

async function lockProposal(tx: WbsTx, officer: Officer, id: string) {
  if (!keepsDays(officer.roles)) throw new Refusal('forbidden')
  const isOpen = and(eq(dayChanges.id, id), isNull(dayChanges.confirmedBy))
  const [row] = await tx.select().from(dayChanges).where(isOpen).for('update')
  if (!row) throw new Refusal('not_found')
  return { ...row, kind: row.kind as DayKind, name: row.name as DayRule['name'] }
}

async function requireBearable(tx: WbsTx, rule: DayRule, on: CivilDate): Promise<void> {
  const { least, most } = boundsOf(rule)
  if (rule.days < least || rule.days > most) throw Refusal.onField('days', 'wbs_days_out_of_bounds', { least, most })
  const first = addDays(on, keepsShorter(await readRetention(tx), rule, on) ? SHORTER_NOTICE_DAYS : NOTICE_DAYS)
  if (rule.startsOn < first) throw Refusal.onField('startsOn', 'wbs_starts_too_soon', { first })
}

/** A number of days as it holds now, and what is to hold later. `since` is null for what holds from the beginning. */
export type ShownRule = {
  kind: DayKind
  name: LimitName | Kept
  days: number
  unit: Limit['unit']
  source: string
  since: CivilDate | null
  later: ShownChange[]
}
export type ShownChange = {
  id: string
  days: number
  source: string
  startsOn: CivilDate
  by: string // who proposed it, by the name of the list
  isOwn: boolean
  confirmedBy: string | null
  withdrawnBy: string | null
  mayWithdraw: boolean
}

/** The days of this office for everybody inside; undefined for whoever is in no list. */
export function readDayRules(
  accountId: string | null,
  on: CivilDate,
): Promise<{ mayChange: boolean; rules: ShownRule[] } | undefined> {
  return transactWbs(async (tx) => {
    const officer = await findOfficer(tx, accountId)
    if (!officer) return undefined
    const manifest = await manifestInForce(tx)
    const limits = await tx.select().from(handlingDays)
    const retention = await readRetention(tx)
    const later = await laterChanges(tx, officer, manifest, retention, on)
    const [handling, kept] = [changedOn(await agreedDays(tx, 'handling'), on), changedOn(retention.agreed, on)]
    const rules = [
      ...LIMITS.flatMap((name): ShownRule[] => {
        const row = limits.find((limit) => limit.name === name)
        return row ? [shown({ kind: 'handling', ...row, name }, handling.get(name), later)] : []
      }),
      ...KEPT.flatMap((name): ShownRule[] => {
        const days = retention.first.get(name)
        const base = { kind: 'retention' as const, name, unit: 'calendar' as const, source: HOUSE }
        return days === undefined ? [] : [shown({ ...base, days }, kept.get(name), later)]
      }),
    ]
    return { mayChange: keepsDays(officer.roles), rules }
  })
}

type Base = Pick<ShownRule, 'kind' | 'name' | 'days' | 'unit' | 'source'>
type Later = ShownChange & Pick<ShownRule, 'kind'> & { name: string }

function shown(base: Base, now: typeof dayChanges.$inferSelect | undefined, later: Later[]): ShownRule {
  const own = later.filter(({ kind, name }) => kind === base.kind && name === base.name)
  const { days, source } = now ?? base
  return { ...base, days, source, since: now?.startsOn ?? null, later: own }
}

async function laterChanges(
  tx: WbsTx,
  officer: Officer,
  { keys }: Manifest,
  retention: Retention,
  on: CivilDate,
): Promise<Later[]> {
  const rows = await tx.select().from(dayChanges).orderBy(asc(dayChanges.startsOn), asc(dayChanges.ordinal))
  const nameOf = (account: string | null) => keys.find(({ holder }) => holder === account)?.name ?? ''
  return rows
    .filter(({ confirmedBy, startsOn }) => confirmedBy === null || startsOn > on)
    .map(
      ({ id, kind, name, days, source, startsOn, proposedBy, confirmedBy, withdrawnBy }): Later => ({
        ...{ id, kind: kind as DayKind, name, days, source, startsOn, by: nameOf(proposedBy) },
        isOwn: proposedBy === officer.holder,
        confirmedBy: confirmedBy && nameOf(confirmedBy),
        withdrawnBy: withdrawnBy && nameOf(withdrawnBy),
        mayWithdraw:
          retention.agreed.some((agreed) => agreed.id === id) &&
          !withdrawalShortens(retention, { id, name, startsOn }, on),
      }),
    )
}
