import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { recordList } from '@/lib/list-audit.server'
import { writeList } from '@/lib/list-write.server'
import { anActor, anAgency } from '@/lib/registry/register.fixture'
import { exchangeSource, exchangeYear, listExchange } from './exchange.server'
import { aPlan, aTeam, type Team } from './team.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

let team: Team
beforeEach(async () => {
  team = await aTeam(owner)
  for (const who of ['member', 'colleague'] as const) {
    const { id } = await aPlan(owner, team, who, { year: 2025, results: ['Tersusunnya daftar arsip'] })
    await owner`
      insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id, state, result_rating,
        behaviour_rating, predicate, ground, received_on)
      values (${id}, 'annual', '2025-01-01', '2025-12-31', ${team.ids[who]}, ${team.ids.leader}, ${team.agencyId},
        'received', 'as_expected', 'above', 'good', 'x', current_date - 14)`
  }
})

const officer = (agencyId = team.agencyId) =>
  anActor('performance_officer', { kind: 'agencies', agencyIds: [agencyId] }, { agencyId })
const names = async (context = officer(), year = 2025) =>
  (await listExchange(context, year, 1)).rows.map(({ employee }) => employee.name)
const accept = (who: 'member' | 'colleague') =>
  owner`update evaluations set state = 'accepted' where employee_id = ${team.ids[who]}`

test('what may still be objected to does not go to SIASN, what is final does, of the own agency and year', async () => {
  expect(await names()).toEqual([])
  await accept('member')
  expect(await names()).toEqual(['Maya Muntok'])
  await owner`update evaluations set received_on = current_date - 15 where state = 'received'`
  expect(await names()).toEqual(['Maya Muntok', 'Tini Toboali'])
  expect(await listExchange(officer(), 2025, 9), 'beyond the last page').toMatchObject({ rows: [], total: 2 })
  expect(await names(officer(), 2024)).toEqual([])
  expect(await names(officer(await anAgency(owner, 'Pemerintah Kota Uji')))).toEqual([])
})

test('the file has the names and codes of SIASN, and each person in it finds that it was taken along', async () => {
  await accept('member')
  const source = await exchangeSource(officer(), { tahun: '2025' })
  const stream = new PassThrough()
  const [file] = await Promise.all([text(stream), writeList(officer(), source, 'csv', stream)])
  const [headers, line, ...more] = file.trim().split(/\r?\n/)
  expect(headers).toContain('kuadranKinerjaNilai')
  expect(line).toMatch(/^2025;TAHUNAN;1;2025;12;2025;199003142015031002;Maya Muntok;2;1;2;197711052003121036;/)
  expect(more).toEqual([])
  await recordList(officer(), 'evaluation.export', source, { format: 'csv', query: {}, rows: 1 })
  const told = await owner`
    select employee_id as id from audit_events where event = 'evaluation.export' and employee_id is not null`
  expect(told).toMatchObject([{ id: team.ids.member }])
})

test('a year that is none, or before PermenPANRB 6/2022, is the last one', () => {
  const context = { now: new Date('2026-11-16T03:00:00Z') }
  expect(['2025', '2026', '2027', '2022', '2021', 'x', ''].map((tahun) => exchangeYear({ tahun }, context))).toEqual([
    2025, 2026, 2025, 2022, 2025, 2025, 2025,
  ])
})
