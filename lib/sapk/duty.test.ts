import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Role, Scope } from '@/lib/auth/actor'
import { dutiesOf, separationOfDuties } from './duty'
import { type ProposalEvent, type ProposalState, proposalFlow } from './proposal'

const states = Object.keys(proposalFlow) as ProposalState[]
const events = [...new Set(states.flatMap((state) => Object.keys(proposalFlow[state])))] as ProposalEvent[]

/** What the maker and the system do themselves; every other event of the flow is a decision. */
const undecided = [
  'collect',
  'submit',
  'postpone',
  'cancel',
  'release',
  'resubmit',
  'prepare',
  'prepare_decree',
  'hand_over',
  'update',
  'complete',
]
/** Recording what was signed elsewhere decides nothing; its confirmation does. */
const ofRecord: ProposalEvent[] = ['record_decree', 'correct_record', 'return_record', 'keep_record']
const decisions = events.filter((event) => !undecided.includes(event))

const proposal = {
  madeBy: 'maker',
  employeeId: 'person',
  initialledBy: ['first'],
  acceptedBy: 'verifier',
  approvalBy: 'regional_office',
  decreeAuthority: 'agency',
  decreeEnteredBy: 'corrector',
}
const ofKanreg: Scope = { kind: 'agencies', agencyIds: [1, 2] }
const unmet = (event: ProposalEvent, accountId: string | null, employeeId: string | null = null) =>
  separationOfDuties(event, proposal, { accountId, employeeId, role: 'agency_signer', scope: ofKanreg })
    .filter((finding) => !finding.met)
    .map((finding) => finding.code)

test('every event of the flow says what it asks of whoever does it', () => {
  expect(Object.keys(dutiesOf).sort()).toEqual(events.toSorted())
  expect(events.filter((event) => dutiesOf[event].length === 0).sort()).toEqual(undecided.toSorted())
})

test('nobody decides on their own promotion at any step', () => {
  for (const event of decisions) expect(unmet(event, 'other', 'person'), event).toEqual(['duty.own_case'])
})

test('the maker decides at no step, whatever roles they hold besides', () => {
  for (const event of decisions.filter((one) => !ofRecord.includes(one))) {
    expect(unmet(event, 'maker'), event).toEqual(['duty.maker'])
  }
})

test('anybody else decides', () => {
  for (const event of decisions) expect(unmet(event, 'other', 'somebody'), event).toEqual([])
})

test('nobody puts their initials twice', () => {
  expect(unmet('initial', 'first')).toEqual(['duty.initials_once'])
  expect(unmet('initial_last', 'first')).toEqual(['duty.initials_once'])
  expect(unmet('initial_last', 'second')).toEqual([])
})

test('who accepted the proposal or put their initials on the technical approval does not sign it', () => {
  expect(unmet('issue_technical', 'verifier')).toEqual(['duty.initials_or_signature'])
  expect(unmet('issue_technical', 'first')).toEqual(['duty.initials_or_signature'])
  expect(unmet('issue_technical', 'head')).toEqual([])
})

test('who ordered the ralat of a decree does not sign it, nor does who recorded one confirm it', () => {
  expect(unmet('issue_decree', 'corrector')).toEqual(['duty.entered_decree'])
  expect(unmet('confirm_decree', 'corrector')).toEqual(['duty.entered_decree'])
  expect(unmet('cancel_correction', 'corrector')).toEqual([])
})

test('a rule of the house cites no regulation, the division of offices those that divide them', () => {
  const sources = Object.fromEntries(
    events.flatMap((event) =>
      separationOfDuties(event, proposal, {
        accountId: null,
        employeeId: null,
        role: 'agency_signer',
        scope: ofKanreg,
      }).map(({ code, source }) => [code.replace('duty.', ''), source] as const),
    ),
  )
  const { other_office, other_authority, ...house } = sources
  expect(new Set(Object.values(house))).toEqual(new Set(['Pemisahan tugas Satya']))
  expect([other_office, other_authority]).toEqual(['PP 9/2003; PP 11/2017', 'PP 9/2003; Keppres 53/2014; PP 11/2017'])
})

test('every duty has its sentence in both languages', () => {
  for (const locale of ['id', 'en']) {
    const { duty } = JSON.parse(readFileSync(`messages/${locale}/refusals.json`, 'utf8'))
    for (const name of new Set(Object.values(dutiesOf).flat())) expect(duty[name], `${locale} ${name}`).toBeTruthy()
  }
})

const whoDecides = (approvalBy: string) =>
  ([ofKanreg, { kind: 'national' }] as const).map((scope) => {
    const actor = { accountId: 'other', employeeId: null, role: 'bkn_verifier' as const, scope }
    return separationOfDuties('accept', { ...proposal, approvalBy }, actor).every((finding) => finding.met)
  })

test('a Kanreg decides what is its own, BKN Pusat what is the head of BKN, either what BKN Pusat serves', () => {
  expect(whoDecides('regional_office')).toEqual([true, false])
  expect(whoDecides('head_of_bkn')).toEqual([false, true])
  expect(whoDecides('bkn')).toEqual([true, true])
})

test('each authority signs its own decrees, and nobody here those of the President', () => {
  const maySign = (decreeAuthority: string, role: Role, scope: Scope = ofKanreg) =>
    separationOfDuties(
      'issue_decree',
      { ...proposal, decreeAuthority },
      { accountId: 'other', employeeId: null, role, scope },
    ).every((finding) => finding.met)
  expect(maySign('agency', 'agency_signer')).toBe(true)
  expect(maySign('agency', 'bkn_signer')).toBe(false)
  expect(maySign('bkn', 'agency_signer')).toBe(false)
  expect(maySign('bkn', 'bkn_signer')).toBe(false)
  expect(maySign('bkn', 'bkn_signer', { kind: 'national' })).toBe(true)
  expect(maySign('president', 'bkn_signer', { kind: 'national' })).toBe(false)
})
