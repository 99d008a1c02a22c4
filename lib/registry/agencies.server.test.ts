import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { agencies } from '@/db/schema/registry'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { findAgency, listAgencyPage, listOffices, saveAgency } from '@/lib/registry/agencies.server'
import { type AgencyInput, agencyInput } from '@/lib/registry/agency-input'
import { anActor } from '@/lib/registry/register.fixture'

const database = await testDatabase()
afterAll(closeDatabase)

let admin: Context
let bkn = 0
beforeEach(async () => {
  await database.reset()
  bkn = await testAgency(database.owner, 'bkn')
  admin = anActor('bkn_admin', { kind: 'national' }, { agencyId: bkn })
})

const regency: AgencyInput = {
  id: null,
  version: '',
  code: '5201',
  name: 'Pemerintah Kabupaten Uji',
  kind: 'regency',
  servedById: '',
  officeSign: '',
  timeZone: 'Asia/Makassar',
  headTitle: 'BUPATI UJI',
  personnelUnitName: 'Badan Kepegawaian Daerah',
  seat: 'Uji',
  address: '',
  website: '',
  letterPattern: '800/{n}/BKD/{year}',
  decreePattern: '823/{n}/BKD/{year}',
  logo: '',
  emblem: '',
}
const office: AgencyInput = { ...regency, code: '0107', name: 'Kantor Regional VII', kind: 'regional_office' }

async function save(context: Context, changes: Partial<AgencyInput>): Promise<number> {
  const input = agencyInput.parse({ ...regency, servedById: String(bkn), ...changes })
  await saveAgency(context, input)
  const [row] = await database.owner<{ id: number }[]>`select id from agencies where code = ${input.code}`
  return row?.id ?? 0
}

const versionOf = async (id: number) => (await findAgency(admin, id))?.version ?? ''

const onField = (field: string, code: string) => expect.objectContaining({ fields: { [field]: code } })

test('an administrator of BKN adds an office and an agency that it serves, and each leaves its event', async () => {
  const served = await save(admin, { ...office, servedById: String(bkn), officeSign: 'g' })
  const id = await save(admin, { servedById: String(served) })
  expect(await findAgency(admin, served)).toMatchObject({ officeSign: 'G', servedById: bkn })
  expect(await findAgency(admin, id)).toMatchObject({ seat: 'Uji', servedById: served, timeZone: 'Asia/Makassar' })
  expect((await listOffices(admin)).map((one) => one.id)).toEqual(expect.arrayContaining([bkn, served]))
  expect(await listAgencyPage(admin, 'kabupaten', 1)).toMatchObject({
    total: 1,
    rows: [{ code: '5201', officeName: 'Kantor Regional VII' }],
  })
  const events = await database.owner`select event, agency_id, after ->> 'code' as code from audit_events order by seq`
  expect(events).toEqual([
    { event: 'agency.update', agency_id: served, code: '0107' },
    { event: 'agency.update', agency_id: id, code: '5201' },
  ])
})

test('two administrators change one agency: the second is told what stands there now and who wrote it, and nothing of theirs is stored', async () => {
  const id = await save(admin, {})
  const version = await versionOf(id)
  await save(admin, { id, version, seat: 'Kota Uji' })
  const values = { ...regency, id, version: await versionOf(id), seat: 'Kota Uji', servedById: String(bkn) }
  await expect(save(admin, { id, version, seat: 'Lain' })).rejects.toMatchObject({
    code: 'stale',
    present: { values, by: admin.actor.name, at: expect.stringMatching(/^\d{4}-/) },
  })
  expect(await findAgency(admin, id)).toMatchObject({ seat: 'Kota Uji' })
  expect(await database.owner`select from audit_events`).toHaveLength(2)
})

test.each([
  ['a code that another agency has', 'code', 'agency_code_taken', { name: 'Pemerintah Kota Uji' }],
  ['a second BKN', 'kind', 'agency_bkn_exists', { code: '0002', kind: 'bkn', officeSign: 'Q' }],
  ['an office that is none of BKN', 'servedById', 'agency_office_unknown', { code: '5202', servedById: '999999' }],
] as const)('%s is refused on its field', async (_, field, code, changes) => {
  await save(admin, {})
  await expect(save(admin, changes)).rejects.toEqual(onField(field, code))
})

test('two offices never number with the same sign', async () => {
  await save(admin, { ...office, servedById: String(bkn), officeSign: 'G' })
  const second = { ...office, code: '0108', servedById: String(bkn), officeSign: 'G' }
  await expect(save(admin, second)).rejects.toEqual(onField('officeSign', 'agency_sign_taken'))
})

test('an agency that people have accounts at keeps its kind', async () => {
  const id = await save(admin, {})
  await testAccount(database.owner, id, ['mutation_officer'])
  const version = await versionOf(id)
  await expect(save(admin, { id, version, kind: 'city' })).rejects.toEqual(onField('kind', 'agency_kind_fixed'))
  await expect(save(admin, { id, version, name: 'Pemerintah Kabupaten Baru' })).resolves.toBe(id)
})

test('the database lets nobody of an agency or of a regional office write agencies', async () => {
  const scope = { kind: 'agencies', agencyIds: [bkn] } as const
  for (const role of ['bkn_admin', 'mutation_officer'] as const) {
    const other = anActor(role, scope, { agencyId: bkn })
    await expect(save(other, {})).rejects.toThrow()
    await expect(transact(other, (tx) => tx.update(agencies).set({ seat: 'x' }))).rejects.toThrow()
  }
  expect(await database.owner`select from agencies where seat = 'x' or code = '5201'`).toHaveLength(0)
})

test.each([
  ['code', { code: '12' }],
  ['servedById', { servedById: '' }],
  ['officeSign', { kind: 'regional_office' }],
  ['letterPattern', { letterPattern: '800/{n}/BKD' }],
  ['decreePattern', { decreePattern: '823/{n}/{unit}/{year}' }],
  ['seat', { seat: ' ' }],
] as const)('a form with a wrong %s is not taken', (field, changes) => {
  const { error } = agencyInput.safeParse({ ...regency, servedById: String(bkn), ...changes })
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
})

const SHIELD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 48"><path d="M2 2h36v28L20 46 2 30z"/></svg>'

test('a logo and an emblem are kept without what could act, and the trail keeps which they were', async () => {
  const acting = SHIELD.replace('<path', '<script>alert(1)</script><image href="http://elsewhere.example/x.png"/><path')
  const id = await save(admin, { logo: acting.replace('<svg', '<svg onload="alert(1)"'), emblem: SHIELD })
  const found = await findAgency(admin, id)
  expect(found?.emblem).toContain('M2 2h36v28L20 46 2 30z')
  expect(found?.logo).toBe(found?.emblem)
  const [event] = await database.owner<{ after: { emblem: string } }[]>`
    select after from audit_events where event = 'agency.update' and subject_id = ${String(id)}`
  expect(event?.after.emblem).toMatch(/^[0-9a-f]{64}$/)
  await save(admin, { id, version: found?.version ?? '', logo: '' })
  expect(await findAgency(admin, id)).toMatchObject({ logo: null })
})

test.each([
  ['drawing_wrong', '<svg xmlns="http://www.w3.org/2000/svg"><path>'],
  ['drawing_wrong', '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'],
  ['drawing_unprintable', '<svg xmlns="http://www.w3.org/2000/svg" width="-1" height="3"><path d="M0 0h1"/></svg>'],
  ['drawing_unprintable', SHIELD.replace('</svg>', '<text x="1" y="9">漢</text></svg>')],
])('a drawing is refused with %s: %#', async (code, logo) => {
  await expect(save(admin, { logo })).rejects.toEqual(onField('logo', code))
  expect((await listAgencyPage(admin, '5201', 1)).total).toBe(0)
})

test('a drawing has at most 100,000 characters and is SVG', () => {
  const refusedWith = (emblem: string) =>
    agencyInput.safeParse({ ...regency, servedById: '1', emblem }).error?.issues[0]?.message
  const padded = (length: number) => SHIELD.padEnd(length, ' ')
  expect(refusedWith(padded(100_000))).toBeUndefined()
  expect(refusedWith(padded(100_001))).toBe('drawing_too_large')
  expect(refusedWith('\u0089PNG')).toBe('drawing_wrong')
})
