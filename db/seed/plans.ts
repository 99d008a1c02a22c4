import type { Sql, TransactionSql } from 'postgres'
import seeded from './plans.json'

const APPRAISER_NIP = '197711052003121036'
const TEAM_UNIT = '0104'
const TEAM = 9
const YEAR = 2026

/**
 * One team of the demonstration: its appraiser by letter, and the agreed plans of all of them for the year. The holder of
 * the account `pegawai` is one of them. Runs as the owner of the database, after the accounts; does nothing where the
 * agency has an appraiser.
 */
export async function seedPlans(sql: Sql, agencyId: number): Promise<void> {
  await sql.begin(async (tx) => {
    const [known] = await tx`select from appraisers where agency_id = ${agencyId}`
    const [leader] = await tx<{ id: string }[]>`select id from employees where nip = ${APPRAISER_NIP}`
    if (known || !leader) return
    const team = await tx<{ id: string }[]>`
      select e.id from employees e join units u on u.id = e.unit_id
      where e.agency_id = ${agencyId} and u.code = ${TEAM_UNIT} and e.position_kind <> 'structural'
        and e.legal_status = '01'
      order by exists (select from accounts a where a.employee_id = e.id) desc, e.nip limit ${TEAM}`
    const [head] = await tx<{ id: string }[]>`
      select e.id from employees e join units u on u.id = e.unit_id
      where u.agency_id = ${agencyId} and u.code = ${TEAM_UNIT} and e.position_name = u.head_title`
    await tx`insert into performance_settings (agency_id, starts_on) values (${agencyId}, ${`${YEAR}-01-01`})`
    if (!head) return
    await addAppraiser(tx, agencyId, leader.id, head.id)
    const leading = await addPlan(tx, agencyId, leader.id, seeded.leader, [])
    for (const { id } of team) {
      await addAppraiser(tx, agencyId, id, leader.id)
      await addPlan(tx, agencyId, id, seeded.member, leading)
    }
  })
}

async function addAppraiser(tx: TransactionSql, agencyId: number, employeeId: string, appraiserId: string) {
  await tx`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on, kind, letter_number, letter_on, reason)
    values (${employeeId}, ${appraiserId}, ${agencyId}, ${`${YEAR}-01-01`}, 'letter', '800/014/BIROUMUM/2026',
      ${`${YEAR}-01-02`}, 'Pembagian tugas penilaian di Biro Umum')`
}

type SeededItem = {
  text: string
  serves?: number // which result of the leader
  indicators: { aspect: string; text: string; target: string; least?: number; most?: number; unit: string }[]
}

/** An agreed plan for the whole year. Returns the ids of its items. */
async function addPlan(
  tx: TransactionSql,
  agencyId: number,
  employeeId: string,
  items: SeededItem[],
  leading: readonly string[],
): Promise<string[]> {
  const [plan] = await tx<{ id: string }[]>`
    insert into plans (employee_id, agency_id, unit_id, regime, model, starts_on, ends_on, state, appraiser_id,
      superior_id, people, resources, accountability, consequences, proposed_at, agreed_at)
    select e.id, ${agencyId}, e.unit_id, 'permenpanrb6_2022', 'quantitative', ${`${YEAR}-01-01`}, ${`${YEAR}-12-31`},
      'agreed', a.appraiser_id, s.appraiser_id, jsonb_build_object('employee', plan_person(e.id),
      'appraiser', plan_person(a.appraiser_id), 'superior', plan_person(s.appraiser_id)),
      'Akses aplikasi persuratan dan anggaran tata usaha', 'Laporan tiap triwulan kepada pimpinan',
      'Pengembangan kompetensi sesuai hasil', ${`${YEAR}-01-12T02:00:00Z`}, ${`${YEAR}-01-14T03:00:00Z`}
    from employees e
    join appraisers a on a.employee_id = e.id
    left join appraisers s on s.employee_id = a.appraiser_id
    where e.id = ${employeeId} returning id`
  if (!plan) throw new Error('the plan came back empty')
  const ids: string[] = []
  for (const [at, { text, serves, indicators }] of items.entries()) {
    const served = serves === undefined ? null : (leading[serves] ?? null)
    const [item] = await tx<{ id: string }[]>`
      insert into plan_items (plan_id, position, kind, text, leader_item_id)
      values (${plan.id}, ${at + 1}, 'main', ${text}, ${served}) returning id`
    if (!item) throw new Error('the item came back empty')
    ids.push(item.id)
    for (const [place, one] of indicators.entries()) {
      await tx`
        insert into plan_indicators (plan_id, item_id, position, aspect, text, target, target_least, target_most, unit)
        values (${plan.id}, ${item.id}, ${place + 1}, ${one.aspect}, ${one.text}, ${one.target}, ${one.least ?? null},
          ${one.most ?? null}, ${one.unit})`
    }
  }
  return ids
}
