import { accountOf, database } from '@/e2e/people'

let sequence = 0

/**
 * A proposal of the demonstration agency in some state, for a person who has none that is open. Findings and papers
 * are left out: the journey of the whole house makes those by hand.
 */
export async function proposalIn(state: 'draft' | 'agency_review' | 'sent'): Promise<{ id: string; name: string }> {
  const number = `UJI-${Date.now()}-${sequence++}`
  const isSent = state === 'sent'
  const [made] = await database<{ id: string; name: string }[]>`
    with officer as (
      select id, agency_id from accounts where user_id = ${accountOf('mutation_officer').userId}
    ), person as (
      select e.id, e.name, e.rank, e.rank_since, e.unit_id from employees e, officer
      where e.agency_id = officer.agency_id and e.rank = 'III/b' and e.legal_status = '01'
        and not exists (select from promotion_proposals p where p.employee_id = e.id)
        and not exists (select from accounts c where c.employee_id = e.id)
      order by e.id limit 1
    ), batch as (
      insert into promotion_batches (agency_id, effective_on, number, letter_number, letter_on, created_by)
      select agency_id, '2027-04-01', ${number}, ${isSent ? number : null}, ${isSent ? '2026-11-20' : null}, id
      from officer returning id
    ), proposal as (
      insert into promotion_proposals (number, batch_id, agency_id, employee_id, unit_id, effective_on, type, state,
        from_rank, from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months,
        to_salary_rupiah, findings, made_by, due_on, sent_at)
      select ${number}, batch.id, officer.agency_id, person.id, person.unit_id, '2027-04-01', 'regular', ${state},
        person.rank, '2023-04-01', 100, 3287000, 'III/c', 100, 3426000, '[]', officer.id, current_date + 3,
        ${isSent ? new Date().toISOString() : null}
      from officer, person, batch returning id, employee_id
    ), event as (
      insert into proposal_events (proposal_id, at, position, event, to_state, actor_name, actor_role, actor_office)
      select id, now(), 0, 'create', ${state}, 'Rosmala Denggani', 'mutation_officer', 'BKPSDMD' from proposal
    )
    select proposal.id, person.name from proposal, person`
  if (!made) throw new Error('nobody is free to be proposed')
  return made
}

export async function stateOf(id: string): Promise<string | undefined> {
  const [row] = await database<{ state: string }[]>`select state from promotion_proposals where id = ${id}`
  return row?.state
}
