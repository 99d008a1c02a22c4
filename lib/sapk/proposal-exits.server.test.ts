import { afterAll, beforeAll, expect, test } from 'vitest'
import type { proposalEnds } from '@/db/reference/proposal-ends'
import type { Context } from '@/lib/auth/actor'
import type { ProposalRef } from '@/lib/sapk/inputs'
import { isEnded, type ProposalState, proposalFlow } from '@/lib/sapk/proposal'
import { cancelProposal } from '@/lib/sapk/proposal-agency.server'
import { initialProposal, recordCheck, rejectProposal, returnProposal } from '@/lib/sapk/proposal-bkn.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { returnRecord } from '@/lib/sapk/proposal-record.server'
import { revokeTechnical } from '@/lib/sapk/proposal-revoke.server'
import { resubmitProposal, submitProposal } from '@/lib/sapk/proposal-submit.server'
import {
  closeOffices,
  code,
  completeDocuments,
  contextOf,
  database,
  eligible,
  openOffices,
  refOf,
  stateOf,
} from './offices.fixture'

const LATER = '2027-05-01'
const WHY = 'Pegawai tidak lagi memenuhi syarat.'
const note = { reasonCode: 'condition_unmet', detail: WHY, nextStep: 'propose_again' } as const

let officer: Context
let verifier: Context
let signer: Context

beforeAll(async () => {
  await openOffices()
  officer = contextOf('mutation_officer')
  verifier = contextOf('bkn_verifier')
  signer = contextOf('bkn_signer')
}, 120_000)

afterAll(closeOffices)

type Waiting = Exclude<ProposalState, (typeof proposalEnds)[number] | 'accepted' | 'decree_sent' | 'updating'>

const cancel = (ref: ProposalRef) => cancelProposal(officer, ref, WHY)
const reject = (ref: ProposalRef) => rejectProposal(verifier, ref, note)
const initial = (ref: ProposalRef) => initialProposal(contextOf('bkn_verifier'), ref)
const revoke = (ref: ProposalRef) => revokeTechnical(signer, ref, WHY)

/** The step towards an end from each state in which somebody is waited for. */
const exits: Record<Waiting, (ref: ProposalRef) => Promise<void>> = {
  draft: cancel,
  collecting: cancel,
  agency_review: cancel,
  agency_repair: cancel,
  awaiting_approval: cancel,
  awaiting_letter: cancel,
  sent: (ref) => openForReview(verifier, ref),
  bkn_review: reject,
  returned: reject,
  technical_draft: initial,
  initialling: initial,
  technical_signing: revoke,
  technical_sent: revoke,
  decree_draft: revoke,
  decree_signing: revoke,
  decree_recorded: (ref) => returnRecord(contextOf('agency_approver'), ref, WHY),
}

test('from wherever it waits, the proposal of somebody who may not be promoted any more can be ended', async () => {
  const [person = ''] = await eligible(officer, 1)
  await completeDocuments(officer, person)
  await block(person)
  expect(await code(submitProposal(officer, await refOf(person)))).toBe('promotion.blocked')
  for (const state of Object.keys(exits) as Waiting[]) {
    await database.owner`
      update promotion_proposals set state = ${state}, due_on = '2027-12-31', initialled_by = '{}',
        verifier_id = ${verifier.actor.accountId} where employee_id = ${person}`
    const passed: string[] = []
    while (!isEnded((await stateOf(person)) as ProposalState)) {
      const now = (await stateOf(person)) as Waiting
      expect(passed, state).not.toContain(now)
      passed.push(now)
      await exits[now](await refOf(person))
    }
  }
  const passedByTheSystem = Object.keys(proposalFlow).filter((state) => !(state in exits))
  expect(passedByTheSystem.filter((state) => !isEnded(state as ProposalState))).toEqual([
    'accepted',
    'decree_sent',
    'updating',
  ])
}, 60_000)

test('what was returned is rejected at once for somebody not eligible any more, who may be proposed later again', async () => {
  const person = await returned()
  await block(person)
  expect(await code(resubmitProposal(officer, await refOf(person)))).toBe('promotion.blocked')
  const propose = () => createProposals(officer, { effectiveOn: LATER, employeeIds: [person] })
  expect(await propose()).toMatchObject({ created: 0, skipped: [{ code: 'already_proposed' }] })

  await reject(await refOf(person))
  expect(await stateOf(person)).toBe('rejected')
  const detail = await findProposal(officer, (await refOf(person)).id)
  expect(detail?.events[0]).toMatchObject({ event: 'reject', reasonCode: 'condition_unmet', detail: WHY })
  expect(detail?.proposal.dueOn).toBeNull()
  await block(person, false)
  expect(await propose()).toMatchObject({ created: 1 })
}, 60_000)

test('the agency may answer for somebody who is eligible until the end of its deadline', async () => {
  const person = await returned()
  const ref = await refOf(person)
  const [{ due } = { due: '' }] = await database.owner<{ due: string }[]>`
    select due_on::text as due from promotion_proposals where id = ${ref.id}`
  const on = (now: Date) => rejectProposal({ ...verifier, now }, ref, note)
  await expect(on(verifier.now)).rejects.toMatchObject({ code: 'reply_awaited', facts: { dueOn: due } })
  expect(await code(on(new Date(`${due}T23:59:00+07:00`)))).toBe('reply_awaited')
  await on(new Date(Date.parse(`${due}T23:59:00+07:00`) + 60_000))
  expect(await stateOf(person)).toBe('rejected')
}, 60_000)

test('what was returned is rejected by no maker, by nobody of another office, and not in the own case', async () => {
  const person = await returned()
  await block(person)
  const ref = await refOf(person)
  const barred = [
    { accountId: officer.actor.accountId },
    { employeeId: person },
    { scope: { kind: 'national' } as const },
  ]
  const duties: string[] = []
  for (const changes of barred) {
    duties.push(await code(rejectProposal(contextOf('bkn_verifier', changes), ref, note)))
  }
  expect(duties).toEqual(['duty.maker', 'duty.own_case', 'duty.other_office'])
  expect(await stateOf(person)).toBe('returned')
}, 60_000)

/** Whose file is blocked may not be promoted. */
async function block(person: string, isBlocked = true): Promise<void> {
  await database.owner`update employees set is_blocked = ${isBlocked} where id = ${person}`
}

/** Somebody whose proposal BKN returned. */
async function returned(): Promise<string> {
  const [person = ''] = await eligible(officer, 1)
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  await database.owner`update promotion_proposals set state = 'sent', sent_at = ${officer.now} where employee_id = ${person}`
  await openForReview(verifier, await refOf(person))
  await recordCheck(verifier, await refOf(person), { item: 'field:rank', matches: false, ...note })
  await returnProposal(verifier, await refOf(person))
  return person
}
