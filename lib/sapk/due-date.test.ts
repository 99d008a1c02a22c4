import { expect, test } from 'vitest'
import { type Calendar, dueOn } from './due-date'

/** Monday is 1 February 2027; Friday the 5th is a holiday. */
const calendar: Calendar = {
  today: '2027-02-15',
  holidays: new Set(['2027-02-05']),
  daysOf: (level) => ({ technical_approval: 5, decree: 2 })[level] ?? 3,
}
const at = (day: string) => new Date(`${day}T09:00:00+07:00`)
const waiting = (state: Parameters<typeof dueOn>[0]['state'], entered: string, sent?: string) => ({
  state,
  enteredStateAt: at(entered),
  sentAt: sent ? at(sent) : null,
})

test('papers are collected until the cut-off of the period', () => {
  expect(dueOn(waiting('collecting', '2027-02-01'), '2027-02-20', [], calendar)).toBe('2027-02-20')
})

test('an agency’s own check has its working days, but never longer than until the cut-off', () => {
  const entered = waiting('agency_review', '2027-02-01')
  expect(dueOn(entered, '2027-02-20', [], calendar)).toBe('2027-02-04')
  expect(dueOn(entered, '2027-02-04', [], calendar)).toBe('2027-02-04')
  expect(dueOn(entered, '2027-02-03', [], calendar)).toBe('2027-02-03')
})

test('a letter that was approved in time may be signed after the cut-off', () => {
  expect(dueOn(waiting('awaiting_letter', '2027-02-04'), '2027-02-04', [], calendar)).toBe('2027-02-10')
})

test('BKN’s clock runs from the letter through all its states, over weekends and holidays', () => {
  expect(dueOn(waiting('initialling', '2027-02-08', '2027-02-01'), null, [], calendar)).toBe('2027-02-09')
})

test('it stands still while the proposal is returned', () => {
  const steps = [
    { event: 'return', at: at('2027-02-03') },
    { event: 'resubmit', at: at('2027-02-09') },
  ]
  expect(dueOn(waiting('sent', '2027-02-09', '2027-02-01'), null, steps, calendar)).toBe('2027-02-12')
})

test('it starts anew with a ralat, and what was returned before that no longer counts', () => {
  const steps = [
    { event: 'return', at: at('2027-01-05') },
    { event: 'resubmit', at: at('2027-01-11') },
    { event: 'correct', at: at('2027-02-08') },
  ]
  expect(dueOn(waiting('initialling', '2027-02-10', '2027-01-04'), null, steps, calendar)).toBe('2027-02-15')
})

test('after the technical approval the agency’s clock starts with the state', () => {
  expect(dueOn(waiting('decree_draft', '2027-02-08', '2027-01-04'), '2027-01-20', [], calendar)).toBe('2027-02-10')
})

test('nobody is waited for at the end', () => {
  expect(dueOn(waiting('done', '2027-02-08'), '2027-02-20', [], calendar)).toBeNull()
})
