import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import type { Context } from '@/lib/auth/actor'
import { testAgency, testEmployee } from '@/lib/auth/testing.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'

export type Worker = { context: Context; employeeId: string; appraiserId: string; agencyId: number; itemId: string }

/** A person with an appraiser and an agreed plan of 2026 with one result. */
export async function aWorker(owner: Sql, now: Date, agencyId?: number): Promise<Worker> {
  const agency = agencyId ?? (await testAgency(owner, 'province'))
  const employeeId = await testEmployee(owner, agency)
  const appraiserId = await testEmployee(owner, agency)
  await owner`
    insert into appraisers (employee_id, appraiser_id, agency_id, starts_on)
    values (${employeeId}, ${appraiserId}, ${agency}, '2026-01-01')`
  const [item] = await owner<{ id: string }[]>`
    with plan as (
      insert into plans (employee_id, agency_id, regime, model, starts_on, ends_on, state, appraiser_id, people,
        proposed_at, agreed_at)
      values (${employeeId}, ${agency}, 'permenpanrb6_2022', 'quantitative', '2026-01-01', '2026-12-31', 'agreed',
        ${appraiserId}, jsonb_build_object('employee', plan_person(${employeeId}), 'appraiser',
        plan_person(${appraiserId}), 'superior', null), '2026-01-12', '2026-01-14')
      returning id)
    insert into plan_items (plan_id, position, kind, text)
    select id, 1, 'main', 'Cakupan imunisasi balita meningkat' from plan returning id`
  if (!item) throw new Error('no plan')
  const actor = {
    accountId: null,
    employeeId,
    name: 'Tini Sukmawardani',
    agencyId: agency,
    role: 'employee' as const,
    scope: { kind: 'self' as const },
  }
  return { context: { actor, now }, employeeId, appraiserId, agencyId: agency, itemId: item.id }
}

/** What a device sends of one new entry: 08.00 to 10.00 on the day of the tests. */
export function sentEntry({ itemId, context }: Worker, changes: Partial<EntryInput> = {}): EntryInput {
  return {
    id: randomUUID(),
    version: 0,
    workOn: '2026-11-16',
    isToday: !changes.workOn,
    startsMinute: 480,
    endsMinute: 600,
    kind: 'plan',
    planItemId: itemId,
    text: 'Imunisasi balita',
    quantity: 24,
    unit: 'balita',
    place: null,
    orderBy: null,
    orderNumber: null,
    lateReason: null,
    deviceAt: context.now.toISOString(),
    ...changes,
  }
}
