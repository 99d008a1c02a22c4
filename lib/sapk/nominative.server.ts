import 'server-only'
import type { TransactionSql } from 'postgres'
import { transact, transactRaw } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import type { Reference } from '@/lib/registry/reference'
import { loadReference } from '@/lib/registry/reference.server'
import { type PersonFacts, streamFacts } from '@/lib/sapk/facts.server'
import { nominativeRow, RULE_VERSION } from '@/lib/sapk/nominative'
import { NominativeResults } from '@/lib/sapk/nominative-results.server'
import { listPeriods } from '@/lib/sapk/periods.server'

/** Computes the list of the actor's agency now. Refuses not_found for a date that is no period to come. */
export async function orderNominative(context: Context, effectiveOn: CivilDate): Promise<void> {
  const { agencyId } = context.actor
  await transact(context, async (tx) => {
    const periods = await listPeriods(tx, civilDay(context.now))
    if (!periods.some((period) => period.effectiveOn === effectiveOn)) throw new Refusal('not_found')
    await recordAudit(tx, context, 'nominative.compute', null, { effectiveOn }, { agencyId, subjectId: effectiveOn })
  })
  await computeNominative({ agencyId }, effectiveOn, context.now)
}

/**
 * Computes the nominatif of one agency, or of all, for one period: every employee is streamed through the rules and
 * the results replace those of before in one transaction.
 *
 * @returns how many people were looked at
 */
export async function computeNominative(scope: { agencyId: number } | 'everybody', effectiveOn: CivilDate, now: Date) {
  const context = systemContext('nominative', now)
  const reference = await transact(context, loadReference)
  return transactRaw(context, async (reading) => {
    await planInMemory(reading)
    const batches = streamFacts(reading, scope, effectiveOn, reference)
    const replacement = { scope, effectiveOn, now, reference, batches }
    return transactRaw(context, (writing) => replaceResults(writing, replacement), 'beside')
  })
}

/**
 * What is needed of each table is read once and joined in memory: no walks along an index per row, which the planner
 * likes when it expects few rows, and no workers that would each build the same tables again while this process judges
 * on the other core.
 */
async function planInMemory(tx: TransactionSql) {
  await tx`select set_config('work_mem', '256MB', true), set_config('enable_nestloop', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true)`
}

type Replacement = {
  scope: { agencyId: number } | 'everybody'
  effectiveOn: CivilDate
  now: Date
  reference: Reference
  batches: AsyncIterable<PersonFacts[]>
}

async function replaceResults(tx: TransactionSql, { scope, effectiveOn, now, reference, batches }: Replacement) {
  const locked =
    scope === 'everybody' ? tx`select id from agencies order by id` : tx`select ${scope.agencyId}::int as id`
  await tx`select pg_advisory_xact_lock(hashtext('nominative'), id) from (${locked}) as computed`
  await clear(tx, scope, effectiveOn)
  const toRow = rowWriter(effectiveOn, now, reference)
  const results = await NominativeResults.to(tx, effectiveOn, now)
  const counts = new Map<number, number>()
  try {
    for await (const batch of batches) {
      for (const found of batch) {
        const { agencyId } = found.person
        counts.set(agencyId, (counts.get(agencyId) ?? 0) + 1)
        results.add(toRow(found))
      }
      await results.flush()
    }
    await results.end()
  } finally {
    await results.settle()
  }
  const runs = [...counts].map(([agencyId, employeeCount]) => ({
    effective_on: effectiveOn,
    agency_id: agencyId,
    employee_count: employeeCount,
    rule_version: RULE_VERSION,
    computed_at: now.toISOString(),
  }))
  if (runs.length > 0) await tx`insert into nominative_runs ${tx(runs)}`
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

async function clear(tx: TransactionSql, scope: { agencyId: number } | 'everybody', effectiveOn: CivilDate) {
  const ofAgency = scope === 'everybody' ? tx`` : tx`and agency_id = ${scope.agencyId}`
  await tx`delete from nominative_runs where effective_on = ${effectiveOn} ${ofAgency}`
  await tx`delete from nominative_results where effective_on = ${effectiveOn} ${ofAgency}`
}

/** Makes the line of COPY for one person. */
function rowWriter(effectiveOn: CivilDate, now: Date, reference: Reference) {
  const decidedOn = civilDay(now)
  return ({ person, ...found }: PersonFacts) => {
    const row = nominativeRow(found, effectiveOn, decidedOn, reference)
    return [
      person.agencyId,
      person.id,
      row.type,
      row.outcome,
      row.isProvisional,
      row.unmet.length === 0 ? '[]' : JSON.stringify(row.unmet),
      person.nip,
      person.name,
      person.unitId,
      row.rank,
      row.rankSince,
      row.proposedRank,
      row.serviceMonths,
      row.salaryRupiah,
    ]
  }
}
