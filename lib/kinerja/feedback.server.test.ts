import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { giveFeedback, listFeedback } from '@/lib/kinerja/feedback.server'
import { remindTeam } from '@/lib/kinerja/remind.server'
import { aPlan, aTeam, type Team } from '@/lib/kinerja/team.fixture'
import { countNotifications, listNotifications } from '@/lib/notifications.server'

const database = await testDatabase()
const { owner, app } = database
afterAll(database.reset)

let team: Team
let plan: { id: string; items: string[] }

beforeEach(async () => {
  await database.reset()
  team = await aTeam(owner)
  plan = await aPlan(owner, team, 'member', { results: ['Teragendakannya surat masuk'] })
})

const codeOf = (work: Promise<unknown>) => work.then(() => 'done').catch((error) => error.code)
const say = (who: Parameters<Team['as']>[0], about: string) =>
  giveFeedback(team.as(who), { planId: plan.id, about, text: 'Rapi, dan selalu sebelum pukul sepuluh' })

test('the appraiser says something about a result or a value, and the person reads it at once', async () => {
  await say('leader', plan.items[0] ?? '')
  await say('leader', 'collaborative')
  const read = await listFeedback(team.as('member'), plan.id)
  expect(read.map(({ item, value, authorName }) => [item, value, authorName]).sort()).toEqual(
    [
      ['Teragendakannya surat masuk', null, 'Hidayat Selinsing'],
      [null, 'collaborative', 'Hidayat Selinsing'],
    ].sort(),
  )
  const all = await listNotifications(team.as('member', '2026-02-03'), null)
  const told = all.filter(({ kind }) => kind === 'feedback')
  expect(told.map(({ kind, href }) => [kind, href])).toEqual([
    ['feedback', `/kinerja/skp/${plan.id}`],
    ['feedback', `/kinerja/skp/${plan.id}`],
  ])
  expect(await countNotifications(team.as('member', '2026-02-03'), null)).toBe(all.length)
  expect(await countNotifications(team.as('leader', '2026-02-03'), null)).toBe(0)
  const events = await owner`select event, employee_id as employee from audit_events`
  expect(events).toEqual([
    { event: 'plan.feedback', employee: team.ids.member },
    { event: 'plan.feedback', employee: team.ids.member },
  ])
})

test('only the appraiser gives it, about the plan’s own results, once both have agreed', async () => {
  expect(await codeOf(say('member', 'service'))).toBe('not_found')
  expect(await codeOf(say('colleague', 'service'))).toBe('not_found')
  expect(await codeOf(say('superior', 'service'))).toBe('not_found')
  const other = await aPlan(owner, team, 'colleague', { results: ['Lain'] })
  expect(await codeOf(say('leader', other.items[0] ?? ''))).toBe('not_found')
  await owner`update plans set state = 'proposed', agreed_at = null where id = ${plan.id}`
  expect(await codeOf(say('leader', 'service'))).toBe('wrong_state')
  expect(await listFeedback(team.as('colleague'), plan.id)).toEqual([])
})

test('what was said is neither changed nor taken back, nor written in another one’s name', async () => {
  await say('leader', 'service')
  const as = (employee: string, statement: string) =>
    app.begin(async (tx) => {
      await tx`select set_config('satya.employee', ${employee}, true)`
      await tx.unsafe(statement)
    })
  await expect(as(team.ids.leader, `update plan_feedback set text = 'Lain'`)).rejects.toThrow('permission denied')
  await expect(as(team.ids.leader, 'delete from plan_feedback')).rejects.toThrow('permission denied')
  const forged = `insert into plan_feedback (plan_id, value, author_id, author_name, text, written_at)
    values ('${plan.id}', 'service', '${team.ids.leader}', 'Hidayat', 'Bagus', now())`
  await expect(as(team.ids.member, forged)).rejects.toThrow('row-level security')
})

test('whoever has an empty day is reminded of it once, and told', async () => {
  const leader = team.as('leader', '2026-02-06') // Friday, ten in the morning
  expect(await remindTeam(leader, '2026-02-06')).toBe(2)
  expect(await codeOf(remindTeam(leader, '2026-02-02'))).toBe('kinerja.nobody_to_remind')
  const [told] = await listNotifications(team.as('member', '2026-02-07'), null)
  expect(told).toMatchObject({ kind: 'reminder', days: 4, from: '2026-02-02' })
  expect(await listNotifications(team.as('superior', '2026-02-07'), null)).toEqual([])
  expect(await remindTeam(team.as('leader', '2026-02-07'), '2026-02-06')).toBe(2)
})

test('two presses at once remind once', async () => {
  const leader = team.as('leader', '2026-02-06')
  const answers = await Promise.all([
    codeOf(remindTeam(leader, '2026-02-06')),
    codeOf(remindTeam(leader, '2026-02-06')),
  ])
  expect(answers.sort()).toEqual(['done', 'kinerja.nobody_to_remind'])
  const [count] = await owner`select count(*)::int as sent from entry_reminders`
  expect(count?.sent).toBe(2)
})
