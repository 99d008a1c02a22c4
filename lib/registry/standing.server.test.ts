import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { employees } from '@/db/schema/registry'
import { loadReference } from '@/db/seed/reference'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { findEmployee } from './employees.server'
import { anActor, anAgency, anEmployee } from './register.fixture'
import { blockEmployee, changeStanding, listStandings, unblockEmployee } from './standing.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const reason = 'Surat penugasan 800/12/2026'
let agency: number
let host: number
let employee: string
let officer: Context
let verifier: Context

beforeEach(async () => {
  await loadReference(owner, readReferenceRows())
  agency = await anAgency(owner)
  host = await anAgency(owner, 'Pemerintah Kota Peminjam')
  employee = await anEmployee(owner, agency, { nip: '198506142011032001', nik: '1901015406850001' })
  const scope = { kind: 'agencies' as const, agencyIds: [agency] }
  officer = anActor('mutation_officer', scope, { accountId: randomUUID() })
  const ofBkn = await anEmployee(owner, host, { nip: '198001012005011009' })
  const account = await testAccount(owner, host, ['bkn_verifier'], ofBkn)
  verifier = anActor('bkn_verifier', scope, { accountId: account.id })
})

/** What the officer sees and sends back. */
async function seen() {
  const file = await findEmployee(officer, employee)
  if (!file) throw new Error('no file')
  const { id, version, legalStatus, workAgencyId, deceasedOn } = file
  const deathCertificateNumber = file.deathCertificateNumber ?? ''
  return { id, version, legalStatus, workAgencyId, deceasedOn, deathCertificateNumber, reason }
}

const events = async () =>
  (await owner`select event, before, after, reason, employee_id from audit_events where event like 'employee.%'`).map(
    (row) => ({ ...row }),
  )

test('somebody seconded is seen by the agency that borrows them, and the trail says who wrote it and why', async () => {
  const borrower = anActor('mutation_officer', { kind: 'agencies', agencyIds: [host] })
  expect(await findEmployee(borrower, employee)).toBeUndefined()
  await changeStanding(officer, { ...(await seen()), workAgencyId: host })

  expect(await findEmployee(borrower, employee)).toMatchObject({ isSeconded: true, agencyId: agency })
  expect(await events()).toMatchObject([
    {
      event: 'employee.change_standing',
      before: { legalStatus: '01', workAgencyId: agency, deceasedOn: null },
      after: { legalStatus: '01', workAgencyId: host, deceasedOn: null },
      reason,
      employee_id: employee,
    },
  ])
  await expect(changeStanding(borrower, await seen())).rejects.toMatchObject({ code: 'not_found' })
})

test('whoever died frees their NIK, and whoever left the service is called by what the table says', async () => {
  await changeStanding(officer, { ...(await seen()), deceasedOn: '2026-11-20', legalStatus: '88' })
  expect(await findEmployee(officer, employee)).toMatchObject({
    deceasedOn: '2026-11-20',
    legalStatusName: 'Pemberhentian dengan hak pensiun',
  })
  await anEmployee(owner, agency, { nip: '198506142011032002', nik: '1901015406850001' })
})

test('a day of death is not taken back once somebody else has the NIK', async () => {
  await changeStanding(officer, { ...(await seen()), deceasedOn: '2026-11-20', legalStatus: '88' })
  await anEmployee(owner, host, { nip: '198506142011032002', nik: '1901015406850001' })
  const alive = { ...(await seen()), deceasedOn: null, legalStatus: '01' }
  await expect(changeStanding(officer, alive)).rejects.toMatchObject({ code: 'merge.nik_taken' })
})

test.each([
  ['a kind that the table does not have', { legalStatus: '10' }, { legalStatus: 'history.not_in_table' }],
  ['an agency that does not exist', { workAgencyId: 999_999 }, { workAgencyId: 'history.not_in_table' }],
  ['a death to come', { deceasedOn: '2026-11-24' }, { deceasedOn: 'history.in_future' }],
  ['a death before birth', { deceasedOn: '1985-06-14' }, { deceasedOn: 'history.before_birth' }],
])('%s comes back on its field, and nothing is written', async (_, changes, fields) => {
  await expect(changeStanding(officer, { ...(await seen()), ...changes })).rejects.toMatchObject({
    code: 'invalid',
    fields,
  })
  expect(await events()).toEqual([])
})

test('nobody changes what somebody else has just changed, their own file, or nothing', async () => {
  const before = await seen()
  await changeStanding(officer, { ...before, legalStatus: '03' })
  const stale = {
    code: 'stale',
    present: { values: { legalStatus: '03', deathCertificateNumber: '', version: before.version + 1 } },
  }
  await expect(changeStanding(officer, { ...before, legalStatus: '02' })).rejects.toMatchObject(stale)
  await expect(changeStanding(officer, await seen())).rejects.toMatchObject({ code: 'history.unchanged' })
  const themselves = { ...officer, actor: { ...officer.actor, employeeId: employee } }
  await expect(changeStanding(themselves, await seen())).rejects.toMatchObject({ code: 'duty.own_file' })
})

test('whoever is told of a change is told whose it was, and of one that nobody made by hand no name', async () => {
  const before = await seen()
  const present = async () => {
    const refused = await changeStanding(officer, { ...before, legalStatus: '02' }).catch((error) => error)
    return { ...refused.present, at: typeof refused.present.at }
  }
  await changeStanding(officer, { ...before, legalStatus: '03' })
  expect(await present()).toMatchObject({ by: officer.actor.name, at: 'string' })
  await owner`update employees set version = version + 1, updated_at = now() + interval '1 second' where id = ${employee}`
  expect(await present()).toMatchObject({ by: null, at: 'object' })
})

test('BKN blocks a file and lifts the block, each with its reason', async () => {
  const file = async () => ({ id: employee, version: (await seen()).version, reason })
  await blockEmployee(verifier, await file())
  expect(await findEmployee(officer, employee)).toMatchObject({ isBlocked: true })
  await expect(blockEmployee(verifier, await file())).rejects.toMatchObject({ code: 'history.unchanged' })

  await unblockEmployee(verifier, await file())
  expect(await findEmployee(officer, employee)).toMatchObject({ isBlocked: false })
  expect(await events()).toMatchObject([
    { event: 'employee.block', before: { isBlocked: false }, after: { isBlocked: true }, reason },
    { event: 'employee.unblock', before: { isBlocked: true }, after: { isBlocked: false }, reason },
  ])
  const stranger = anActor('bkn_verifier', { kind: 'agencies', agencyIds: [host] })
  await expect(blockEmployee(stranger, await file())).rejects.toMatchObject({ code: 'not_found' })
})

test('in the database too nobody but a verifier of BKN blocks a file or lifts the block', async () => {
  const setTo = (context: Context, isBlocked: boolean) =>
    transact(context, (tx) => tx.update(employees).set({ isBlocked }).where(eq(employees.id, employee)))
  const denied = { cause: { message: 'permission denied to block this file' } }
  await expect(setTo(officer, true)).rejects.toMatchObject(denied)
  await setTo(verifier, true)
  await setTo(officer, true) // as it stands
  await expect(setTo(officer, false)).rejects.toMatchObject(denied)
  const inOtherRole: Context = { ...verifier, actor: { ...verifier.actor, role: 'auditor' } }
  await expect(setTo(inOtherRole, false)).rejects.toMatchObject(denied)
  await database.owner`delete from account_roles where account_id = ${verifier.actor.accountId}`
  await expect(setTo(verifier, false)).rejects.toMatchObject(denied)
  await database.owner`insert into acting_assignments (account_id, role, kind, post, letter_number, until)
    values (${verifier.actor.accountId}, 'bkn_verifier', 'daily', 'Verifikator', 'SP-1', ${verifier.now.toISOString()})`
  await database.owner`update acting_assignments set until = current_date + 1`
  await setTo(verifier, false)
})

test('a form offers the kinds in force in the order of their table, and every agency', async () => {
  const { legalStatuses, agencies } = await listStandings(officer)
  expect(legalStatuses[0]).toEqual({ code: '01', label: 'Aktif' })
  expect(legalStatuses.map(({ code }) => code)).toContain('99')
  expect(agencies.map(({ id }) => id)).toEqual(expect.arrayContaining([agency, host]))
})
