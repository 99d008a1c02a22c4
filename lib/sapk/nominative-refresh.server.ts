import 'server-only'
import { and, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { nominativeResults, nominativeRuns, nominativeStale } from '@/db/schema/nominative'
import { employees } from '@/db/schema/registry'
import { systemContext } from '@/lib/auth/actor'
import type { CivilDate } from '@/lib/civil-date'
import { loadReference } from '@/lib/registry/reference.server'
import { findFacts } from '@/lib/sapk/facts.server'
import { nominativeRow, RULE_VERSION } from '@/lib/sapk/nominative'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { listPeriods } from '@/lib/sapk/periods.server'
import { civilDay } from '@/lib/sapk/proposal-step.server'

/** People taken from the list of changes in one transaction. */
const MOST_PEOPLE = 200

/**
 * Brings every nominatif up to date: people whose facts changed since, agencies that were changed as a whole, and
 * lists of an open period that were never computed, were computed on an earlier day, or by older rules. Calling it
 * again or twice at once does no harm.
 *
 * @param isStopping asked between two steps
 */
export async function refreshNominatives(now: Date, isStopping: () => boolean = () => false): Promise<void> {
  while (!isStopping() && (await refreshChangedPeople(now)) === MOST_PEOPLE);
  for (const { agencyId, effectiveOn } of await dueLists(now)) {
    if (isStopping()) return
    await computeNominative({ agencyId }, effectiveOn, now)
  }
  await forgetWholeAgencies(now)
}

/** Computes again whom the triggers named. Returns how many changes were taken. */
export async function refreshChangedPeople(now: Date): Promise<number> {
  const context = systemContext('nominative', now)
  return transact(context, async (tx) => {
    const changed = await tx
      .select({ agencyId: nominativeStale.agencyId, employeeId: nominativeStale.employeeId })
      .from(nominativeStale)
      .where(isNotNull(nominativeStale.employeeId))
      .limit(MOST_PEOPLE)
      .for('update', { skipLocked: true })
    const ids = changed.flatMap(({ employeeId }) => employeeId ?? [])
    if (ids.length === 0) return 0
    await recomputePeople(tx, [...ids, ...(await peopleBelow(tx, ids))], now)
    await tx.delete(nominativeStale).where(inArray(nominativeStale.employeeId, ids))
    return changed.length
  })
}

/** Heads of the units below a changed head: his rank bounds theirs. */
async function peopleBelow(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct o.id from employees e
    join units own on own.id = e.unit_id
    join units below on below.agency_id = own.agency_id and below.preorder between own.preorder and own.last_preorder
    join employees o on o.agency_id = e.agency_id and o.unit_id = below.id and o.position_kind = 'structural'
    where e.id in ${ids} and e.position_kind = 'structural'`)
  return rows.map((row) => row.id)
}

/** Replaces the results of these people in every list to come that their agency has. */
async function recomputePeople(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtext('nominative'), agency_id)
    from (select distinct agency_id from employees where id in ${ids} order by agency_id) as theirs`)
  const today = civilDay(now)
  const reference = await loadReference(tx)
  const lists = await tx
    .selectDistinct({ effectiveOn: nominativeRuns.effectiveOn })
    .from(nominativeRuns)
    .where(gt(nominativeRuns.effectiveOn, today))
  for (const { effectiveOn } of lists) {
    const found = await findFacts(tx, [...new Set(ids)], effectiveOn, reference)
    await tx
      .delete(nominativeResults)
      .where(and(eq(nominativeResults.effectiveOn, effectiveOn), inArray(nominativeResults.employeeId, [...ids])))
    const listed = await agenciesWithList(tx, effectiveOn)
    const rows = found.flatMap(({ person, facts }) => {
      if (!facts || !listed.has(person.agencyId)) return []
      const { id: employeeId, ...shown } = person
      const verdict = nominativeRow(facts, effectiveOn, today, reference)
      return [{ ...shown, ...verdict, employeeId, effectiveOn, ruleVersion: RULE_VERSION, computedAt: now }]
    })
    if (rows.length > 0) await tx.insert(nominativeResults).values(rows)
  }
}

async function agenciesWithList(tx: Tx, effectiveOn: CivilDate): Promise<Set<number>> {
  const rows = await tx
    .select({ agencyId: nominativeRuns.agencyId })
    .from(nominativeRuns)
    .where(eq(nominativeRuns.effectiveOn, effectiveOn))
  return new Set(rows.map((row) => row.agencyId))
}

/** The lists that have to be computed as a whole. A day's change may close a year or bring a decree into force. */
async function dueLists(now: Date): Promise<{ agencyId: number; effectiveOn: CivilDate }[]> {
  const today = civilDay(now)
  return transact(systemContext('nominative', now), async (tx) => {
    const open = (await listPeriods(tx, today)).filter(({ opensOn, closesOn }) => opensOn <= today && today <= closesOn)
    const staff = await tx.selectDistinct({ agencyId: employees.agencyId }).from(employees)
    const whole = await tx
      .select({ agencyId: nominativeStale.agencyId, since: nominativeStale.since })
      .from(nominativeStale)
      .where(isNull(nominativeStale.employeeId))
    const runs = await tx.select().from(nominativeRuns).where(gt(nominativeRuns.effectiveOn, today))
    const isFresh = (run: (typeof runs)[number]) =>
      run.ruleVersion === RULE_VERSION &&
      civilDay(run.computedAt) >= today &&
      !whole.some(({ agencyId, since }) => agencyId === run.agencyId && since >= run.computedAt)
    const wanted = new Map<string, { agencyId: number; effectiveOn: CivilDate }>()
    for (const { effectiveOn } of open) {
      for (const { agencyId } of staff) wanted.set(`${agencyId} ${effectiveOn}`, { agencyId, effectiveOn })
    }
    for (const { agencyId, effectiveOn } of runs) wanted.set(`${agencyId} ${effectiveOn}`, { agencyId, effectiveOn })
    for (const run of runs) if (isFresh(run)) wanted.delete(`${run.agencyId} ${run.effectiveOn}`)
    return [...wanted.values()]
  })
}

/** Whole agencies marked before this round began have been computed in it. */
async function forgetWholeAgencies(now: Date): Promise<void> {
  await transact(systemContext('nominative', now), (tx) =>
    tx.delete(nominativeStale).where(and(isNull(nominativeStale.employeeId), lte(nominativeStale.since, now))),
  )
}
