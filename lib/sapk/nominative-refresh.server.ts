import 'server-only'
import { and, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { nominativeResults, nominativeRuns, nominativeStale } from '@/db/schema/nominative'
import { employees } from '@/db/schema/registry'
import { systemContext } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { eachInTurn } from '@/lib/each-in-turn'
import { loadReference } from '@/lib/registry/reference.server'
import { findFacts } from '@/lib/sapk/facts.server'
import { nominativeRow, RULE_VERSION } from '@/lib/sapk/nominative'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { listPeriods } from '@/lib/sapk/periods.server'

/** People taken from the list of changes in one transaction. */
const MOST_PEOPLE = 200

/** Rows of one insert: the protocol carries 65,535 values. */
const ROWS_AT_ONCE = 1_000

/** The version of no rules: such a list is computed again. */
const OUTDATED = 0

/**
 * Brings every nominatif up to date: people whose facts changed since, agencies that were changed as a whole, and
 * lists of an open period that were never computed, were computed on an earlier day, or by older rules. Calling it
 * again or twice at once does no harm. What fails is thrown at the end, after all that does not.
 *
 * @param isStopping asked between two steps
 */
export async function refreshNominatives(now: Date, isStopping: () => boolean = () => false): Promise<void> {
  await eachInTurn([
    async () => {
      while (!isStopping() && (await refreshChangedPeople(now)) === MOST_PEOPLE);
    },
    () => outdateChangedAgencies(now),
    () => computeDueLists(now, isStopping),
  ])
}

async function computeDueLists(now: Date, isStopping: () => boolean): Promise<void> {
  const due = await dueLists(now)
  await eachInTurn(
    due.map(({ scope, effectiveOn }) => async () => {
      if (!isStopping()) await computeNominative(scope, effectiveOn, now)
    }),
  )
}

/**
 * Turns the marks of whole agencies into lists that count as computed by no rules. The lock waits for whoever computes
 * now, from facts of before the mark; a mark that is not committed yet is left for the next round.
 */
async function outdateChangedAgencies(now: Date): Promise<void> {
  await transact(systemContext('nominative', now), async (tx) => {
    const marked = await tx
      .select({ agencyId: nominativeStale.agencyId })
      .from(nominativeStale)
      .where(isNull(nominativeStale.employeeId))
      .orderBy(nominativeStale.agencyId)
      .for('update', { skipLocked: true })
    const agencyIds = marked.map(({ agencyId }) => agencyId)
    if (agencyIds.length === 0) return
    await tx.execute(sql`
      select pg_advisory_xact_lock(hashtext('nominative'), agency_id)
      from (select id as agency_id from agencies where id in ${agencyIds} order by 1) as theirs`)
    await tx.update(nominativeRuns).set({ ruleVersion: OUTDATED }).where(inArray(nominativeRuns.agencyId, agencyIds))
    await tx
      .delete(nominativeStale)
      .where(and(isNull(nominativeStale.employeeId), inArray(nominativeStale.agencyId, agencyIds)))
  })
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
    const rows = found.flatMap(({ person, ...known }) => {
      if (!listed.has(person.agencyId)) return []
      const { id: employeeId, ...shown } = person
      const verdict = nominativeRow(known, effectiveOn, today, reference)
      return [{ ...shown, ...verdict, employeeId, effectiveOn, ruleVersion: RULE_VERSION, computedAt: now }]
    })
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await tx.insert(nominativeResults).values(rows.slice(from, from + ROWS_AT_ONCE))
    }
  }
}

async function agenciesWithList(tx: Tx, effectiveOn: CivilDate): Promise<Set<number>> {
  const rows = await tx
    .select({ agencyId: nominativeRuns.agencyId })
    .from(nominativeRuns)
    .where(eq(nominativeRuns.effectiveOn, effectiveOn))
  return new Set(rows.map((row) => row.agencyId))
}

type DueList = { scope: { agencyId: number } | 'everybody'; effectiveOn: CivilDate }

/**
 * The lists that have to be computed as a whole. A day's change may close a year or bring a decree into force; an open
 * period whose lists are due in most agencies is computed for all of them at once, which costs half as much.
 */
async function dueLists(now: Date): Promise<DueList[]> {
  const today = civilDay(now)
  return transact(systemContext('nominative', now), async (tx) => {
    const open = (await listPeriods(tx, today)).filter(({ opensOn, closesOn }) => opensOn <= today && today <= closesOn)
    const staff = await tx.selectDistinct({ agencyId: employees.agencyId }).from(employees)
    const runs = await tx.select().from(nominativeRuns).where(gt(nominativeRuns.effectiveOn, today))
    const isFresh = (run: (typeof runs)[number]) =>
      run.ruleVersion === RULE_VERSION && civilDay(run.computedAt) >= today
    const wanted = new Map<string, { agencyId: number; effectiveOn: CivilDate }>()
    for (const { effectiveOn } of open) {
      for (const { agencyId } of staff) wanted.set(`${agencyId} ${effectiveOn}`, { agencyId, effectiveOn })
    }
    for (const { agencyId, effectiveOn } of runs) wanted.set(`${agencyId} ${effectiveOn}`, { agencyId, effectiveOn })
    for (const run of runs) if (isFresh(run)) wanted.delete(`${run.agencyId} ${run.effectiveOn}`)
    const due = [...wanted.values()]
    const isForAll = ({ effectiveOn }: { effectiveOn: CivilDate }) =>
      open.some((period) => period.effectiveOn === effectiveOn) &&
      due.filter((list) => list.effectiveOn === effectiveOn).length * 2 > staff.length
    const forAll = new Set(due.filter(isForAll).map(({ effectiveOn }) => effectiveOn))
    return [
      ...[...forAll].map((effectiveOn): DueList => ({ scope: 'everybody', effectiveOn })),
      ...due
        .filter(({ effectiveOn }) => !forAll.has(effectiveOn))
        .map(({ agencyId, effectiveOn }): DueList => ({ scope: { agencyId }, effectiveOn })),
    ]
  })
}
