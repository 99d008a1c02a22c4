import { expect, test } from 'vitest'
import { closureOf } from './conclusion'

const told = {
  category: 'levy' as const,
  agencyKind: 'central' as const,
  hasCorrectiveAction: true,
  hasRetaliation: false,
}
const history = [
  { kind: 'received', on: '2026-11-02' },
  { kind: 'acknowledge', on: '2026-11-04' },
  { kind: 'clarify', on: '2026-11-05' },
  { kind: 'accept', on: '2026-11-10' },
  { kind: 'investigate', on: '2026-11-20' },
  { kind: 'examine', on: '2027-01-04' },
  { kind: 'recommend', on: '2027-01-11' },
  { kind: 'follow_up', on: '2027-01-13' },
]

test('the days of each step are those between its events, to the day on which it ends', () => {
  expect(closureOf(told, { step: 'close', result: 'TERBUKTI_SEBAGIAN' }, history, '2027-02-01')).toEqual({
    ...told,
    result: 'partly_proven',
    days: { acknowledge: 2, verify: 6, review: 10, investigate: 45, follow_up: 21 },
  })
})

test('a step that was not taken has no days', () => {
  const rejected = closureOf(told, { step: 'reject', result: 'SPAM' }, history.slice(0, 2), '2026-11-05')
  expect(rejected).toMatchObject({ result: 'not_processed', days: { acknowledge: 2, verify: null, review: null } })
  const forwarded = closureOf(told, { step: 'forward', result: 'BUKAN_KEWENANGAN' }, history, '2026-11-05')
  expect(forwarded.result).toBe('forwarded')
})
