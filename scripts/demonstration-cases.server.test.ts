import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { seedAccounts } from '@/db/seed/accounts'
import { BKN_CODE, DEMONSTRATION_CODE, regionalOfficeCode } from '@/db/seed/agencies'
import { seedPeriod } from '@/db/seed/periods'
import { addPopulation, DATA_DAY } from '@/db/seed/population'
import { loadReference } from '@/db/seed/reference'
import { testDatabase } from '@/db/testing.server'
import { addDemonstrationCases } from '@/scripts/demonstration-cases'

process.env.NEXTAUTH_SECRET = 'a secret of the tests that is long enough'
const { owner, reset } = await testDatabase()
beforeEach(reset)
afterAll(closeDatabase)

async function givenPopulation(employees: number): Promise<void> {
  await loadReference(owner, readReferenceRows())
  const population = { employees, seed: 1945, asOf: DATA_DAY, withHistories: true, onProgress: () => {} }
  await addPopulation(owner, population)
  const idOf = async (code: string) => {
    const [agency] = await owner<{ id: number }[]>`select id from agencies where code = ${code}`
    return agency?.id ?? 0
  }
  await seedAccounts(owner, {
    bkn: await idOf(BKN_CODE),
    regional_office: await idOf(regionalOfficeCode(7)),
    province: await idOf(DEMONSTRATION_CODE),
  })
  await seedPeriod(owner)
}

test('every queue of the demonstration has somebody in it, and whoever is through has a new rank and a signed decree', async () => {
  await givenPopulation(2500)
  const added = await addDemonstrationCases(owner, new Date())
  const states = await owner<{ state: string; people: number }[]>`
    select state, count(*)::int as people from promotion_proposals group by 1`
  expect(Object.fromEntries(states.map(({ state, people }) => [state, people]))).toEqual({
    draft: 3,
    agency_review: 3,
    awaiting_letter: 2,
    sent: 6,
    returned: 2,
    technical_signing: 2,
    technical_sent: 2,
    decree_signing: 2,
    done: 3,
  })
  expect(added).toBe(25)
  expect(await addDemonstrationCases(owner, new Date()), 'nobody is proposed twice').toBe(0)
  const [signed] = await owner`
    select count(*)::int as decrees from promotion_proposals p
    join issued_documents d on d.code = p.decree_code
    join rank_history h on h.employee_id = p.employee_id and h.rank = p.to_rank and h.source = 'proposal'
    where p.state = 'done'`
  expect(signed?.decrees).toBe(3)
  const [disorder] = await owner`
    select count(*)::int as steps from proposal_events e
    join proposal_events l on l.proposal_id = e.proposal_id and l.position > e.position and l.at < e.at`
  expect(disorder?.steps).toBe(0)
}, 180_000)

test('a decree that the governor signs alone is signed by the governor, also where the people are few', async () => {
  await givenPopulation(1000)
  await addDemonstrationCases(owner, new Date())
  const signed = await owner`
    select a.user_id, p.to_rank from promotion_proposals p
    join proposal_events e on e.proposal_id = p.id and e.event = 'issue_decree'
    join accounts a on a.id = e.account_id
    where p.state = 'done'`
  expect(signed).toHaveLength(3)
  expect(signed.filter(({ user_id }) => user_id === 'penjabat.gubernur').map(({ to_rank }) => to_rank)).toEqual([
    'IV/b',
  ])
}, 180_000)
