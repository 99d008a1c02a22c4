import { expect, test } from 'vitest'
import { sampleLetter } from '@/lib/documents/sample-letters'
import {
  draftsIn,
  missingFields,
  paperFields,
  paperFrom,
  paperSlugs,
  papers,
  paperToSign,
  signingSteps,
  UNKNOWN,
} from './paper'
import { type ProposalState, proposalFlow } from './proposal'

const event = (name: string, actorName = name) => ({ event: name, actorName })

test('every paper has an address of its own, and nothing else has', () => {
  for (const paper of papers) expect(paperFrom(paperSlugs[paper])).toBe(paper)
  expect(paperFrom('lain')).toBeUndefined()
})

test('a paper is drawn up until it is signed, and no paper before its turn', () => {
  expect(draftsIn('awaiting_letter')).toEqual(['letter', 'note'])
  expect(draftsIn('technical_signing')).toEqual(['technical'])
  expect(draftsIn('decree_signing')).toEqual(['decree'])
  const without = (Object.keys(proposalFlow) as ProposalState[]).filter((state) => draftsIn(state).length === 0)
  expect(without).toEqual(expect.arrayContaining(['sent', 'bkn_review', 'technical_sent', 'done', 'cancelled']))
})

test('whoever signs or puts initials is led to the paper, and nobody else', () => {
  const row = (state: ProposalState, decreeAuthority: string | null = null) => ({ state, decreeAuthority })
  expect(paperToSign(row('awaiting_letter'), 'agency_signer')).toBe('letter')
  expect(paperToSign(row('initialling'), 'bkn_verifier')).toBe('technical')
  expect(paperToSign(row('decree_signing', 'bkn'), 'bkn_signer')).toBe('decree')
  expect(paperToSign(row('decree_signing', 'bkn'), 'agency_signer')).toBeUndefined()
  expect(paperToSign(row('sent'), 'bkn_verifier')).toBeUndefined()
  expect(paperToSign(row('draft'), 'mutation_officer')).toBeUndefined()
})

test('two people put their initials on a pertek before it is signed, and each is named', () => {
  const steps = signingSteps('technical', [event('accept'), event('initial', 'Meutia'), event('initial_last', 'Bonar')])
  expect(steps).toEqual([
    { event: 'initial', name: 'Meutia', state: 'done' },
    { event: 'initial_last', name: 'Bonar', state: 'done' },
    { event: 'issue_technical', name: null, state: 'now' },
  ])
})

test('a pertek that was sent back begins its initials anew', () => {
  const steps = signingSteps('technical', [event('initial', 'Meutia'), event('send_back'), event('initial', 'Bonar')])
  expect(steps.map(({ name, state }) => [name, state])).toEqual([
    ['Bonar', 'done'],
    [null, 'now'],
    [null, 'later'],
  ])
})

test('a ralat of a pertek takes its initials and its signature anew', () => {
  const issued = ['initial', 'initial_last', 'issue_technical'].map((name) => event(name, 'Meutia'))
  const after = (...names: string[]) =>
    signingSteps('technical', [...issued, ...names.map((name) => event(name, 'Bonar'))]).map(({ name }) => name)
  expect(after()).toEqual(['Meutia', 'Meutia', 'Meutia'])
  expect(after('correct')).toEqual([null, null, null])
  expect(after('correct', 'initial', 'initial_last')).toEqual(['Bonar', 'Bonar', null])
})

test('a ralat of a decree waits for its signature alone, another decree after a revoked one for all', () => {
  const issued = ['prepare_decree', 'hand_over', 'issue_decree'].map((name) => event(name, 'Meutia'))
  const after = (...names: string[]) =>
    signingSteps('decree', [...issued, ...names.map((name) => event(name, 'Bonar'))]).map(({ name }) => name)
  expect(after('correct_decree')).toEqual(['Meutia', 'Meutia', null])
  expect(after('correct_decree', 'cancel_correction')).toEqual(['Meutia', 'Meutia', 'Meutia'])
  expect(after('correct_decree', 'issue_decree')).toEqual(['Meutia', 'Meutia', 'Bonar'])
  expect(after('revoke_decree')).toEqual([null, null, null])
  expect(after('revoke_decree', 'correct', 'prepare_decree')).toEqual(['Bonar', null, null])
})

test('a complete draft lacks nothing but what comes with the signature', () => {
  const decree = { ...sampleLetter('promotion-decree-2'), number: null }
  const fields = paperFields('decree', { ...decree, signatory: { ...decree.signatory, name: UNKNOWN } })
  expect(fields.filter(({ value }) => value === null).map(({ key }) => key)).toEqual(['number', 'signatory'])
  expect(missingFields(fields)).toEqual([])
})

test('what nobody has recorded is listed', () => {
  const decree = sampleLetter('promotion-decree-2')
  const fields = paperFields('decree', {
    ...decree,
    place: UNKNOWN,
    promotionType: 'pilihan jabatan fungsional',
    employee: { ...decree.employee, education: '-' },
  })
  expect(missingFields(fields).map(({ key }) => key)).toEqual(['place', 'education', 'credit'])
})
