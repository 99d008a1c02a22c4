import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { openPopulation } from '@/db/population.fixture'
import { DEMONSTRATION_CODE } from '@/db/seed/agencies'
import type { TestDatabase } from '@/db/testing.server'
import type { Context, Role } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { previewOf, skipReason } from '@/lib/sapk/bulk-command'
import { findBulkRun, listBulkItems, listOwnBulkRuns } from '@/lib/sapk/bulk-progress.server'
import { openBulkRuns, runBulk } from '@/lib/sapk/bulk-run.server'
import { previewBulk, takenProposals } from '@/lib/sapk/bulk-select.server'
import { startBulkStep, startProposing } from '@/lib/sapk/bulk-start.server'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { countNominative, proposingPreview } from '@/lib/sapk/nominative-list.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { listProposals } from '@/lib/sapk/proposal-read.server'

const PERIOD = '2027-04-01'
const NOW = new Date('2027-01-11T09:00:00+07:00')

let database: TestDatabase
let agencyId: number
let otherAgencyId: number

beforeAll(async () => {
  database = await openPopulation(3000)
  const [own] = await database.owner<{ id: number }[]>`select id from agencies where code = ${DEMONSTRATION_CODE}`
  agencyId = own?.id ?? 0
  const [other] = await database.owner<{ id: number }[]>`
    select agency_id as id from employees where agency_id <> ${agencyId} group by 1 order by count(*) desc limit 1`
  otherAgencyId = other?.id ?? 0
  await computeNominative({ agencyId }, PERIOD, NOW)
}, 120_000)

afterAll(closeDatabase)

async function contextOf(role: Role, agency = agencyId): Promise<Context> {
  const scope = { kind: 'agencies', agencyIds: [agency] } as const
  const { id: accountId } = await testAccount(database.owner, agency, [role])
  return { actor: { accountId, employeeId: null, name: role, agencyId: agency, role, scope }, now: NOW }
}

const clock = () => NOW
const never = () => false

/** Stops a run after so many transactions, as a kill would. */
const after = (count: number) => {
  let asked = 0
  return () => asked++ >= count
}

test('everybody who may be proposed is, across pages, stops and other officers, and each has a result', async () => {
  const officer = await contextOf('mutation_officer')
  const preview = proposingPreview(await countNominative(officer, PERIOD, {}), undefined)
  expect(preview.taken).toBeGreaterThan(25) // more than one transaction takes
  const runId = await startProposing(officer, PERIOD, {})
  expect(await findBulkRun(officer, runId)).toMatchObject({
    total: preview.total,
    waiting: preview.taken,
    skipped: preview.total - preview.taken,
  })

  const [last] = await database.owner<{ id: string }[]>`
    select item_id as id from bulk_items where run_id = ${runId} and state = 'waiting' order by position desc limit 1`
  await createProposals(await contextOf('mutation_officer'), { effectiveOn: PERIOD, employeeIds: [last?.id ?? ''] })

  await runBulk(runId, after(1), clock)
  expect(await openBulkRuns()).toMatchObject([{ id: runId }])
  expect((await findBulkRun(officer, runId)).waiting).toBe(preview.taken - 25)
  await Promise.all([runBulk(runId, never, clock), runBulk(runId, never, clock)])
  await runBulk(runId, never, clock) // once more does no harm

  const taken = preview.taken - 1
  expect(await findBulkRun(officer, runId)).toMatchObject({ isFinished: true, waiting: 0, done: taken })
  const [made] = await database.owner<{ total: number; batches: number; people: number }[]>`
    select count(*)::int as total, count(distinct batch_id)::int as batches, count(distinct employee_id)::int as people
    from promotion_proposals where made_by = ${officer.actor.accountId}`
  expect(made).toEqual({ total: taken, batches: 1, people: taken })
  const results = await listBulkItems(officer, runId, { state: undefined, offset: 0, limit: preview.total })
  expect(results.filter(({ state, proposalId }) => state === 'done' && !proposalId)).toEqual([])
  expect(results.filter(({ code }) => code === 'already_proposed')).toHaveLength(1)
  await expect(startProposing(officer, PERIOD, {})).rejects.toMatchObject({ code: 'none_selected' })
})

test('a step over the whole list takes what it may and says of each other one why not', async () => {
  const officer = await contextOf('mutation_officer')
  const query = { bagian: 'all' }
  const papers = await previewBulk(officer, 'submit', query)
  expect(papers).toMatchObject({ taken: 0, skipped: [{ code: 'documents_missing', count: papers.total }] })

  await database.owner`update promotion_proposals set state = 'agency_review', version = version + 1`
  const approver = await contextOf('agency_approver')
  const own = approver.actor.accountId
  await database.owner`update promotion_proposals set made_by = ${own} where id in (
    select id from promotion_proposals order by id limit 2)`
  const preview = await previewBulk(approver, 'approve', query)
  expect(preview).toEqual({
    total: papers.total,
    taken: papers.total - 2,
    skipped: [{ code: 'duty.maker', count: 2 }],
  })
  const runId = await startBulkStep(approver, 'approve', query)
  const [first] = await takenProposals(approver, 'approve', query)
  await database.owner`update promotion_proposals set version = version + 1 where id = ${first?.id ?? ''}`
  await runBulk(runId, never, clock)
  expect(await findBulkRun(approver, runId)).toMatchObject({ done: papers.total - 3, skipped: 3, isFinished: true })
  const skipped = await listBulkItems(approver, runId, { state: 'skipped', offset: 0, limit: 10 })
  expect(skipped.map(({ code }) => code).sort()).toEqual(['duty.maker', 'duty.maker', 'stale'])
  const { total } = await listProposals(approver, { states: ['awaiting_letter'] }, { offset: 0, limit: 1 })
  expect(total).toBe(papers.total - 3)
})

test('a run is seen by whoever started it, and by nobody else', async () => {
  const approver = await contextOf('agency_approver')
  const runId = await startBulkStep(approver, 'approve', { bagian: 'all' })
  for (const other of [await contextOf('agency_approver'), await contextOf('agency_approver', otherAgencyId)]) {
    await expect(findBulkRun(other, runId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listOwnBulkRuns(other, ['approve'])).toEqual([])
    expect(await listBulkItems(other, runId, { state: undefined, offset: 0, limit: 10 })).toEqual([])
  }
  expect(await listOwnBulkRuns(approver, ['approve'])).toMatchObject([{ id: runId, isFinished: false }])
  const foreign = await contextOf('agency_approver', otherAgencyId)
  await expect(startBulkStep(foreign, 'approve', { bagian: 'all' })).rejects.toMatchObject({ code: 'none_selected' })
})

test('whoever has lost the account does nothing more', async () => {
  const approver = await contextOf('agency_approver')
  await database.owner`update promotion_proposals set state = 'agency_review' where state = 'awaiting_letter'`
  const runId = await startBulkStep(approver, 'approve', { bagian: 'all' })
  await database.owner`update accounts set state = 'disabled', state_reason = 'by_admin' where id = ${approver.actor.accountId}`
  await runBulk(runId, never, clock)
  expect(await findBulkRun(approver, runId)).toMatchObject({ isFinished: true, done: 0, waiting: 0 })
  const [item] = await listBulkItems(approver, runId, { state: 'skipped', offset: 0, limit: 1 })
  expect(item?.code).toBe('actor_gone')
})

test('a command leaves out other states, other authorities and duties that must be separated', () => {
  const scope = { kind: 'agencies', agencyIds: [1] } as const
  const actor = { accountId: 'a', employeeId: 'e', role: 'agency_signer', scope } as const
  const proposal = {
    madeBy: 'x',
    employeeId: 'y',
    initialledBy: [],
    acceptedBy: null,
    approvalBy: 'regional_office',
    decreeAuthority: 'agency',
    decreeEnteredBy: null,
  } as const
  const of = (changes: object) =>
    skipReason('sign_decree', { ...proposal, initialledBy: [], state: 'decree_signing', ...changes }, actor)
  expect([of({}), of({ state: 'done' }), of({ decreeAuthority: 'bkn' }), of({ employeeId: 'e' })]).toEqual([
    null,
    'other_state',
    'other_authority',
    'duty.own_case',
  ])
  expect(previewOf([null, 'stale', 'duty.maker', 'stale'])).toEqual({
    total: 4,
    taken: 1,
    skipped: [
      { code: 'stale', count: 2 },
      { code: 'duty.maker', count: 1 },
    ],
  })
})
