import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { findSession } from '@/lib/auth/sessions.server'
import { signIn } from '@/lib/auth/sign-in.server'
import { type TestAccount, testAccount, testSession } from '@/lib/auth/testing.server'
import { addDays, civilDateIn } from '@/lib/civil-date'
import { applyRun } from '@/lib/import/apply-run.server'
import { checkRun } from '@/lib/import/check-run.server'
import { givenAgency, givenUnit, officerOf, uploaded } from '@/lib/import/import.fixture'
import { csvOf } from '@/lib/import/people.fixture'
import { undoRun } from '@/lib/import/undo-run.server'
import { findEmployee } from '@/lib/registry/employees.server'
import type { HistoryInput } from '@/lib/registry/history'
import { typedValues } from '@/lib/registry/history-fields'
import { addHistory, correctHistory, withdrawHistory } from '@/lib/registry/history-write.server'
import { refreshDueEmployees } from '@/lib/registry/refresh.server'
import type { StandingInput } from '@/lib/registry/standing'
import { blockEmployee, changeStanding } from '@/lib/registry/standing.server'

vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-leavers-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const reason = 'Surat tugas 800/12/2026'
const now = new Date()
const today = civilDateIn('Asia/Jakarta', now)
let agencyId: number
let officer: Context
let holder: string
let account: TestAccount
let open: { role: 'mutation_officer' | 'employee'; id: string }[]

/** Somebody who came with a workbook, works in unit 0101, and has two sessions open. */
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
  await givenAgency(owner, '7200')
  await givenUnit(owner, agencyId, '0101')
  await givenUnit(owner, agencyId, '0102')
  officer = officerOf(agencyId)
  await imported({})
  const [person] = await owner<{ id: string }[]>`select id from employees`
  holder = person?.id ?? ''
  account = await testAccount(owner, agencyId, ['mutation_officer', 'employee'], holder)
  open = await Promise.all(
    (['mutation_officer', 'employee'] as const).map(async (role) => ({
      role,
      id: (await testSession(owner, account.id, role)).id,
    })),
  )
  expect(await standing()).toEqual({ state: 'active', reason: null, sessions: 2 })
})

async function imported(person: Parameters<typeof csvOf>[0][number]): Promise<string> {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf([person]))
  const runId = await uploaded(officer, path, 'pegawai.csv')
  await checkRun(officer, runId)
  await applyRun(officer, runId, 'all_or_nothing')
  return runId
}

/** The account, why it is closed, and how many of its sessions still open a page. */
async function standing() {
  const [row] = await owner`select state, state_reason from accounts where id = ${account.id}`
  const found = await Promise.all(open.map(({ id }) => findSession(id, new Date())))
  return { state: row?.state, reason: row?.state_reason, sessions: found.filter(Boolean).length }
}

/** Closed, nobody still inside, nobody let in again, and the trail says so once. */
async function expectClosed(why: string): Promise<void> {
  expect(await standing()).toEqual({ state: 'disabled', reason: why, sessions: 0 })
  const attempt = signIn({ userId: account.userId, password: account.password, userAgent: null }, new Date())
  await expect(attempt).rejects.toMatchObject({ code: 'sign_in_failed' })
  const events = await owner`
    select actor_name, reason, employee_id from audit_events where event = 'account.disable' and subject_id = ${account.id}`
  expect(events.map((row) => ({ ...row }))).toEqual([{ actor_name: 'Satya', reason: why, employee_id: holder }])
}

async function expectOpen(): Promise<void> {
  expect(await standing()).toEqual({ state: 'active', reason: null, sessions: 2 })
}

async function stand(changes: Partial<StandingInput>): Promise<void> {
  const file = await findEmployee(officer, holder)
  if (!file) throw new Error('no file')
  const { id, version, legalStatus, workAgencyId, deceasedOn } = file
  await changeStanding(officer, {
    id,
    version,
    legalStatus,
    workAgencyId,
    deceasedOn,
    deathCertificateNumber: '',
    reason,
    ...changes,
  })
}

/** A post in a unit, as a decree of mutation says it. */
async function posting(unitCode: string, effectiveOn: string): Promise<HistoryInput> {
  const [unit] = await owner`select id from units where agency_id = ${agencyId} and code = ${unitCode}`
  const [post] = await owner`select id from positions where name = 'Pengelola Kepegawaian'`
  return {
    employeeId: holder,
    kind: 'position',
    effectiveOn,
    decreeNumber: '824/77/BKD/2026',
    decreeOn: today,
    decreeBy: 'Gubernur',
    reason: 'SK mutasi',
    values: {
      ...typedValues('position', null),
      positionId: `${post?.id}`,
      unitId: `${unit?.id}`,
      assignment: 'definitive',
    },
  }
}

test.each([
  ['holder_deceased', 'a death', { deceasedOn: addDays(today, -1) }],
  ['holder_left_service', 'a pension', { legalStatus: '99' }],
  ['holder_left_service', 'a suspension', { legalStatus: '04' }],
])('%s: %s recorded by an officer closes the account and ends its sessions', async (why, _, changes) => {
  await stand(changes)
  await expectClosed(why)
})

test('holder_left_agency: a secondment to another agency closes the account and ends its sessions', async () => {
  const [host] = await owner`select id from agencies where code = '7200'`
  await stand({ workAgencyId: host?.id })
  await expectClosed('holder_left_agency')
})

test('a block by BKN stops promotions, not the account', async () => {
  const { id: accountId } = await testAccount(owner, agencyId, ['bkn_verifier'])
  const verifier: Context = { ...officer, actor: { ...officer.actor, role: 'bkn_verifier', accountId } }
  await blockEmployee(verifier, { id: holder, version: (await findEmployee(officer, holder))?.version ?? 0, reason })
  await expectOpen()
})

test('holder_left_unit: a mutation decree to another unit closes it; one within the unit does not', async () => {
  await addHistory(officer, await posting('0101', addDays(today, -10)))
  await expectOpen()
  await addHistory(officer, await posting('0102', addDays(today, -1)))
  await expectClosed('holder_left_unit')
})

test('holder_left_unit: the unit of a post, corrected by an officer, closes it too', async () => {
  const [post] = await owner<{ id: string }[]>`select id from position_history where employee_id = ${holder}`
  await correctHistory(officer, { ...(await posting('0102', '2024-04-01')), replacesId: post?.id ?? '' })
  await expectClosed('holder_left_unit')
})

test('holder_left_unit: a post that is taken away leaves its holder no unit and no account', async () => {
  const [post] = await owner<{ id: string }[]>`select id from position_history where employee_id = ${holder}`
  await withdrawHistory(officer, { employeeId: holder, kind: 'position', id: post?.id ?? '', reason })
  await expectClosed('holder_left_unit')
})

test('a mutation for a day to come closes the account on that day, by the daily run', async () => {
  await addHistory(officer, await posting('0102', addDays(today, 1)))
  await refreshDueEmployees(new Date())
  await expectOpen()
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica` // a day goes by: nothing but the dates have changed
    await tx`
      update position_history set effective_on = current_date, recorded_at = now() - interval '2 days'
      where employee_id = ${holder} and effective_on > current_date`
  })
  await refreshDueEmployees(new Date())
  await expectClosed('holder_left_unit')
})

test('a promotion is no departure', async () => {
  await addHistory(officer, {
    ...(await posting('0101', addDays(today, -1))),
    kind: 'rank',
    effectiveOn: '2026-04-01',
    decreeOn: '2026-03-12',
    values: { ...typedValues('rank', null), rank: 'III/b', serviceMonths: '195' },
  })
  expect(await findEmployee(officer, holder)).toMatchObject({ rank: 'III/b' })
  await expectOpen()
})

test('holder_left_unit: a workbook that moves somebody closes the account; one that brings an address does not', async () => {
  await imported({ alamat: 'Jalan Baru 7' })
  await expectOpen()
  const moved = await imported({ alamat: 'Jalan Baru 7', unor_kode: '0102', tmt_jabatan: '01-10-2026' })
  await expectClosed('holder_left_unit')
  expect(await undoRun(officer, moved)).toEqual({ undone: 1, kept: 0 })
  await expectClosed('holder_left_unit') // coming back is for the administrator to say
})
