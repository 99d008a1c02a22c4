import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Role, roles } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { codedReason } from '@/lib/sapk/inputs'
import {
  endStates,
  type ProposalEvent,
  type ProposalState,
  proposalFlow,
  statesOf,
  turnFor,
  turnOf,
} from '@/lib/sapk/proposal'
import { listTabs, parseListAddress, stateCount } from '@/lib/sapk/proposal-list'
import { move } from '@/lib/workflow'

const states = Object.keys(proposalFlow) as ProposalState[]
const messages = (locale: string) => JSON.parse(readFileSync(`messages/${locale}/proposal.json`, 'utf8'))

test('the diagram in the README shows every step of the flow and no other', () => {
  const drawn = readFileSync('lib/sapk/README.md', 'utf8').match(/^ {2}\w+ --> \w+: \w+$/gm)
  const steps = states.flatMap((from) =>
    Object.entries(proposalFlow[from]).map(([event, to]) => `  ${from} --> ${to}: ${event}`),
  )
  expect(drawn?.toSorted()).toEqual(steps.toSorted())
})

test('every state has a word, a next step and a turn in both languages', () => {
  for (const locale of ['id', 'en']) {
    const { state, next, turn } = messages(locale)
    for (const one of states) {
      expect(state[one], `${locale} ${one}`).toBeTruthy()
      expect(next[one], `${locale} ${one}`).toBeTruthy()
      expect(turn[turnOf[one]], `${locale} ${one}`).toBeTruthy()
    }
  }
})

test('every event has a sentence for the timeline in both languages', () => {
  const events = new Set(['create', ...states.flatMap((state) => Object.keys(proposalFlow[state]))])
  for (const locale of ['id', 'en']) {
    for (const event of events) expect(messages(locale).event[event], `${locale} ${event}`).toBeTruthy()
  }
})

test('an end state takes no event but those of its decree, and from every other state an end can be reached', () => {
  for (const state of endStates.filter((one) => one !== 'done')) expect(proposalFlow[state]).toEqual({})
  expect(Object.keys(proposalFlow.done)).toEqual(['correct_decree', 'revoke_decree', 'correct_record'])
  const reaches = (state: ProposalState, seen: Set<string> = new Set()): boolean => {
    if ((endStates as readonly string[]).includes(state)) return true
    if (seen.has(state)) return false
    seen.add(state)
    return Object.values(proposalFlow[state]).some((to) => reaches(to as ProposalState, seen))
  }
  for (const state of states) expect(reaches(state), state).toBe(true)
})

test('whatever is tried, a proposal stands in a state of the flow and ends stay ends', () => {
  const events = [...new Set(states.flatMap((state) => Object.keys(proposalFlow[state])))] as ProposalEvent[]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 60 }), (tried) => {
      let state: ProposalState = 'draft'
      for (const event of tried) {
        const before: ProposalState = state
        try {
          state = move(proposalFlow, before, event)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
        if (endStates.some((end) => end === before && end !== 'done')) expect(state).toBe(before)
        expect(states).toContain(state)
      }
    }),
  )
})

test('a rejected proposal (TMS) cannot be sent again, a returned one (BTS) can', () => {
  expect(() => move(proposalFlow, 'rejected', 'resubmit')).toThrow(Refusal)
  expect(move(proposalFlow, 'returned', 'resubmit')).toBe('sent')
})

test('the agency may cancel until the letter is signed, and not after', () => {
  expect(move(proposalFlow, 'awaiting_letter', 'cancel')).toBe('cancelled')
  expect(() => move(proposalFlow, 'sent', 'cancel')).toThrow(Refusal)
})

test('a decree of BKN waits for the signer of BKN, any other for that of the agency', () => {
  expect(turnFor({ state: 'decree_signing', decreeAuthority: 'bkn' })).toBe('bkn_signer')
  expect(turnFor({ state: 'decree_signing', decreeAuthority: 'agency' })).toBe('agency_signer')
  expect(statesOf('bkn_signer')).toEqual(['technical_signing', 'decree_signing'])
})

test('a reason names what is meant: fifteen characters are the least', () => {
  const reason = { reasonCode: 'value_differs', nextStep: 'correct_data' }
  expect(codedReason.safeParse({ ...reason, detail: '12345678901234' }).success).toBe(false)
  expect(codedReason.safeParse({ ...reason, detail: '123456789012345' }).success).toBe(true)
  expect(codedReason.safeParse({ ...reason, detail: ' '.repeat(40) }).success).toBe(false)
})

test('the parts of the list lose nobody: those of the stages together are all that a role sees', () => {
  for (const role of roles as readonly Role[]) {
    const tabs = listTabs(role)
    const all = tabs.find((tab) => tab.key === 'all')?.states ?? []
    const stages = tabs.filter((tab) => tab.key !== 'all' && tab.key !== 'mine').flatMap((tab) => tab.states)
    expect(
      all.filter((state) => !stages.includes(state)),
      role,
    ).toEqual([])
    expect(new Set(stages).size, role).toBe(stages.length)
  }
})

test('a count is the sum over the states of its list', () => {
  const counts = [
    { state: 'sent', total: 3 },
    { state: 'done', total: 4 },
  ] as const
  expect(stateCount(counts, ['sent', 'bkn_review'])).toBe(3)
})

test('an address that makes no sense filters nothing', () => {
  const address = parseListAddress({ status: 'apa', periode: '2027-02-31', halaman: '-4', nama: '  ' })
  expect(address).toMatchObject({ state: undefined, effectiveOn: undefined, name: undefined, page: 1 })
})
