import 'server-only'
import { proposalEnds, stateIsNone } from '@/db/reference/proposal-ends'
import { type CivilDate, isCivilDate, yearOf } from '@/lib/civil-date'
import { annualPredicates } from '@/lib/kinerja/public.server'
import { standsSql } from '@/lib/registry/histories.server'
import type { Predicate } from '@/lib/registry/predicate'

/** Whose facts: of one agency, of some employees, or of everybody. */
export type FactsScope = { agencyId: number } | { employeeIds: readonly string[] } | 'everybody'

/** How many years before the TMT a predicate may still count: the rule looks at two closed ones. */
const PREDICATE_YEARS = 4

/** The bits of one year in the number that carries the predicates of a person; the last one that is set counts. */
const PREDICATE_BITS: readonly Predicate[] = ['good', 'needs_improvement', 'poor', 'very_good', 'very_poor']

function predicateYears(effectiveOn: CivilDate): number[] {
  return Array.from({ length: PREDICATE_YEARS }, (_, index) => yearOf(effectiveOn) - PREDICATE_YEARS + index)
}

/** Reads the number of the column `predicates`. */
export function predicatesOf(bits: number, effectiveOn: CivilDate): Record<number, Predicate> {
  const found: Record<number, Predicate> = {}
  for (const [index, year] of predicateYears(effectiveOn).entries()) {
    const place = PREDICATE_BITS.findLastIndex((_, bit) => (bits >> (index * PREDICATE_BITS.length + bit)) & 1)
    const predicate = PREDICATE_BITS[place]
    if (predicate) found[year] = predicate
  }
  return found
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The columns of `factsQuery`, in order. */
export const factColumns = [
  'id',
  'agencyId',
  'nip',
  'name',
  'unitId',
  'bornOn',
  'status',
  'legalStatus',
  'isBlocked',
  'isGone',
  'rank',
  'rankSince',
  'serviceMonths',
  'serviceOn',
  'comingRanks',
  'isUndecreed',
  'serviceCredits',
  'postKind',
  'postName',
  'echelon',
  'grade',
  'postSince',
  'inauguratedOn',
  'educationLevel',
  'educationName',
  'predicates',
  'sanctions',
  'proofs',
  'unpaidLeaves',
  'creditThousandths',
  'supportCreditThousandths',
  'hasOpenProposal',
] as const

/**
 * One line per employee with all that the rules ask for, truths as 1 and 0, the histories aggregated per employee.
 * No rule stands here: the query only chooses the rows in force on the TMT and writes them side by side. COPY takes
 * no parameters, so values are checked and written into the text. People who are gone are told apart by the reader:
 * under a policy the planner may not look at the statistics of such conditions and would expect one row.
 */
export function factsQuery(scope: FactsScope, effectiveOn: CivilDate): string {
  if (!isCivilDate(effectiveOn)) throw new RangeError(`not a civil date: ${effectiveOn}`)
  const ofScope = (column: string) => within(scope, column)
  const [first = 0] = predicateYears(effectiveOn)
  const places = PREDICATE_BITS.map((predicate, place) => `when '${predicate}' then ${place}`)
  return `
    select e.id, e.agency_id, e.nip, e.name, coalesce(fp.unit_id, e.unit_id), e.born_on, e.status, e.legal_status,
      e.is_blocked::int, (e.merged_into_id is not null or e.deceased_on is not null)::int,
      e.rank, e.rank_since, e.rank_service_months, coalesce(e.rank_service_on, e.rank_since), coming.ranks,
      (undecreed.employee_id is not null)::int,
      service.credits,
      post.kind, post.name, coalesce(fp.echelon, e.echelon), post.grade, coalesce(fp.effective_on, e.position_since),
      sworn.inaugurated_on,
      e.education_level, e.education_name, performance.predicates, discipline.sanctions, training.proofs,
      leave.periods, credit.thousandths, credit.support, (open_proposal.employee_id is not null)::int
    from employees e
    left join (
      select employee_id, string_agg(
          effective_on || ':' || rank || ':' || service_months || ':' || (decree_number is not null)::int, ','
          order by effective_on, rank, recorded_at) as ranks
      from rank_history h
      where ${comingUntil(effectiveOn)} and ${standsSql('rank_history')} ${ofScope('h.employee_id')}
      group by employee_id
    ) coming on coming.employee_id = e.id
    left join (
      select h.employee_id, h.effective_on, h.rank
      from rank_history h
      where h.decree_number is null and ${standsSql('rank_history')} ${ofScope('h.employee_id')}
      group by h.employee_id, h.effective_on, h.rank
    ) undecreed on undecreed.employee_id = e.id and undecreed.rank = e.rank
      and undecreed.effective_on = coalesce(e.rank_service_on, e.rank_since)
    left join (
      select employee_id, string_agg(effective_on || ':' || credited_months, ',') as credits
      from service_time_history h
      where effective_on <= '${effectiveOn}' and ${standsSql('service_time_history')} ${ofScope('h.employee_id')}
      group by employee_id
    ) service on service.employee_id = e.id
    left join (
      select distinct on (h.employee_id) h.employee_id, h.position_id, h.unit_id, h.echelon, h.effective_on
      from position_history h
      where ${comingUntil(effectiveOn)} and h.assignment = 'definitive' and ${standsSql('position_history')}
        ${ofScope('h.employee_id')}
      order by h.employee_id, h.effective_on desc, h.recorded_at desc
    ) fp on fp.employee_id = e.id
    left join positions post on post.id = coalesce(fp.position_id, e.position_id)
    left join lateral (
      select h.inaugurated_on
      from position_history h
      where post.kind = 'structural' and h.employee_id = e.id and h.assignment = 'definitive'
        and h.effective_on = coalesce(fp.effective_on, e.position_since) and ${standsSql('position_history')}
      order by h.recorded_at desc
      limit 1
    ) sworn on true
    left join (
      select employee_id,
        bit_or(1 << ((year - ${first}) * ${PREDICATE_BITS.length} + case predicate ${places.join(' ')} end)) as predicates
      from ${annualPredicates({ first, last: first + PREDICATE_YEARS - 1 }, ofScope('h.employee_id'))} assessed
      group by employee_id
    ) performance on performance.employee_id = e.id
    left join (
      select employee_id, string_agg(severity || ':' || ends_on, ',' order by ends_on desc) as sanctions
      from discipline_history h
      where effective_on <= '${effectiveOn}' and (annulled_on is null or annulled_on > '${effectiveOn}')
        and ${standsSql('discipline_history')} ${ofScope('h.employee_id')}
      group by employee_id
    ) discipline on discipline.employee_id = e.id
    left join (
      select employee_id, string_agg(distinct code collate "C", ',') as proofs
      from training_history h
      where code is not null and effective_on <= '${effectiveOn}' and ${standsSql('training_history')}
        ${ofScope('h.employee_id')}
      group by employee_id
    ) training on training.employee_id = e.id
    left join (
      select employee_id, string_agg(
          effective_on || ':' || coalesce(ends_on::text, '') || ':' || coalesce(returned_on::text, ''), ',') as periods
      from leave_history h
      where kind = 'CLTN' and ${standsSql('leave_history')} ${ofScope('h.employee_id')}
      group by employee_id
    ) leave on leave.employee_id = e.id
    left join (
      select h.employee_id, held.grade, sum(h.main_thousandths + h.support_thousandths) as thousandths,
        sum(h.support_thousandths) as support
      from credit_point_history h
      join (
        select h.employee_id, p.grade, min(h.effective_on) as since
        from position_history h join positions p on p.id = h.position_id
        where p.kind = 'functional' and h.effective_on <= '${effectiveOn}' and ${standsSql('position_history')}
          ${ofScope('h.employee_id')}
        group by h.employee_id, p.grade
      ) held on held.employee_id = h.employee_id and h.period_ends_on >= held.since
      where h.effective_on <= '${effectiveOn}' and ${standsSql('credit_point_history')} ${ofScope('h.employee_id')}
      group by h.employee_id, held.grade
    ) credit on credit.employee_id = e.id and credit.grade = post.grade
    left join (
      select employee_id from promotion_proposals h
      where ${stateIsNone(proposalEnds)}
        and effective_on <> '${effectiveOn}' ${ofScope('h.employee_id')}
      group by employee_id
    ) open_proposal on open_proposal.employee_id = e.id
    where true ${within(scope, 'e.id')}`
}

/** Decided already, in force only after today. Derived columns of an employee hold what is in force today. */
function comingUntil(effectiveOn: CivilDate): string {
  return `h.effective_on > current_date and h.effective_on <= '${effectiveOn}'`
}

function within(scope: FactsScope, column: string): string {
  if (scope === 'everybody') return ''
  if ('agencyId' in scope) {
    const agencyId = Math.trunc(scope.agencyId)
    return column === 'e.id'
      ? `and e.agency_id = ${agencyId}`
      : `and ${column} = any(array(select id from employees where agency_id = ${agencyId}))`
  }
  const ids = scope.employeeIds.filter((id) => UUID.test(id)).map((id) => `'${id}'`)
  return `and ${column} in (${ids.join(', ') || 'null'})`
}
