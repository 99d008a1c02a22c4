import { afterAll, expect, test } from 'vitest'
import { evaluationState } from '@/db/schema/kinerja-evaluation'
import { testDatabase } from '@/db/testing.server'
import { addDays, type CivilDate } from '@/lib/civil-date'
import { anAgency } from '@/lib/registry/register.fixture'
import { addWorkingDays } from '@/lib/working-days'
import { USUAL_REVIEW_DAYS } from './entry-facts.server'
import { isAcceptedBySilence, isFinal, objectionFlow } from './objection'

const database = await testDatabase()
const { owner } = database
afterAll(database.reset)

const isAnswerable = (state: string): state is keyof typeof objectionFlow => state in objectionFlow

test('the database calls an evaluation final on the same days as the rules of objections', async () => {
  for (const state of evaluationState.enumValues) {
    for (const days of [0, 13, 14, 15]) {
      const [found] = await owner<{ isFinal: boolean; today: CivilDate; receivedOn: CivilDate }[]>`
        select is_final_evaluation(${state}, current_date - ${days}::int) as "isFinal", current_date::text as today,
          (current_date - ${days}::int)::text as "receivedOn"`
      if (!found) throw new Error('no answer')
      const isLapsed = state === 'received' && isAcceptedBySilence(found.receivedOn, found.today)
      expect({ state, days, isFinal: found.isFinal }).toEqual({
        state,
        days,
        isFinal: isLapsed || (isAnswerable(state) && isFinal(state)),
      })
    }
  }
})

test('the database calls an entry overdue on the same days as the rules of reviews, whatever day it is asked', async () => {
  const agencyId = await anAgency(owner)
  const holidays = ['2026-12-25', '2026-12-28']
  for (const day of holidays)
    await owner`insert into holidays (day, name) values (${day}, 'Libur') on conflict do nothing`
  const strict = await anAgency(owner, 'Pemerintah Kota Uji')
  await owner`insert into performance_settings (agency_id, starts_on, review_days) values (${strict}, '2026-01-01', 2)`
  for (const [agency, days] of [
    [agencyId, USUAL_REVIEW_DAYS],
    [strict, 2],
  ] as const) {
    for (let today = '2026-12-14'; today <= '2027-01-08'; today = addDays(today, 1)) {
      const [found] = await owner<{ before: CivilDate }[]>`
        select overdue_before(${agency}, ${today})::text as before`
      expect({ days, today, before: found?.before }).toEqual({ days, today, before: firstInTime(today, days) })
    }
  }

  /** The first day of receipt on which the answer is not yet late today. */
  function firstInTime(today: CivilDate, days: number): CivilDate {
    let on = addDays(today, -60)
    while (addWorkingDays(on, days, new Set(holidays)) < today) on = addDays(on, 1)
    return on
  }
})
