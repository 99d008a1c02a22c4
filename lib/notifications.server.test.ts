import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { countNotifications, listNotifications, readNotifications } from '@/lib/notifications.server'
import {
  agencyId,
  completeDocuments,
  contextOf,
  database,
  eligible,
  NOW,
  openOffices,
  otherAgencyId,
  PERIOD,
  refOf,
} from '@/lib/sapk/offices.fixture'
import { askRepair } from '@/lib/sapk/proposal-agency.server'
import { listProposals } from '@/lib/sapk/proposal-read.server'
import { submitProposal } from '@/lib/sapk/proposal-submit.server'

const WHY = {
  reasonCode: 'document_unreadable',
  detail: 'Halaman kedua SK pangkat buram.',
  nextStep: 'replace_document',
} as const

let officer: Context
let approver: Context
let people: string[]

beforeAll(async () => {
  await openOffices()
  const account = await testAccount(database.owner, agencyId, ['mutation_officer', 'employee'])
  officer = contextOf('mutation_officer', { accountId: account.id, employeeId: account.employeeId })
  approver = contextOf('agency_approver')
  people = await eligible(officer, 5)
  await database.owner`update promotion_proposals set batch_id = (select min(batch_id::text)::uuid from promotion_proposals)`
  for (const person of people) {
    await completeDocuments(officer, person)
    await submitProposal(officer, await refOf(person))
  }
}, 120_000)

afterAll(async () => {
  await stopPrinter()
  await closeDatabase()
})

test('what one person sends reaches the desk of the next as one entry, which opens a list of as many', async () => {
  const told = await listNotifications(approver, null)
  expect(told).toHaveLength(1)
  const [entry] = told
  expect(entry).toMatchObject({ kind: 'arrival', state: 'agency_review', people: 5 })
  const query = new URLSearchParams(entry?.href.split('?')[1])
  const filter = { states: ['agency_review'] as const, name: query.get('nama') ?? '' }
  expect((await listProposals(approver, filter, { offset: 0, limit: 10 })).total).toBe(5)
  expect(entry?.kind === 'arrival' && entry.names).toHaveLength(3)
})

test('nobody is told of what they did themselves, and nobody of another agency’s work', async () => {
  expect(await listNotifications(officer, null)).toEqual([])
  const stranger = { agencyId: otherAgencyId, scope: { kind: 'agencies', agencyIds: [otherAgencyId] } } as const
  expect(await listNotifications(contextOf('agency_approver', stranger), null)).toEqual([])
})

test('one proposal is opened itself; what was dealt with is told no more', async () => {
  const [first = ''] = people
  const { id, version } = await refOf(first)
  await askRepair(approver, { id, version }, WHY)
  expect(await listNotifications(officer, null)).toMatchObject([
    { kind: 'arrival', state: 'agency_repair', people: 1, href: `/sapk/usul/${id}` },
  ])
  expect(await listNotifications(approver, null)).toMatchObject([{ people: 4 }])
  await submitProposal(officer, await refOf(first))
  expect(await listNotifications(officer, null)).toEqual([])
})

test('an employee is told of the steps of their own proposal and of nobody else’s', async () => {
  const [first = '', second = ''] = people
  const own = contextOf('employee', { employeeId: first, scope: { kind: 'self' } })
  const told = await listNotifications(own, null)
  expect(told.map((each) => each.kind === 'step' && each.event)).toEqual(['submit', 'submit'])
  expect(told[0]?.href).toBe(`/profil/usul/${(await refOf(first)).id}`)
  const other = contextOf('employee', { employeeId: second, scope: { kind: 'self' } })
  expect(await listNotifications(other, null)).toHaveLength(1)
})

test('one’s own work in the background is told when it has ended', async () => {
  const { accountId } = officer.actor
  await database.owner`
    insert into import_runs (agency_id, file_name, file_bytes, status, created_by, created_by_name, checked_at, applied_at)
    values (${agencyId}, 'pegawai.xlsx', 10, 'applied', ${accountId}, 'Petugas', ${NOW}, ${NOW}),
      (${agencyId}, 'berjalan.xlsx', 10, 'checking', ${accountId}, 'Petugas', null, null),
      (${agencyId}, 'orang-lain.xlsx', 10, 'applied', gen_random_uuid(), 'Rekan', ${NOW}, ${NOW})`
  await database.owner`
    insert into list_exports (account_id, agency_id, role, list, format, query, locale, total_rows, finished_at,
      failed_code)
    values (${accountId}, ${agencyId}, 'mutation_officer', 'employees', 'xlsx', '{}', 'id', 9000, ${NOW}, null),
      (${accountId}, ${agencyId}, 'mutation_officer', 'employees', 'csv', '{}', 'id', 9000, ${NOW}, 'disk_full')`
  await database.owner`
    insert into bulk_runs (event, agency_id, account_id, role, effective_on, finished_at)
    values ('create', ${agencyId}, ${accountId}, 'mutation_officer', ${PERIOD}, ${NOW}),
      ('submit', ${agencyId}, ${accountId}, 'mutation_officer', null, null)`
  const told = await listNotifications(officer, null)
  expect(told.map(({ kind }) => kind).sort()).toEqual(['export', 'export', 'import', 'run'])
  expect(told.flatMap((each) => (each.kind === 'export' ? each.isFailed : [])).sort()).toEqual([false, true])
  expect(await countNotifications(officer, null)).toBe(4)
  const asEmployee = { ...officer, actor: { ...officer.actor, role: 'employee', scope: { kind: 'self' } } } as const
  expect(await listNotifications(asEmployee, null)).toEqual([])
})

test('the bell counts what the list tells, entry by entry, and what lies beyond its end', async () => {
  const own = contextOf('employee', { employeeId: people[0] ?? '', scope: { kind: 'self' } })
  for (const context of [approver, officer, own, contextOf('auditor')]) {
    expect(await countNotifications(context, null)).toBe((await listNotifications(context, null)).length)
    expect(await countNotifications(context, NOW)).toBe(0)
  }
  const { accountId } = officer.actor
  const before = await countNotifications(officer, null)
  await database.owner`
    insert into import_runs (agency_id, file_name, file_bytes, status, created_by, created_by_name, checked_at)
    select ${agencyId}, 'pegawai-' || n || '.xlsx', 10, 'checked', ${accountId}, 'Petugas', ${NOW}
    from generate_series(1, 60) n`
  expect(await listNotifications(officer, null)).toHaveLength(50)
  expect(await countNotifications(officer, null)).toBe(before + 60)
})

test('what was read stays read, and reading never reaches into the future', async () => {
  const until = async () =>
    (await database.owner`select notified_until from accounts where id = ${officer.actor.accountId}`)[0]?.notified_until
  await readNotifications(officer, new Date(NOW.getTime() + 60_000))
  expect(await until()).toEqual(NOW)
  await readNotifications(officer, new Date(NOW.getTime() - 60_000))
  expect(await until()).toEqual(NOW)
  expect(await listNotifications(officer, NOW)).toEqual([])
})

test('nothing older than thirty days is told', async () => {
  const later = { ...approver, now: new Date(NOW.getTime() + 31 * 86_400_000) }
  expect(await listNotifications(later, null)).toEqual([])
})
