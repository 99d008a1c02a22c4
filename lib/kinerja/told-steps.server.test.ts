import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { countNotifications, listNotifications } from '@/lib/notifications.server'
import { confirmEvaluation, rateEvaluation } from './evaluation.server'
import { answerEvaluationObjection, decideEvaluationObjection, objectToEvaluation } from './evaluation-answer.server'
import { agreePlan, proposePlan, returnPlan } from './plan-agreement.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
beforeEach(async () => {
  team = await aTeam(database.owner)
})

async function toldTo(context: Context) {
  const told = await listNotifications(context, null)
  expect(await countNotifications(context, null), 'the bell counts what the list tells').toBe(told.length)
  return told.flatMap((each) => (each.kind === 'party' ? [each] : []))
}

const eventsOf = async (context: Context) => (await toldTo(context)).map(({ event }) => event)

test('who answers a plan is told that it was proposed, its owner that it came back or was agreed', async () => {
  await database.owner`delete from appraisers where employee_id = ${team.ids.leader}`
  const { id } = await aPlan(database.owner, team, 'member', { state: 'draft', results: ['Tersusunnya arsip'] })
  await database.owner`update plan_items set leader_text = 'Perjanjian kinerja'`
  const version = async () => {
    const [row] = await database.owner<{ version: number }[]>`select version from plans where id = ${id}`
    return { id, version: row?.version ?? 0 }
  }
  await proposePlan(team.as('member', '2026-01-12'), await version())
  const [proposed] = await toldTo(team.as('leader', '2026-01-13'))
  expect(proposed).toMatchObject({ event: 'proposed', year: 2026, href: `/kinerja/skp/${id}` })
  expect(proposed?.name).toContain('Maya Muntok')
  await returnPlan(team.as('leader', '2026-01-14'), { ...(await version()), text: 'Tambah target waktu' })
  expect(await eventsOf(team.as('member', '2026-01-15'))).toEqual(['returned'])
  expect(await eventsOf(team.as('leader', '2026-01-15')), 'what was answered waits no more').toEqual([])
  await proposePlan(team.as('member', '2026-01-16'), await version())
  await agreePlan(team.as('leader', '2026-01-19'), await version())
  expect(await eventsOf(team.as('member', '2026-01-20'))).toEqual(['agreed'])
  expect(await eventsOf(team.as('colleague', '2026-01-20'))).toEqual([])
})

test('an appraiser is told of what the employee has signed, until it is signed by both', async () => {
  const { id } = await aPlan(database.owner, team, 'member', { results: ['Tersusunnya arsip'] })
  const number = `SKP/2026/${id.replaceAll('-', '').slice(0, 16).toUpperCase()}`
  const sha = '0'.repeat(64)
  await database.owner`insert into files (sha256, size_bytes, mime) values (${sha}, 1, 'application/pdf')`
  await database.owner`
    insert into half_signed_forms (kind, number, plan_id, half, file_sha256, signed_at)
    values ('performance_plan', ${number}, ${id}, '{}', ${sha}, '2026-01-15T03:00:00Z')`
  expect(await toldTo(team.as('leader', '2026-01-16'))).toMatchObject([
    { event: 'signed', href: `/kinerja/skp/${id}`, year: 2026 },
  ])
  expect(await eventsOf(team.as('colleague', '2026-01-16'))).toEqual([])
  await database.owner`
    insert into issued_documents (code, kind, template, agency_id, issued_by_agency_id, employee_id, signed_by_id, number,
      issued_on, issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count, data,
      issued_at, number_year)
    values ('0123456789AB', 'performance_plan', 'performance-plan-2', ${team.agencyId}, ${team.agencyId}, ${team.ids.member},
      ${team.ids.leader}, ${number}, '2026-01-16', 'x', 'x', 'x', 'test', 'UJI', ${sha}, 1, '{}', now(), 2026)`
  expect(await eventsOf(team.as('leader', '2026-01-17'))).toEqual([])
})

test('each side of an evaluation is told of what the others did', async () => {
  const plan = await aPlan(database.owner, team, 'member', { year: 2025, results: ['Tersusunnya arsip'] })
  const ref = { planId: plan.id, kind: 'annual' as const, startsOn: '2025-01-01' }
  const ratings = { result: 'as_expected' as const, behaviour: 'below' as const }
  const lines = plan.items.map((itemId) => ({ itemId, realisation: '12 dokumen' }))
  await confirmEvaluation(team.as('member', '2026-01-06'), { ...ref, lines })
  expect(await toldTo(team.as('leader', '2026-01-07'))).toMatchObject([
    { event: 'confirmed', href: `/kinerja/penilaian/${plan.id}/tahunan` },
  ])
  const rated = { ...ref, ...ratings, ground: 'Bukti lengkap', deviationReason: '', lines: [], values: [] }
  await rateEvaluation(team.as('leader', '2026-01-08'), rated)
  expect(await eventsOf(team.as('member', '2026-01-09'))).toEqual(['rated'])
  await objectToEvaluation(team.as('member', '2026-01-12'), { ...ref, text: 'Tugas posko tidak dihitung' })
  expect(await eventsOf(team.as('leader', '2026-01-13'))).toEqual(['objected'])
  await answerEvaluationObjection(team.as('leader', '2026-01-14'), { ...ref, text: 'Surat baru saya terima' })
  expect(await eventsOf(team.as('superior', '2026-01-15'))).toEqual(['answered', 'objected'])
  await decideEvaluationObjection(team.as('superior', '2026-01-16'), {
    ...ref,
    text: 'Surat tugas sah',
    result: 'as_expected',
    behaviour: 'as_expected',
  })
  expect(await eventsOf(team.as('member', '2026-01-17'))).toEqual(['decided', 'rated'])
  expect(await eventsOf(team.as('leader', '2026-01-17'))).toEqual(['decided', 'objected'])
})
