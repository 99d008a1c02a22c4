import type { Sql } from 'postgres'
import type { Context } from '@/lib/auth/actor'
import type { PlanState } from '@/lib/kinerja/plan'
import { anActor, anAgency, anEmployee, aUnit } from '@/lib/registry/register.fixture'

/** Who is in the team of the tests: a member and a colleague, whose leader has a superior. */
type Who = 'member' | 'colleague' | 'leader' | 'superior'

const PEOPLE: Record<Who, { nip: string; name: string; of?: Who }> = {
  superior: { nip: '197001011995031001', name: 'Rohani Belitung' },
  leader: { nip: '197711052003121036', name: 'Hidayat Selinsing', of: 'superior' },
  member: { nip: '199003142015031002', name: 'Maya Muntok', of: 'leader' },
  colleague: { nip: '199104152016032003', name: 'Tini Toboali', of: 'leader' },
}

export type Team = {
  agencyId: number
  unitId: number
  ids: Record<Who, string>
  as: (who: Who, today?: string) => Context
}

/** A unit whose people have appraisers from 2020 on. */
export async function aTeam(owner: Sql): Promise<Team> {
  const agencyId = await anAgency(owner)
  const unitId = await aUnit(owner, agencyId)
  const ids = {} as Record<Who, string>
  for (const [who, { nip, name, of }] of Object.entries(PEOPLE) as [Who, (typeof PEOPLE)[Who]][]) {
    ids[who] = await anEmployee(owner, agencyId, { nip, name })
    await owner`update employees set unit_id = ${unitId}, position_name = ${`Jabatan ${who}`} where id = ${ids[who]}`
    if (of) {
      await owner`
        insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
        values (${ids[who]}, ${ids[of]}, ${agencyId}, '2020-01-01')`
    }
  }
  const as: Team['as'] = (who, today = '2026-02-02') => {
    const isLeader = who === 'leader' || who === 'superior'
    const { actor } = anActor(isLeader ? 'appraiser' : 'employee', { kind: 'self' }, { agencyId, employeeId: ids[who] })
    return { actor: { ...actor, name: PEOPLE[who].name }, now: new Date(`${today}T03:00:00Z`) }
  }
  return { agencyId, unitId, ids, as }
}

/** A plan of PermenPANRB 6/2022 for a year, agreed where the state is not given. */
export async function aPlan(
  owner: Sql,
  { agencyId, unitId, ids }: Team,
  who: Who,
  {
    year = 2026,
    state = 'agreed',
    results,
    serves,
  }: { year?: number; state?: PlanState; results: string[]; serves?: string },
): Promise<{ id: string; items: string[] }> {
  const [plan] = await owner<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, model, starts_on, ends_on, state, appraiser_id, superior_id,
      people, agreed_at)
    select e.id, ${agencyId}, ${unitId}, 'permenpanrb6_2022', 'quantitative', ${`${year}-01-01`}, ${`${year}-12-31`}, ${state},
      a.appraiser_id, s.appraiser_id, jsonb_build_object('employee', plan_person(e.id), 'appraiser',
      plan_person(a.appraiser_id), 'superior', plan_person(s.appraiser_id)),
      ${state === 'draft' || state === 'proposed' ? null : `${year}-01-14T03:00:00Z`}
    from employees e join appraisers a on a.employee_id = e.id left join appraisers s on s.employee_id = a.appraiser_id
    where e.id = ${ids[who]} returning id`
  if (!plan) throw new Error('no plan')
  const items: string[] = []
  for (const [at, text] of results.entries()) {
    const [item] = await owner<{ id: string }[]>`
      insert into plan_items (plan_id, position, kind, text, leader_item_id)
      values (${plan.id}, ${at + 1}, 'main', ${text}, ${serves ?? null}) returning id`
    if (!item) throw new Error('no item')
    items.push(item.id)
    await owner`
      insert into plan_indicators (plan_id, item_id, position, aspect, text, target)
      values (${plan.id}, ${item.id}, 1, 'quantity', 'Dokumen yang tersusun', '12 dokumen')`
  }
  return { id: plan.id, items }
}

/** An agreed plan of PP 46/2011 for a year: two activities, the second with a target of cost. */
export async function anActivityPlan(
  owner: Sql,
  { agencyId, unitId, ids }: Team,
  who: Who,
  year = 2020,
): Promise<{ id: string; items: string[] }> {
  const [plan] = await owner<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, starts_on, ends_on, state, appraiser_id, superior_id,
      people, agreed_at)
    select e.id, ${agencyId}, ${unitId}, 'pp46_2011', ${`${year}-01-01`}, ${`${year}-${year === 2021 ? '06-30' : '12-31'}`},
      'agreed', a.appraiser_id, s.appraiser_id, jsonb_build_object('employee', plan_person(e.id), 'appraiser',
      plan_person(a.appraiser_id), 'superior', plan_person(s.appraiser_id)), ${`${year}-01-14T03:00:00Z`}
    from employees e join appraisers a on a.employee_id = e.id left join appraisers s on s.employee_id = a.appraiser_id
    where e.id = ${ids[who]} returning id`
  if (!plan) throw new Error('no plan')
  const items = await owner<{ id: string }[]>`
    insert into plan_items (plan_id, position, kind, text, quantity, quantity_unit, quality, duration, duration_unit,
      cost_rupiah)
    values (${plan.id}, 1, 'activity', 'Menyusun daftar arsip', 1, 'dokumen', 100, 12, 'month', null),
      (${plan.id}, 2, 'activity', 'Melaksanakan pemeliharaan gedung', 1, 'laporan', 100, 12, 'month', 170395000)
    returning id`
  return { id: plan.id, items: items.map(({ id }) => id) }
}
