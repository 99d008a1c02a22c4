import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { findPlan, listOwnPlans } from './plans-read.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
beforeEach(async () => {
  team = await aTeam(database.owner)
})

test('a plan shows the leader’s result that each of its own serves, with indicators in their order', async () => {
  const leading = await aPlan(database.owner, team, 'leader', { results: ['Tertibnya arsip Biro Umum'] })
  const plan = await aPlan(database.owner, team, 'member', {
    results: ['Tersusunnya daftar arsip'],
    serves: leading.items[0],
  })
  const found = await findPlan(team.as('member'), plan.id)
  expect(found?.people.appraiser.name).toBe('Hidayat Selinsing')
  expect(found?.items).toMatchObject([
    {
      text: 'Tersusunnya daftar arsip',
      leaderText: 'Tertibnya arsip Biro Umum',
      indicators: [{ aspect: 'quantity', target: '12 dokumen' }],
    },
  ])
})

test('a plan is read by those it names, and by nobody else of the agency', async () => {
  const plan = await aPlan(database.owner, team, 'member', { results: ['Tersusunnya daftar arsip'] })
  expect(await findPlan(team.as('leader'), plan.id)).toBeDefined()
  expect(await findPlan(team.as('superior'), plan.id)).toBeDefined()
  expect(await findPlan(team.as('colleague'), plan.id)).toBeUndefined()
  expect(await listOwnPlans(team.as('leader'))).toEqual([])
  expect(await listOwnPlans(team.as('member'))).toMatchObject([{ id: plan.id, items: 1, state: 'agreed' }])
})
