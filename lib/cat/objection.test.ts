import { expect, test } from 'vitest'
import { answerDueOn, answerInput, isObjectionOpen, objectionInput, objectionsEnd } from './objection'

test('candidates may object up to the last day itself, and not on the next one', () => {
  expect(isObjectionOpen('2027-01-25', '2027-01-28')).toBe(true)
  expect(isObjectionOpen('2027-01-28', '2027-01-28')).toBe(true)
  expect(isObjectionOpen('2027-01-29', '2027-01-28')).toBe(false)
})

test('they have three days after the day of the announcement', () => {
  expect(objectionsEnd('2027-01-25')).toBe('2027-01-28')
  expect(objectionsEnd('2026-12-30')).toBe('2027-01-02')
})

test('the committee answers within seven days after that', () => {
  expect(answerDueOn('2027-01-28')).toBe('2027-02-04')
  expect(answerDueOn('2027-12-28')).toBe('2028-01-04')
})

test('an objection says what happened, an answer says why', () => {
  const id = '019a0000-0000-7000-8000-00000000000a'
  const objection = { announcementId: id, text: 'x'.repeat(30), file: null }
  expect(objectionInput.safeParse(objection).success).toBe(true)
  expect(objectionInput.safeParse({ ...objection, text: ` ${'x'.repeat(29)} ` }).success).toBe(false)
  expect(objectionInput.safeParse({ ...objection, file: { name: 'a.pdf', base64: 'tidak sah!' } }).success).toBe(false)
  expect(answerInput.safeParse({ id, decision: 'accepted', answer: 'Benar.' }).success).toBe(false)
})
