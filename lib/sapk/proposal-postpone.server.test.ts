import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { bulkCommands } from '@/lib/sapk/bulk-command'
import { findBulkRun, listBulkItems } from '@/lib/sapk/bulk-progress.server'
import { runBulk } from '@/lib/sapk/bulk-run.server'
import { previewBulk, takenProposals } from '@/lib/sapk/bulk-select.server'
import { startBulkStep } from '@/lib/sapk/bulk-start.server'
import { isBoundByCutOff } from '@/lib/sapk/due-date'
import { listOverrides, overridePeriod, resetPeriod } from '@/lib/sapk/periods.server'
import { type ProposalState, proposalFlow } from '@/lib/sapk/proposal'
import { approveProposal } from '@/lib/sapk/proposal-agency.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { letterSigning, signLetters } from '@/lib/sapk/proposal-letter.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { findPostponement, listMissedPeriods, postponeProposal } from '@/lib/sapk/proposal-postpone.server'
import { previewPaper } from '@/lib/sapk/proposal-preview.server'
import { submitProposal } from '@/lib/sapk/proposal-submit.server'
import {
  agencyId,
  closeOffices,
  code,
  completeDocuments,
  contextOf,
  database,
  eligible,
  openOffices,
  otherAgencyId,
  PERIOD,
  refOf,
  signerOf,
} from './offices.fixture'

const NEXT = '2027-05-01'

let officer: Context
const on = (day: string, context = officer): Context => ({ ...context, now: new Date(`${day}T09:00:00+07:00`) })

beforeAll(async () => {
  await openOffices()
  const { id: accountId } = await testAccount(database.owner, agencyId, ['mutation_officer'])
  officer = contextOf('mutation_officer', { accountId })
  // in February the year before is closed
  await database.owner`
    insert into performance_history (employee_id, effective_on, source, year, predicate)
    select id, '2026-12-31', 'manual', 2026, 'good' from employees where agency_id = ${agencyId}`
}, 120_000)

afterAll(closeOffices)

test('what was not approved by the cut-off moves on from the day after it, with its number and papers', async () => {
  const [person = ''] = await eligible(officer, 1)
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  const before = await detailOf(person)
  for (const day of ['2027-02-19', '2027-02-20']) {
    expect(await findPostponement(on(day), before.proposal), day).toBeUndefined()
    expect(await code(postponeProposal(on(day), await refOf(person))), day).toBe('period_open')
  }
  await database.owner`delete from nominative_stale`
  const late = on('2027-02-21')
  expect(await findPostponement(late, before.proposal)).toMatchObject({
    missed: { effectiveOn: PERIOD, closesOn: '2027-02-20' },
    next: { effectiveOn: NEXT },
  })
  expect(await code(submitProposal(late, await refOf(person)))).toBe('promotion.cut_off')
  await postponeProposal(late, await refOf(person))

  const { proposal, batch, documents, events } = await detailOf(person)
  expect(proposal).toMatchObject({
    state: 'collecting',
    effectiveOn: NEXT,
    number: before.proposal.number,
    toServiceMonths: before.proposal.toServiceMonths + 1,
    dueOn: '2027-03-20',
  })
  expect(batch?.effectiveOn).toBe(NEXT)
  expect(documents).toEqual(before.documents)
  expect(events[0]).toMatchObject({
    event: 'postpone',
    fromState: 'agency_review',
    toState: 'collecting',
    effectiveOn: NEXT,
  })
  const changed = await database.owner`select employee_id from nominative_stale`
  expect(changed).toEqual([{ employee_id: person }])
  await submitProposal(late, await refOf(person))
  await approveProposal(on('2027-02-22', contextOf('agency_approver')), await refOf(person))
  expect((await detailOf(person)).proposal).toMatchObject({ state: 'awaiting_letter', effectiveOn: NEXT })
}, 60_000)

test('from each state that the cut-off bounds it moves on, and from no other before its TMT has passed', async () => {
  const states = Object.keys(proposalFlow) as ProposalState[]
  const bound = states.filter(isBoundByCutOff)
  expect(bulkCommands.postpone.states.toSorted()).toEqual([...bound, 'awaiting_letter'].toSorted())
  const [person = ''] = await eligible(officer, 1)
  const moved: string[] = []
  for (const state of states.filter((one) => one !== 'done')) {
    await database.owner`update promotion_proposals set state = ${state}, effective_on = ${PERIOD} where employee_id = ${person}`
    const refused = await code(postponeProposal(on('2027-02-21'), await refOf(person)))
    if (refused === 'nothing was refused') moved.push(state)
    else expect(refused, state).toBe(state === 'awaiting_letter' ? 'letter_in_time' : 'wrong_state')
  }
  expect(moved).toEqual(bound)
}, 60_000)

test('a letter that moves the cut-off keeps a proposal in its period', async () => {
  const [person = ''] = await eligible(officer, 1)
  const administrator = contextOf('bkn_admin', { scope: { kind: 'national' } })
  await overridePeriod(administrator, {
    effectiveOn: PERIOD,
    version: '',
    opensOn: '2027-01-01',
    closesOn: '2027-02-26',
    approvalTargetOn: '2027-03-05',
    letterNumber: 'B-12/SESMA/2027',
    note: null,
  })
  expect(await code(postponeProposal(on('2027-02-26'), await refOf(person)))).toBe('period_open')
  await postponeProposal(on('2027-02-27'), await refOf(person))
  await resetPeriod(administrator, await seenPeriod())
  expect((await detailOf(person)).proposal.effectiveOn).toBe(NEXT)
})

test('another agency moves nothing, and nobody but the officer is told to', async () => {
  const [person = ''] = await eligible(officer, 1)
  const stranger = contextOf('mutation_officer', {
    agencyId: otherAgencyId,
    scope: { kind: 'agencies', agencyIds: [otherAgencyId] },
  })
  expect(await code(postponeProposal(on('2027-02-21', stranger), await refOf(person)))).toBe('not_found')
  expect(await listMissedPeriods(on('2027-02-20'))).toEqual([])
  expect(await listMissedPeriods(on('2027-02-21'))).toEqual([PERIOD])
  expect(await listMissedPeriods(on('2027-02-21', stranger))).toEqual([])
  expect(await listMissedPeriods(on('2027-02-21', contextOf('agency_approver')))).toEqual([])
})

test('a whole list moves in one command into one batch; who may not be promoted then stays, and is told why', async () => {
  await database.owner`update promotion_proposals set state = 'cancelled'`
  const [first = '', second = '', barred = '', approved = '', proposed = ''] = await eligible(officer, 5)
  await database.owner`update employees set is_blocked = true where id = ${barred}`
  await database.owner`update promotion_proposals set state = 'awaiting_letter' where employee_id = ${approved}`
  await database.owner`update promotion_proposals set state = 'cancelled' where employee_id = ${proposed}`
  const late = on('2027-02-21')
  await createProposals(late, { effectiveOn: NEXT, employeeIds: [proposed] })
  const query = { bagian: 'agency' }
  expect(await previewBulk(late, 'postpone', query)).toEqual({
    total: 5,
    taken: 3,
    skipped: expect.arrayContaining([
      { code: 'letter_in_time', count: 1 },
      { code: 'period_open', count: 1 },
    ]),
  })
  expect((await previewBulk(on('2027-02-20'), 'postpone', query)).taken).toBe(0)

  const runId = await startBulkStep(late, 'postpone', query)
  await runBulk(
    runId,
    () => false,
    () => late.now,
  )
  expect(await findBulkRun(late, runId)).toMatchObject({ done: 2, skipped: 3, waiting: 0, isFinished: true })
  const items = await listBulkItems(late, runId, { state: 'skipped', offset: 0, limit: 10 })
  expect(items.map((item) => item.code).sort()).toEqual(['letter_in_time', 'period_open', 'promotion.blocked'])
  const rows = await database.owner<{ employee_id: string; effective_on: string; state: string; batch_id: string }[]>`
    select distinct on (employee_id) employee_id, effective_on::text, state, batch_id from promotion_proposals
    where employee_id in ${database.owner([first, second, barred, proposed])} order by employee_id, created_at desc`
  const row = (id: string) => rows.find(({ employee_id }) => employee_id === id)
  expect(row(barred)).toMatchObject({ effective_on: PERIOD, state: 'draft' })
  expect([first, second].map((id) => row(id)?.effective_on)).toEqual([NEXT, NEXT])
  expect(new Set([first, second, proposed].map((id) => row(id)?.batch_id)).size).toBe(1)
}, 60_000)

test('no letter is signed after its TMT; what waits for it moves on then, and is approved anew', async () => {
  const [person = ''] = await eligible(officer, 1)
  const signer = await signerOf('agency_signer', agencyId)
  await database.owner`
    update promotion_proposals set state = 'awaiting_letter', approved_by = ${officer.actor.accountId}
    where employee_id = ${person}`
  const { id, batchId } = (await detailOf(person)).proposal
  const ownQuery = { bagian: 'mine', periode: PERIOD }
  const taken = async (day: string) =>
    (await takenProposals(on(day, signer), 'sign_letter', ownQuery)).map((ref) => ref.id)
  expect(await taken(PERIOD)).toContain(id)
  expect(await code(postponeProposal(on(PERIOD), await refOf(person)))).toBe('letter_in_time')
  expect((await detailOf(person)).proposal.state).toBe('awaiting_letter')

  const [late, lateSigner] = [on('2027-04-02'), on('2027-04-02', signer)]
  expect(await taken('2027-04-02')).not.toContain(id)
  await expect(signLetters(lateSigner, [await refOf(person)])).rejects.toMatchObject({
    code: 'letter_too_late',
    facts: { effectiveOn: PERIOD },
  })
  const confirmedBefore = transact(lateSigner, (tx) => letterSigning.load(tx, lateSigner, batchId))
  await expect(confirmedBefore).rejects.toMatchObject({ code: 'letter_too_late' })
  expect(await findPostponement(late, (await detailOf(person)).proposal)).toMatchObject({
    next: { effectiveOn: '2027-06-01' },
  })
  await postponeProposal(late, await refOf(person))
  const { proposal } = await detailOf(person)
  expect(proposal).toMatchObject({ state: 'collecting', effectiveOn: '2027-06-01', approvedBy: null })
  expect(proposal.batchId).not.toBe(batchId)
}, 60_000)

test('nobody joins a letter that is confirmed and waits to be printed, nor one that is being confirmed', async () => {
  await database.owner`update promotion_proposals set state = 'cancelled'`
  const [proposed = '', late = ''] = await eligible(officer, 2)
  const [letter] = await database.owner<{ id: string }[]>`
    insert into promotion_batches (agency_id, effective_on, number, created_by)
    values (${agencyId}, ${NEXT}, 'U-2027-05-901', ${officer.actor.accountId}) returning id`
  const letterId = letter?.id ?? ''
  await database.owner`update promotion_proposals
    set state = 'awaiting_letter', effective_on = ${NEXT}, batch_id = ${letterId} where employee_id = ${proposed}`
  const move = async () => {
    await database.owner`
      update promotion_proposals set state = 'draft', effective_on = ${PERIOD} where employee_id = ${late}`
    await postponeProposal(on('2027-02-21'), await refOf(late))
    return (await detailOf(late)).proposal.batchId
  }

  await database.owner.begin(async (confirming) => {
    await confirming`select from promotion_batches where id = ${letterId} for update`
    expect(await move(), 'being confirmed').not.toBe(letterId)
  })
  const signer = on('2027-02-21', await signerOf('agency_signer', agencyId))
  const confirmed = await signLetters(signer, [await refOf(proposed)])
  expect((await detailOf(proposed)).proposal.batchId).toBe(letterId)
  expect(await move(), 'confirmed').not.toBe(letterId)
  await database.owner`update signing_items set state = 'failed', refusal_code = 'outage' where batch_id = ${confirmed}`
  expect(await move(), 'to be confirmed again').toBe(letterId)
})

test('each person of a letter that is drawn up is told who looked at it', async () => {
  await database.owner`update promotion_proposals set state = 'cancelled'`
  const rows = await database.owner<{ id: string; employee_id: string }[]>`
    update promotion_proposals set state = 'awaiting_letter', batch_id = (select min(id::text)::uuid from promotion_batches)
    where id in (select distinct on (employee_id) id from promotion_proposals order by employee_id limit 2)
    returning id, employee_id`
  const people = rows.map((row) => row.employee_id)
  const id = rows[1]?.id ?? ''
  await previewPaper(officer, id, 'letter')
  const told = await database.owner`
    select employee_id from audit_events where event = 'promotion.read' and subject_id = ${id}`
  expect(told.map((row) => row.employee_id).toSorted()).toEqual([null, ...people].toSorted())
})

test('a TMT that is no period any more hides neither the list nor the proposal', async () => {
  const [odd, late] = await database.owner<{ id: string }[]>`
    update promotion_proposals set state = 'draft', effective_on = ${PERIOD}
    where id in (select id from promotion_proposals where state = 'cancelled' limit 2) returning id`
  await database.owner`
    update promotion_proposals set state = 'cancelled' where id not in (${odd?.id ?? ''}, ${late?.id ?? ''})`
  await database.owner`update promotion_proposals set effective_on = '2027-03-15' where id = ${odd?.id ?? ''}`
  const now = on('2027-02-21')
  expect(await listMissedPeriods(now)).toEqual([PERIOD])
  expect(await findPostponement(now, { state: 'draft', effectiveOn: '2027-03-15' })).toBeUndefined()
  expect(await previewBulk(now, 'postpone', { bagian: 'agency' })).toEqual({
    total: 2,
    taken: 1,
    skipped: [{ code: 'not_found', count: 1 }],
  })
})

test('where no rule says a later period nothing is offered', async () => {
  await database.owner`
    update reference_rows set valid_to = ${PERIOD}, recorded_at = now()
    where table_name = 'promotion_periods' and (valid_to is null or valid_to > ${PERIOD})`
  expect(await findPostponement(on('2027-02-21'), { state: 'draft', effectiveOn: PERIOD })).toBeUndefined()
})

async function detailOf(person: string) {
  const detail = await findProposal(officer, (await refOf(person)).id)
  if (!detail) throw new Error('no proposal')
  return detail
}

/** The letter about the period as an administrator sees it. */
async function seenPeriod() {
  const [letter] = await listOverrides(contextOf('bkn_admin', { scope: { kind: 'national' } }), PERIOD)
  return { effectiveOn: PERIOD, version: letter?.version ?? '' }
}
