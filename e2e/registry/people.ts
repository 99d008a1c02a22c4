import { accountOf, database } from '@/e2e/people'

/** A PNS of the demonstration agency, with a decree for every rank and no account or proposal that a change would touch. */
export async function aPerson(): Promise<{ id: string; name: string; rank: string }> {
  const [person] = await database<{ id: string; name: string; rank: string }[]>`
    select e.id, e.name, e.rank::text from employees e
    where e.status = 'pns' and e.legal_status = '01' and e.rank = 'III/c' and e.position_kind <> 'structural'
      and e.agency_id = (select agency_id from accounts where user_id = ${accountOf('mutation_officer').userId})
      and not exists (select from accounts a where a.employee_id = e.id)
      and not exists (select from promotion_proposals p where p.employee_id = e.id)
      and not exists (select from rank_history h where h.employee_id = e.id and h.source <> 'seed')
      and not exists (select from history_documents d where d.employee_id = e.id)
    order by random() limit 1`
  if (!person) throw new Error('nobody left')
  return person
}
