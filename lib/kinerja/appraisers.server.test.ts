import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { Refusal } from '@/lib/refusal'
import { anActor } from '@/lib/registry/register.fixture'
import { closeReport, countAppraised, listReports, ownAppraiser, reportAppraiser } from './appraiser-reports.server'
import { assignAppraiser } from './appraisers.server'
import { deriveAppraisers } from './derived-appraisers.server'
import { saveEntries } from './entries.server'
import { decideEvaluationObjection } from './evaluation-answer.server'
import { aPlan, aTeam, type Team } from './team.fixture'
import { countToldByAppraiser, listToldByAppraiser } from './told.server'

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

test('a unit gives its people an appraiser from the day on which it is founded, and none before', async () => {
  await database.owner`delete from appraisers`
  await database.owner`update units set head_title = 'Jabatan leader', founded_on = '2026-03-01' where id = ${team.unitId}`
  expect(await deriveAppraisers(officer(), { startsOn: '2026-02-28' })).toBe(0)
  expect(await deriveAppraisers(officer(), { startsOn: '2026-03-01' })).toBe(3)
  expect(await times()).toMatchObject([{ starts: '2026-03-01', name: 'Hidayat Selinsing', kind: 'derived' }])
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

const entry = (workOn: string, state = 'submitted') => database.owner`
  insert into daily_entries (id, employee_id, agency_id, appraiser_id, work_on, starts_minute, ends_minute, kind, text,
    state, reviewed_by, reviewed_at, approved_minutes, device_at, received_at)
  values (gen_random_uuid(), ${team.ids.member}, ${team.agencyId}, ${team.ids.leader}, ${workOn}, 480, 540, 'general', 'x',
    ${state}, ${state === 'approved' ? team.ids.leader : null}, ${state === 'approved' ? '2026-03-03' : null},
    ${state === 'approved' ? 60 : null}, now(), now())`
const addressed = async () =>
  database.owner<{ on: string; to: string; is_answered: boolean }[]>`
    select d.work_on::text as on, p.name as to, d.reviewed_by is not null as is_answered from daily_entries d
    join employees p on p.id = d.appraiser_id order by d.work_on`

test('entries from the first day of a repair on go to the new appraiser, and both are told', async () => {
  for (const day of ['2026-02-27', '2026-03-02', '2026-05-04']) await entry(day)
  await entry('2026-03-03', 'approved')
  const { actor } = officer()
  const now = new Date('2026-03-04T03:00:00Z')
  await assignAppraiser({ actor: { ...actor, accountId: team.ids.leader }, now }, ORDER)
  expect(await addressed()).toEqual([
    { on: '2026-02-27', to: 'Hidayat Selinsing', is_answered: false },
    { on: '2026-03-02', to: 'Rohani Belitung', is_answered: false },
    { on: '2026-03-03', to: 'Rohani Belitung', is_answered: true },
    { on: '2026-05-04', to: 'Hidayat Selinsing', is_answered: false },
  ])
  const since = new Date('2026-03-04T00:00:00Z')
  const told = (who: 'member' | 'superior' | 'colleague') => listToldByAppraiser(team.as(who), since)
  expect(await told('member')).toMatchObject({ appraised: [{ startsOn: '2026-03-01' }], team: [] })
  expect(await told('superior')).toMatchObject({ appraised: [], team: [{ startsOn: '2026-03-01', people: 1 }] })
  expect(await told('colleague')).toMatchObject({ appraised: [], team: [] })
  expect(await countToldByAppraiser(team.as('superior'), since)).toBe(1)
})

test('an entry that comes while the appraiser changes goes to the new one', async () => {
  await aPlan(database.owner, team, 'member', { results: ['x'] })
  const saves = Array.from({ length: 4 }, (_, at) => sendAsDevice(`2026-03-0${at + 2}`))
  await Promise.all([...saves, assignAppraiser(officer(), ORDER)])
  expect((await addressed()).map(({ to }) => to)).toEqual(Array(4).fill('Rohani Belitung'))
})

/** Asks later when it is told to. */
async function sendAsDevice(workOn: string): Promise<void> {
  try {
    await sendEntry(workOn)
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'ask_later')) throw error
    await setTimeout(20)
    await sendAsDevice(workOn)
  }
}

async function sendEntry(workOn: string): Promise<void> {
  const context = team.as('member', '2026-03-05')
  const deviceAt = context.now.toISOString()
  const none = {
    planItemId: null,
    quantity: null,
    unit: null,
    place: null,
    orderBy: null,
    orderNumber: null,
    lateReason: null,
  }
  const [answer] = await saveEntries(context, {
    owner: team.ids.member,
    sentAt: deviceAt,
    entries: [
      {
        id: crypto.randomUUID(),
        version: 0,
        workOn,
        isToday: false,
        startsMinute: 480,
        endsMinute: 540,
        kind: 'general',
        text: 'x',
        deviceAt,
        ...none,
      },
    ],
  })
  expect(answer).toMatchObject({ answer: 'saved' })
}

/** A bureau headed by the superior above the unit, which the leader heads. */
async function aTree(): Promise<void> {
  const [top] = await database.owner<{ id: number }[]>`
    insert into units (agency_id, code, name, head_title) values (${team.agencyId}, '00', 'Biro', 'Jabatan superior') returning id`
  await database.owner`update units set parent_id = ${top?.id ?? 0}, head_title = 'Jabatan leader' where id = ${team.unitId}`
  await database.owner`update employees set unit_id = ${top?.id ?? 0} where id = ${team.ids.superior}`
}

test('after a letter ends the tree of that time says who appraises, also where it changed meanwhile', async () => {
  await aTree()
  await assignAppraiser(officer(), ORDER)
  await database.owner`update units set head_title = 'Jabatan colleague' where id = ${team.unitId}`
  await deriveAppraisers(officer(), { startsOn: '2026-04-01' })
  expect(await times()).toMatchObject([
    { starts: '2020-01-01', ends: '2026-02-28', name: 'Hidayat Selinsing' },
    { starts: '2026-03-01', ends: '2026-04-30', name: 'Rohani Belitung', kind: 'acting' },
    { starts: '2026-05-01', ends: null, name: 'Tini Toboali', kind: 'derived' },
  ])
  await database.owner`delete from appraisers where employee_id = ${team.ids.member}`
  await assignAppraiser(officer(), ORDER)
  expect(await times(), 'who had nobody before').toMatchObject([
    { starts: '2026-03-01', ends: '2026-04-30', kind: 'acting' },
    { starts: '2026-05-01', ends: null, name: 'Tini Toboali', kind: 'derived' },
  ])
})

test('the tree makes no circle with a letter', async () => {
  await aTree()
  await database.owner`delete from appraisers where employee_id <> ${team.ids.superior}`
  await assignAppraiser(officer(), {
    ...ORDER,
    employeeNip: ORDER.appraiserNip,
    appraiserNip: ORDER.employeeNip,
    endsOn: '',
  })
  await expect(deriveAppraisers(officer(), { startsOn: '2026-03-01' })).rejects.toMatchObject({
    findings: [{ code: 'kinerja.appraiser_loop' }],
  })
})

test('an objection that had nobody to decide it is decided once the appraiser has a superior', async () => {
  await database.owner`delete from appraisers where employee_id = ${team.ids.leader}`
  const plan = await aPlan(database.owner, team, 'member', { year: 2025, results: ['x'] })
  await database.owner`
    insert into evaluations (plan_id, kind, starts_on, ends_on, employee_id, appraiser_id, agency_id, state, result_rating,
      behaviour_rating, predicate, ground, received_on, objected_on, objection)
    values (${plan.id}, 'annual', '2025-01-01', '2025-12-31', ${team.ids.member}, ${team.ids.leader}, ${team.agencyId},
      'objected', 'below', 'as_expected', 'needs_improvement', 'x', '2026-01-08', '2026-01-12', 'x')`
  const ref = { planId: plan.id, kind: 'annual' as const, startsOn: '2025-01-01' }
  const decision = { ...ref, text: 'Bukti cukup.', result: 'as_expected' as const, behaviour: 'as_expected' as const }
  const superior = team.as('superior', '2026-02-02')
  await expect(decideEvaluationObjection(superior, decision)).rejects.toMatchObject({ code: 'not_found' })
  await assignAppraiser(officer(), { ...ORDER, employeeNip: '197711052003121036', startsOn: '2026-01-01', endsOn: '' })
  await decideEvaluationObjection(superior, decision)
  const [row] = await database.owner`select state, predicate from evaluations`
  expect(row).toEqual({ state: 'changed', predicate: 'good' })
})

test('two letters for one person at once come one after the other', async () => {
  const april = { ...ORDER, startsOn: '2026-04-01', endsOn: '2026-05-31', letterNumber: '800/13/2026' } as const
  await Promise.all([assignAppraiser(officer(), ORDER), assignAppraiser(officer(), april)])
  const all = await times()
  expect(all.filter(({ kind }) => kind === 'acting')).toHaveLength(2)
  expect(all.at(-1)).toMatchObject({ starts: '2026-06-01', ends: null, name: 'Hidayat Selinsing' })
})
