import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { listNotifications } from '@/lib/notifications.server'
import { agreePlan, proposePlan, returnPlan, withdrawPlan } from './plan-agreement.server'
import { amendPlan, commentPlan } from './plan-changes.server'
import { formOfPlan } from './plan-lines'
import { directPlan, planDecisionDueOn, referPlan, settlePlan } from './plan-referral.server'
import { savePlan } from './plans.server'
import { findPlan } from './plans-read.server'
import { aPlan, aTeam, type Team } from './team.fixture'
import { listTeamPlans } from './team-plans.server'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
let member: Context
let leader: Context
let superior: Context
let id: string
beforeEach(async () => {
  team = await aTeam(database.owner)
  const today = '2026-01-12'
  ;[member, leader, superior] = [team.as('member', today), team.as('leader', today), team.as('superior', today)]
  id = (await aPlan(database.owner, team, 'member', { state: 'draft', results: ['Tersusunnya daftar arsip'] })).id
  await database.owner`update plan_items set leader_text = 'Perjanjian kinerja'`
  await proposePlan(member, await refOf())
})

const seen = async (planId = id) => {
  const found = await findPlan(member, planId)
  if (!found) throw new Error('not there')
  return found
}
const refOf = async (planId = id) => ({ id: planId, version: (await seen(planId)).version })
const because = async (text: string, planId = id) => ({ ...(await refOf(planId)), text })
const eventsOf = async (context: Context) =>
  (await listNotifications(context, null)).flatMap((each) => (each.kind === 'party' ? [each.event] : []))

test('what was sent back is referred to the superior, who settles it: the plan takes effect and both read why', async () => {
  await returnPlan(leader, await because('Dua puluh daftar, bukan dua belas.'))
  await referPlan(member, { ...(await because('Dua puluh tidak terkejar.')), by: 'employee' })
  expect(await seen()).toMatchObject({ state: 'referred', referredBy: 'employee', referredAt: member.now })
  expect(await listTeamPlans(superior)).toMatchObject([{ planId: id, state: 'referred', waits: true }, {}])
  expect((await listTeamPlans(leader))[0]).toMatchObject({ planId: id, waits: false })
  expect(await eventsOf(superior)).toEqual(['referred'])
  expect(await eventsOf(leader)).toEqual(['referred'])
  await commentPlan(superior, { id, text: 'Berapa yang selesai tahun lalu?' })

  await settlePlan(superior, await because('Dua belas sudah sesuai beban kerja.'))
  expect(await seen()).toMatchObject({
    state: 'agreed',
    agreedAt: superior.now,
    decidedAt: superior.now,
    notes: expect.arrayContaining([
      expect.objectContaining({ step: 'referral', text: 'Dua puluh tidak terkejar.' }),
      expect.objectContaining({ step: 'decision', text: 'Dua belas sudah sesuai beban kerja.' }),
      expect.objectContaining({ step: null, text: 'Berapa yang selesai tahun lalu?' }),
    ]),
  })
  expect(await eventsOf(member)).toEqual(['settled'])
  expect(await eventsOf(leader)).toEqual(['settled'])
  const events = await database.owner`select event, reason from audit_events where subject_id = ${id} order by seq`
  expect(events.slice(-3)).toMatchObject([
    { event: 'plan.refer', reason: 'Dua puluh tidak terkejar.' },
    { event: 'plan.comment' },
    { event: 'plan.settle', reason: 'Dua belas sudah sesuai beban kerja.' },
  ])
})

test('what the superior wants changed is written by its owner and comes straight back to the superior', async () => {
  await referPlan(leader, { ...(await because('Target terlalu rendah.')), by: 'appraiser' })
  await directPlan(superior, await because('Tulis lima belas daftar.'))
  expect(await eventsOf(member)).toContain('directed')
  expect(await eventsOf(leader)).toContain('directed')
  await savePlan(member, { ...formOfPlan(await seen()), resources: 'Satu arsiparis' })
  await proposePlan(member, await refOf())
  expect(await seen()).toMatchObject({ state: 'referred', referredBy: 'appraiser', referredAt: leader.now })
  await expect(returnPlan(leader, await because('Belum cukup.'))).rejects.toMatchObject({ code: 'wrong_state' })
  await settlePlan(superior, await because('Sekarang sesuai.'))
  expect((await seen()).state).toBe('agreed')
})

test('the appraiser may agree while the superior has not decided, and then nothing is left to decide', async () => {
  await referPlan(member, { ...(await because('Kami berbeda pendapat.')), by: 'employee' })
  await agreePlan(leader, await refOf())
  expect(await seen()).toMatchObject({ state: 'agreed', decidedAt: null })
  await expect(settlePlan(superior, await because('Ditetapkan.'))).rejects.toMatchObject({ code: 'wrong_state' })
})

test('nobody but the superior decides, and nobody but a side of the plan refers it', async () => {
  for (const by of ['employee', 'appraiser'] as const)
    await expect(referPlan(superior, { ...(await because('Saya ambil alih.')), by })).rejects.toMatchObject({
      code: 'not_found',
    })
  await referPlan(member, { ...(await because('Kami berbeda pendapat.')), by: 'employee' })
  for (const who of [member, leader, team.as('colleague')]) {
    await expect(settlePlan(who, await because('Ditetapkan.'))).rejects.toMatchObject({ code: 'not_found' })
    await expect(directPlan(who, await because('Ubah dulu.'))).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('a draft that nobody answered is not referred, and neither is a plan whose appraiser has no superior', async () => {
  const refuses = async (code: string) =>
    expect(referPlan(member, { ...(await because('Kami berbeda pendapat.')), by: 'employee' })).rejects.toMatchObject({
      findings: [{ code: `kinerja.plan_referral_${code}` }],
    })
  await database.owner`update plans set superior_id = null where id = ${id}`
  await refuses('superior')
  await database.owner`update plans set superior_id = ${team.ids.superior}, state = 'draft', proposed_at = null`
  await refuses('proposed')
})

test('a plan whose superior is gone is taken back by its owner, and begins anew with whoever is in office', async () => {
  await referPlan(leader, { ...(await because('Target terlalu rendah.')), by: 'appraiser' })
  for (const who of [leader, superior, team.as('colleague')])
    await expect(withdrawPlan(who, await refOf())).rejects.toMatchObject({ code: 'not_found' })
  await withdrawPlan(member, await refOf())
  expect(await seen()).toMatchObject({ state: 'draft', referredBy: null, referredAt: null })

  await proposePlan(member, await refOf())
  expect((await seen()).state).toBe('proposed')
  await referPlan(leader, { ...(await because('Masih terlalu rendah.')), by: 'appraiser' })
  await settlePlan(superior, await because('Ditetapkan.'))
  await expect(withdrawPlan(member, await refOf())).rejects.toMatchObject({ code: 'wrong_state' })
})

test('an amendment is settled in the place of the plan that it amends, and begins without the old disagreement', async () => {
  await referPlan(member, { ...(await because('Kami berbeda pendapat.')), by: 'employee' })
  await settlePlan(superior, await because('Ditetapkan.'))
  const revision = await amendPlan(member, { ...(await refOf()), reason: 'Strategi berubah' })
  expect(await seen(revision)).toMatchObject({ state: 'draft', referredAt: null, decidedAt: null, proposedAt: null })
  await proposePlan(member, await refOf(revision))
  await referPlan(leader, { ...(await because('Terlalu rendah.', revision)), by: 'appraiser' })
  await settlePlan(superior, await because('Ditetapkan.', revision))
  expect((await seen()).state).toBe('replaced')
  expect((await seen(revision)).state).toBe('agreed')
})

test('the superior has the days that the agency set for the day of the referral', async () => {
  const plan = { agencyId: team.agencyId, referredAt: new Date('2026-01-12T20:00:00Z') }
  expect(await planDecisionDueOn(member, plan)).toBe('2026-01-27')
  await database.owner`
    insert into performance_settings (agency_id, starts_on, plan_decision_days)
    values (${team.agencyId}, '2026-01-01', 5), (${team.agencyId}, '2026-02-01', 30)`
  expect(await planDecisionDueOn(member, plan)).toBe('2026-01-18')
})
