import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { findEmployee } from './employees.server'
import { KEPT_FIELDS, type NikCheckInput, type SupplementInput } from './main-data'
import { NO_SUPPLEMENT } from './main-data.fixture'
import { checkNik, supplementMainData } from './main-data.server'
import { anActor, anAgency, anEmployee } from './register.fixture'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

let agency: number
let employee: string
let officer: Context
let verifier: Context

beforeEach(async () => {
  agency = await anAgency(owner)
  employee = await anEmployee(owner, agency, { nip: '198506142011032001', nik: '1901015406850001' })
  const scope = { kind: 'agencies' as const, agencyIds: [agency] }
  officer = anActor('mutation_officer', scope, { accountId: randomUUID() })
  verifier = anActor('bkn_verifier', scope, { accountId: randomUUID() })
})

const file = async () => findEmployee(officer, employee)
const supplement = async (input: Partial<SupplementInput>): Promise<SupplementInput> => ({
  id: employee,
  version: (await file())?.version ?? 0,
  ...NO_SUPPLEMENT,
  ...input,
})
const answer = async (input: Partial<NikCheckInput> = {}): Promise<NikCheckInput> => ({
  id: employee,
  version: (await file())?.version ?? 0,
  answer: 'valid',
  checkedOn: '2026-11-20',
  reason: 'Jawaban Dukcapil 470/12',
  ...input,
})

test('what no import brings is recorded with its reason; a number that is not shown stays when it is left empty', async () => {
  const passport = { otherIdentityKind: 'passport', otherIdentityNumber: 'C1234567', npwpOn: '2012-05-01' } as const
  await supplementMainData(officer, await supplement({ ...passport, landline: '0717 421' }))
  await supplementMainData(officer, await supplement({ otherIdentityKind: 'passport', smartCardNumber: 'A 12' }))
  expect(await file()).toMatchObject({
    otherIdentityNumber: 'C1234567',
    landline: '0717 421',
    smartCardNumber: 'A 12',
    npwpOn: null,
  })
  const [event] = await owner`select before, after, reason from audit_events where event = 'employee.supplement'`
  expect(event).toMatchObject({
    before: { npwpOn: null },
    after: { npwpOn: '2012-05-01', otherIdentityNumber: 'C1234567' },
    reason: 'Berkas diserahkan pegawai',
  })
})

test('every column that no import brings is written, and the trail holds what changed and nothing else', async () => {
  const whole = {
    workPlace: 'Pangkalpinang',
    positionClass: '9',
    officialEmail: 'tini@babelprov.go.id',
    postalCode: '33149',
    spouseCardNumber: 'A 123456',
    healthInsuranceNumber: '0001234567890',
    taspenNumber: '470012345',
    housingNumber: 'TP-77',
    treasuryCode: '091',
  }
  await supplementMainData(officer, await supplement(whole))
  const stored = { ...whole, positionClass: 9 }
  expect(await file()).toMatchObject(stored)
  const [event] = await owner`select before, after from audit_events where event = 'employee.supplement'`
  expect(event?.after).toEqual(stored)
  expect(Object.values(event?.before ?? {})).toEqual(Object.keys(whole).map(() => null))
})

test('a field that is never shown whole stays when it is empty and is emptied by a single hyphen', async () => {
  const numbers = {
    landline: '0717 421',
    postalCode: '33149',
    healthInsuranceNumber: '0001234567890',
    taspenNumber: '470012345',
    housingNumber: 'TP-77',
  }
  const passport = { otherIdentityKind: 'passport', otherIdentityNumber: 'C1234567' } as const
  await supplementMainData(officer, await supplement({ ...numbers, ...passport }))
  await supplementMainData(officer, await supplement({ otherIdentityKind: 'passport', treasuryCode: '091' }))
  expect(await file()).toMatchObject({ ...numbers, ...passport })
  const emptied = Object.fromEntries(KEPT_FIELDS.map((name) => [name, '-']))
  await expect(
    supplementMainData(officer, await supplement({ ...emptied, otherIdentityKind: 'passport' })),
  ).rejects.toMatchObject({ fields: { otherIdentityNumber: 'identity_incomplete' } })
  await supplementMainData(officer, await supplement({ ...emptied, treasuryCode: '091' }))
  const gone = Object.fromEntries(KEPT_FIELDS.map((name) => [name, null]))
  expect(await file()).toMatchObject({ ...gone, otherIdentityKind: null, treasuryCode: '091' })
})

test('the database takes none of these numbers in another form', async () => {
  for (const wrong of [
    { treasury_code: '91' },
    { position_class: 18 },
    { postal_code: '03149' },
    { health_insurance_number: '000123456789' },
  ]) {
    await expect(owner`update employees set ${owner(wrong)} where id = ${employee}`).rejects.toThrow(/check constraint/)
  }
})

test('half an identity, a day to come and a day before birth are refused on their fields', async () => {
  const refused = async (input: Partial<SupplementInput>) =>
    supplementMainData(officer, await supplement(input)).catch(({ code, fields }) => ({ code, ...fields }))
  expect(await refused({ otherIdentityKind: 'passport' })).toMatchObject({ otherIdentityNumber: 'identity_incomplete' })
  await supplementMainData(officer, await supplement({ otherIdentityKind: 'permit', otherIdentityNumber: 'K-1' }))
  expect(await refused({ otherIdentityKind: 'passport' })).toMatchObject({ otherIdentityNumber: 'identity_incomplete' })
  await supplementMainData(officer, await supplement({ otherIdentityKind: '', otherIdentityNumber: '' }))
  expect(await refused({ otherIdentityNumber: 'C1234567' })).toMatchObject({ otherIdentityKind: 'identity_incomplete' })
  expect(await refused({ npwpOn: '2026-11-24' })).toMatchObject({ npwpOn: 'history.in_future' })
  expect(await refused({ taspenOn: '1985-06-14' })).toMatchObject({ taspenOn: 'history.before_birth' })
  expect(await refused({})).toEqual({ code: 'history.unchanged' })
})

test('who is told of a change is handed what the form holds, and nothing that it hides', async () => {
  const before = await supplement({ birthPlaceCode: 'A5EB' })
  await supplementMainData(officer, await supplement({ landline: '0717 421', npwpOn: '2012-05-01' }))
  const { present } = await supplementMainData(officer, before).catch((error) => error)
  const hidden = new Set<string>(['id', 'reason', ...KEPT_FIELDS])
  const form = Object.fromEntries(Object.entries(before).filter(([name]) => !hidden.has(name)))
  const now = { ...form, birthPlaceCode: '', npwpOn: '2012-05-01', version: before.version + 1 }
  expect(present.values).toEqual(now)
  const { present: asked } = await checkNik(verifier, { ...(await answer()), version: 0 }).catch((error) => error)
  expect(Object.keys(asked.values)).toEqual(['version'])
})

test('nobody changes their own file, and none of another agency', async () => {
  const oneself = { ...officer, actor: { ...officer.actor, employeeId: employee } }
  const foreign = anActor('mutation_officer', { kind: 'agencies', agencyIds: [await anAgency(owner)] })
  const input = await supplement({ birthPlaceCode: 'A5EB' })
  await expect(supplementMainData(oneself, input)).rejects.toMatchObject({ code: 'duty.own_file' })
  await expect(supplementMainData(foreign, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(checkNik(foreign, await answer())).rejects.toMatchObject({ code: 'not_found' })
})

test('what Dukcapil answered is recorded with day and reason, and is forgotten with the NIK', async () => {
  await checkNik(verifier, await answer())
  expect(await file()).toMatchObject({ nikIsValid: true, nikCheckedOn: '2026-11-20' })
  const [event] = await owner`select before, after, reason from audit_events where event = 'employee.check_nik'`
  expect(event).toMatchObject({
    before: { nikIsValid: null, nikCheckedOn: null },
    after: { nikIsValid: true, nikCheckedOn: '2026-11-20' },
    reason: 'Jawaban Dukcapil 470/12',
  })
  await expect(checkNik(verifier, await answer())).rejects.toMatchObject({ code: 'history.unchanged' })
  await expect(checkNik(verifier, await answer({ checkedOn: '2026-11-24' }))).rejects.toMatchObject({
    fields: { checkedOn: 'history.in_future' },
  })
  await checkNik(verifier, await answer({ answer: 'invalid' }))
  expect(await file()).toMatchObject({ nikIsValid: false })
  await owner`update employees set nik = '1901015406850002' where id = ${employee}`
  expect(await file()).toMatchObject({ nikIsValid: null, nikCheckedOn: null })
})

test('a file without a NIK has nothing to be answered', async () => {
  await owner`update employees set nik = null where id = ${employee}`
  await expect(checkNik(verifier, await answer())).rejects.toMatchObject({ code: 'no_nik' })
})
