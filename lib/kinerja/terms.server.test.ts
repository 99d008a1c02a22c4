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
  const holidays = ['2026-12-25', '2026-12-28']
  for (const day of holidays)
    await owner`insert into holidays (day, name) values (${day}, 'Libur') on conflict do nothing`
  for (const days of [USUAL_REVIEW_DAYS, 2]) {
    for (let today = '2026-12-14'; today <= '2027-01-08'; today = addDays(today, 1)) {
      const [found] = await owner<{ before: CivilDate }[]>`select overdue_before(${days}, ${today})::text as before`
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

test('the database gives an appraiser the days that the agency had decided for the day of the work', async () => {
  const agencyId = await anAgency(owner)
  await owner`insert into performance_settings (agency_id, starts_on, review_days)
    values (${agencyId}, '2026-03-02', 2), (${agencyId}, '2026-11-16', 9)`
  const on = async (day: CivilDate) => (await owner`select review_days_on(${agencyId}, ${day}) as days`)[0]?.days
  expect([await on('2026-03-01'), await on('2026-03-02'), await on('2026-11-15'), await on('2026-11-16')]).toEqual([
    USUAL_REVIEW_DAYS,
    2,
    2,
    9,
  ])
})
