import { expect, test } from 'vitest'
import { move } from '@/lib/workflow'
import { entryFlow } from './entry'
import { answerOpen, MOST_ENTRIES, minutesWithin, type ReviewedEntry, reviewerFindings } from './review'
import { approveInput } from './review-input'

const entry: ReviewedEntry = {
  employeeId: 'pegawai',
  appraiserOfDay: 'penilai',
  minutes: 180,
  reviewedOn: null,
}
const unmet = (changes: Partial<ReviewedEntry>, reviewer: string | null = 'penilai') =>
  reviewerFindings({ ...entry, ...changes }, reviewer)
    .filter(({ met }) => !met)
    .map(({ code }) => code)

test('an entry is answered by the appraiser of the day of the work, and by nobody about themselves', () => {
  expect(unmet({})).toEqual([])
  expect(unmet({ appraiserOfDay: 'penilai sebelumnya' })).toEqual(['kinerja.review_appraiser'])
  expect(unmet({ appraiserOfDay: null }, null)).toEqual(['kinerja.review_appraiser'])
  expect(unmet({ employeeId: 'penilai' })).toEqual(['kinerja.review_own'])
})

test('what waits is approved, corrected, returned or rejected; what is approved is corrected or taken back', () => {
  expect(move(entryFlow, 'submitted', 'approve')).toBe('approved')
  expect(move(entryFlow, 'submitted', 'return')).toBe('returned')
  expect(move(entryFlow, 'submitted', 'reject')).toBe('rejected')
  expect(move(entryFlow, 'approved', 'correct')).toBe('approved')
  expect(move(entryFlow, 'approved', 'reopen')).toBe('submitted')
  expect(() => move(entryFlow, 'approved', 'approve')).toThrow('wrong_state')
  expect(() => move(entryFlow, 'returned', 'approve')).toThrow('wrong_state')
  expect(() => move(entryFlow, 'withdrawn', 'reject')).toThrow('wrong_state')
})

test('an answer is open until the last day of the month in which it was given', () => {
  expect(answerOpen({ ...entry, reviewedOn: '2026-11-02' }, '2026-11-30').met).toBe(true)
  expect(answerOpen({ ...entry, reviewedOn: '2026-11-30' }, '2026-12-01').met).toBe(false)
  expect(answerOpen({ ...entry, reviewedOn: '2025-11-02' }, '2026-11-02').met).toBe(false)
})

test('the minutes that count are never more than the work took', () => {
  expect(minutesWithin(entry, 180).met).toBe(true)
  expect(minutesWithin(entry, 181).met).toBe(false)
})

test('two hundred entries are answered in one go, and one more is refused', () => {
  const some = (count: number) => ({
    entries: Array.from({ length: count }, (_, at) => ({
      id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      version: 1,
    })),
  })
  expect(approveInput.safeParse(some(MOST_ENTRIES)).success).toBe(true)
  expect(approveInput.safeParse(some(MOST_ENTRIES + 1)).success).toBe(false)
  expect(approveInput.safeParse(some(0)).success).toBe(false)
})
