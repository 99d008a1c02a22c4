import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { findHistories, findHistoryRow } from './histories.server'
import type { CorrectionInput, HistoryInput } from './history'
import { typedValues } from './history-fields'
import { addHistory, correctHistory, withdrawHistory } from './history-write.server'
import { searchPositions } from './position-search.server'
import { anActor, anAgency, anEmployee, aUnit } from './register.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NIP = '198506142011032001'
let agency: number
let employee: string
let officer: Context
let wrongRank: string

beforeEach(async () => {
  agency = await anAgency(owner)
  employee = await anEmployee(owner, agency, { nip: NIP })
  officer = anActor('mutation_officer', { kind: 'agencies', agencyIds: [agency] }, { accountId: randomUUID() })
  wrongRank = await aRank('III/c', '2019-04-01')
})

async function aRank(rank: string, effectiveOn: string, source = 'import'): Promise<string> {
  const [row] = await owner<{ id: string }[]>`
    insert into rank_history (employee_id, effective_on, decree_number, decree_on, rank, service_months, source)
    values (${employee}, ${effectiveOn}, '823.3/0101/2019', '2019-03-12', ${rank}, 97, ${source}) returning id`
  if (!row) throw new Error('no rank')
  return row.id
}

const rank = (values: Record<string, string> = {}): HistoryInput => ({
  employeeId: employee,
  kind: 'rank',
  effectiveOn: '2019-04-01',
  decreeNumber: '823.3/0101/2019',
  decreeOn: '2019-03-12',
  decreeBy: 'Bupati',
  reason: 'SK menyebut III/b, tercatat III/c',
  values: { ...typedValues('rank', null), rank: 'III/b', serviceMonths: '97', ...values },
})
const inPlaceOf = (replacesId: string, input = rank()): CorrectionInput => ({ ...input, replacesId })

const current = async () => {
  const [row] =
    await owner`select rank::text, rank_since::text, pns_on::text, status::text from employees where id = ${employee}`
  return row
}

test('a corrected row stays beside the one that takes its place, and the current values follow', async () => {
  expect(await current()).toMatchObject({ rank: 'III/c' })
  await correctHistory(officer, inPlaceOf(wrongRank))

  expect(await current()).toMatchObject({ rank: 'III/b', rank_since: '2019-04-01' })
  const rows = (await findHistories(officer, employee))?.rank
  expect(rows).toMatchObject([
    { rank: 'III/b', isReplaced: false, replacesId: wrongRank, reason: 'SK menyebut III/b, tercatat III/c' },
    { rank: 'III/c', isReplaced: true, id: wrongRank },
  ])
  expect(await findHistoryRow(officer, 'rank', employee, wrongRank)).toMatchObject({ isStanding: false })
})

test('the audit trail says what was before and after, of whom and why; the nominatif is due again', async () => {
  await owner`delete from nominative_stale`
  await correctHistory(officer, inPlaceOf(wrongRank))
  const [event] = await owner`
    select event, employee_id, agency_id, reason, before->>'rank' as before, after->>'rank' as after
    from audit_events where event like 'history.%'`
  expect(event).toEqual({
    event: 'history.correct',
    employee_id: employee,
    agency_id: agency,
    reason: 'SK menyebut III/b, tercatat III/c',
    before: 'III/c',
    after: 'III/b',
  })
  expect(await owner`select employee_id from nominative_stale`).toMatchObject([{ employee_id: employee }])
})

test('a row that somebody replaced meanwhile is not replaced again, and the late one is told', async () => {
  await correctHistory({ ...officer, actor: { ...officer.actor, name: 'Rudi' } }, inPlaceOf(wrongRank))
  await expect(correctHistory(officer, inPlaceOf(wrongRank, rank({ rank: 'II/d' })))).rejects.toMatchObject({
    code: 'history.replaced',
    facts: { name: 'Rudi' },
  })
  expect(await current()).toMatchObject({ rank: 'III/b' })
})

test('of two who correct one row at once one wins', async () => {
  const both = await Promise.allSettled([
    correctHistory(officer, inPlaceOf(wrongRank)),
    correctHistory(officer, inPlaceOf(wrongRank, rank({ rank: 'II/d' }))),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'history.replaced' } })
  const [count] = await owner`select count(*)::int as rows from rank_history where replaces_id = ${wrongRank}`
  expect(count).toEqual({ rows: 1 })
})

test("a person of another agency does not exist, and nobody's own file is theirs to change", async () => {
  const foreign = anActor('mutation_officer', { kind: 'agencies', agencyIds: [await anAgency(owner)] })
  await expect(correctHistory(foreign, inPlaceOf(wrongRank))).rejects.toMatchObject({ code: 'not_found' })
  await expect(addHistory(foreign, rank())).rejects.toMatchObject({ code: 'not_found' })
  const self = { ...officer, actor: { ...officer.actor, employeeId: employee } }
  await expect(correctHistory(self, inPlaceOf(wrongRank))).rejects.toMatchObject({ code: 'duty.own_file' })
  expect(await current()).toMatchObject({ rank: 'III/c' })
})

test('a row of one person is not replaced in the file of another', async () => {
  const other = await anEmployee(owner, agency, { nip: '198506142011032002' })
  const input = { ...inPlaceOf(wrongRank), employeeId: other }
  await expect(correctHistory(officer, input)).rejects.toMatchObject({ code: 'not_found' })
})

test('what a decree signed here has written is not rewritten by hand', async () => {
  const signed = await aRank('III/d', '2023-04-01', 'proposal')
  await expect(correctHistory(officer, inPlaceOf(signed))).rejects.toMatchObject({ code: 'history.from_decree' })
})

test('beside a decree signed here no other rank is recorded for its TMT', async () => {
  await aRank('III/d', '2023-04-01', 'proposal')
  const beside = { ...rank({ rank: 'IV/a' }), effectiveOn: '2023-04-01' }
  await expect(addHistory(officer, beside)).rejects.toMatchObject({ code: 'history.from_decree' })
  await addHistory(officer, { ...beside, effectiveOn: '2023-05-01' })
  expect(await current()).toMatchObject({ rank: 'IV/a' })
})

test('a value outside its table or shape, and a date that cannot be, come back on their fields', async () => {
  const refused = (input: HistoryInput) => expect(addHistory(officer, input)).rejects
  await refused(rank({ promotionType: 'KILAT' })).toMatchObject({
    fields: { 'values.promotionType': 'history.not_in_table' },
  })
  await refused(rank({ rank: 'V/a' })).toMatchObject({ fields: { 'values.rank': expect.anything() } })
  await refused({ ...rank(), effectiveOn: '2010-04-01' }).toMatchObject({
    fields: { effectiveOn: 'history.before_service' },
  })
  expect(await owner`select 1 from rank_history where source = 'update'`).toEqual([])
})

test('nothing to correct is no correction', async () => {
  await owner`update rank_history set decree_by = 'Bupati' where id = ${wrongRank}`
  const same = inPlaceOf(wrongRank, rank({ rank: 'III/c' }))
  await expect(correctHistory(officer, same)).rejects.toMatchObject({ code: 'history.unchanged' })
})

test('a withdrawn row no longer counts, and stays', async () => {
  await aRank('III/b', '2015-04-01')
  await withdrawHistory(officer, { employeeId: employee, kind: 'rank', id: wrongRank, reason: 'Milik orang lain' })
  expect(await current()).toMatchObject({ rank: 'III/b', rank_since: '2015-04-01' })
  const rows = (await findHistories(officer, employee))?.rank ?? []
  expect(rows.filter((row) => row.isVoid)).toMatchObject([{ replacesId: wrongRank, reason: 'Milik orang lain' }])
})

test('a missing post is added, and becomes the current one', async () => {
  const unit = await aUnit(owner, agency)
  const [post] = await owner<{ id: number }[]>`
    insert into positions (kind, name) values ('executing', 'Pengolah Data Uji') returning id`
  await addHistory(officer, {
    ...rank(),
    kind: 'position',
    effectiveOn: '2021-05-17',
    values: {
      ...typedValues('position', null),
      positionId: String(post?.id),
      unitId: String(unit),
      assignment: 'definitive',
    },
  })
  const [row] = await owner`select position_name, position_since::text from employees where id = ${employee}`
  expect(row).toEqual({ position_name: 'Pengolah Data Uji', position_since: '2021-05-17' })
})

test('a post is found by words of its title, and only in the own agency when it is structural', async () => {
  const [other, unit] = [await anAgency(owner), await aUnit(owner, agency)]
  const stranger = await anEmployee(owner, other, { nip: '198506142011032002' })
  await owner`insert into positions (kind, name) values ('executing', 'Pengolah Data Uji'),
    ('structural', 'Kepala Seksi Data Uji'), ('structural', 'Kepala Seksi Data Lain')`
  await owner`update units set head_title = 'Kepala Seksi Data Uji' where id = ${unit}`
  await owner`update units set head_title = 'Kepala Seksi Data Lain' where id = ${await aUnit(owner, other)}`

  const found = async (typed: string) => (await searchPositions(officer, employee, typed)).map(({ label }) => label)
  expect(await found('uji data')).toEqual(['Kepala Seksi Data Uji', 'Pengolah Data Uji'])
  expect(await found('pengolah data u')).toEqual(['Pengolah Data Uji'])
  expect(await found('seksi data lain')).toEqual([])
  expect(await found('u')).toEqual([])
  await expect(searchPositions(officer, stranger, 'uji')).rejects.toMatchObject({ code: 'not_found' })

  const [foreign] = await owner`select id from positions where name = 'Kepala Seksi Data Lain'`
  const values = { ...typedValues('position', null), unitId: String(unit) }
  const post = { ...values, positionId: String(foreign?.id), assignment: 'definitive' }
  await expect(addHistory(officer, { ...rank(), kind: 'position', values: post })).rejects.toMatchObject({
    fields: { 'values.positionId': 'history.not_in_table' },
  })
})

test('the TMT PNS of a person follows the corrected appointment', async () => {
  const appointment = (effectiveOn: string): HistoryInput => ({
    ...rank(),
    kind: 'appointment',
    effectiveOn,
    values: { ...typedValues('appointment', null), status: 'pns' },
  })
  await addHistory(officer, appointment('2012-03-01'))
  expect(await current()).toMatchObject({ pns_on: '2012-03-01', status: 'pns' })
  const row = (await findHistories(officer, employee))?.appointment[0]
  await correctHistory(officer, { ...appointment('2012-04-01'), replacesId: row?.id ?? '' })
  expect(await current()).toMatchObject({ pns_on: '2012-04-01', status: 'pns' })
})

test('the form shows a stored row so that it can be sent back as it is', async () => {
  const found = await findHistoryRow(officer, 'rank', employee, wrongRank)
  expect(typedValues('rank', found?.row ?? null)).toEqual({
    rank: 'III/c',
    promotionType: '',
    serviceMonths: '97',
    salaryRupiah: '',
    technicalApprovalNumber: '',
    technicalApprovalOn: '',
    mainCreditThousandths: '',
    supportCreditThousandths: '',
  })
  expect(typedValues('creditPoint', { mainThousandths: 12_500 })).toMatchObject({ mainThousandths: '12,5' })
})

test("a relative's number is kept whole and listed by its end", async () => {
  const values = { ...typedValues('family', null), relation: 'spouse', status: 'married', name: 'Rina Wati' }
  const spouse = { ...values, nik: '1971055406850001', civilServantNip: '198506152011032001', ordinal: '1' }
  const input = { ...rank(), kind: 'family' as const, effectiveOn: '2012-05-06', values: spouse }
  await addHistory(officer, input)
  const histories = await findHistories(officer, employee)
  expect(histories?.family).toMatchObject([{ name: 'Rina Wati', ordinal: 1, nik: '••••••••••••0001' }])
  expect(await owner`select nik from family_history`).toMatchObject([{ nik: '1971055406850001' }])
})
