import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { anActor } from '@/lib/registry/register.fixture'
import { closeReport, countAppraised, listReports, ownAppraiser, reportAppraiser } from './appraiser-reports.server'
import { assignAppraiser, deriveAppraisers } from './appraisers.server'
import { aTeam, type Team } from './team.fixture'

const database = await testDatabase()
afterEach(database.reset)

let team: Team
beforeEach(async () => {
  team = await aTeam(database.owner)
})

const officer = () => anActor('performance_officer', { kind: 'agencies', agencyIds: [team.agencyId] })
const times = async () =>
  database.owner<{ starts: string; ends: string | null; name: string; kind: string }[]>`
    select a.starts_on::text as starts, a.ends_on::text as ends, p.name, a.kind from appraisers a
    join employees p on p.id = a.appraiser_id where a.employee_id = ${team.ids.member} order by a.starts_on`

const ORDER = {
  employeeNip: '199003142015031002',
  appraiserNip: '197001011995031001',
  kind: 'acting',
  startsOn: '2026-03-01',
  endsOn: '2026-04-30',
  letterNumber: '800/12/2026',
  letterOn: '2026-02-27',
  reason: 'Plt. selama pendidikan',
} as const

test('the tree of units gives everybody an appraiser, and what a letter says stays', async () => {
  await database.owner`delete from appraisers where employee_id <> ${team.ids.colleague}`
  await database.owner`update appraisers set kind = 'letter', letter_number = '1', appraiser_id = ${team.ids.superior}`
  const [top] = await database.owner<{ id: number }[]>`
    insert into units (agency_id, code, name, head_title) values (${team.agencyId}, '00', 'Biro', 'Jabatan superior') returning id`
  await database.owner`update units set parent_id = ${top?.id ?? 0}, head_title = 'Jabatan leader' where id = ${team.unitId}`
  await database.owner`update employees set unit_id = ${top?.id ?? 0} where id = ${team.ids.superior}`
  expect(await deriveAppraisers(officer(), { startsOn: '2026-01-01' })).toBe(2)
  expect(await times()).toMatchObject([{ starts: '2026-01-01', name: 'Hidayat Selinsing', kind: 'derived' }])
  expect(await deriveAppraisers(officer(), { startsOn: '2026-06-01' })).toBe(0)
  await database.owner`update units set head_title = null where id = ${team.unitId}`
  await deriveAppraisers(officer(), { startsOn: '2026-07-01' })
  expect(await times()).toMatchObject([
    { starts: '2026-01-01', ends: '2026-06-30', name: 'Hidayat Selinsing' },
    { starts: '2026-07-01', ends: null, name: 'Rohani Belitung' },
  ])
  expect(await countAppraised(officer())).toEqual({ people: 4, without: 1 })
})

test('a letter takes its days alone, and makes no loop', async () => {
  await assignAppraiser(officer(), ORDER)
  expect(await times()).toEqual([
    { starts: '2020-01-01', ends: '2026-02-28', name: 'Hidayat Selinsing', kind: 'derived' },
    { starts: '2026-03-01', ends: '2026-04-30', name: 'Rohani Belitung', kind: 'acting' },
    { starts: '2026-05-01', ends: null, name: 'Hidayat Selinsing', kind: 'derived' },
  ])
  const turned = { ...ORDER, employeeNip: ORDER.appraiserNip, appraiserNip: ORDER.employeeNip, endsOn: '' } as const
  await expect(assignAppraiser(officer(), turned)).rejects.toMatchObject({
    findings: [{ code: 'kinerja.appraiser_loop' }],
  })
  await expect(assignAppraiser(officer(), { ...ORDER, appraiserNip: ORDER.employeeNip })).rejects.toMatchObject({
    findings: [{ code: 'kinerja.appraiser_loop' }],
  })
})

test('a wrong appraiser is reported once, seen by the officer of the agency, and answered by the repair', async () => {
  const member = team.as('member')
  await reportAppraiser(member, { rightful: 'Rohani Belitung', reason: 'Saya pindah ke biro' })
  await expect(reportAppraiser(member, { rightful: 'Rohani', reason: 'Sekali lagi' })).rejects.toMatchObject({
    code: 'kinerja.reported',
  })
  expect(await ownAppraiser(member)).toMatchObject({ appraiser: { name: 'Hidayat Selinsing' }, isReported: true })
  expect(await listReports(officer())).toMatchObject([{ name: 'Maya Muntok', present: 'Hidayat Selinsing' }])
  await assignAppraiser(officer(), { ...ORDER, startsOn: '2026-01-01', endsOn: '', kind: 'letter' })
  expect(await listReports(officer())).toEqual([])
  expect(await ownAppraiser(member)).toMatchObject({ appraiser: { name: 'Rohani Belitung' }, isReported: false })
  await reportAppraiser(team.as('colleague'), { rightful: 'Rohani', reason: 'Ikut pindah' })
  const [report] = await listReports(officer())
  await closeReport(officer(), { id: report?.id ?? '', answer: 'Penilai sudah sesuai' })
  expect(await listReports(officer())).toEqual([])
})
