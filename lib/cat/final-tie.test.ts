import { expect, test } from 'vitest'
import { type DecidedTie, type Standing, settleEquals } from './final-tie'

const person = (number: string, points: number): Standing => ({
  number,
  final: { numerator: BigInt(points), denominator: 1n },
  scores: { TKP: 166 },
  diplomaHundredths: 350,
  bornOn: '2000-05-01',
})
const people = [person('A', 80), person('B', 70), person('C', 70), person('D', 70), person('E', 60)]
const decision = (ahead: string, behind: string): DecidedTie => {
  return { ahead: [...ahead], behind: [...behind], reason: 'Alasan yang tertulis' }
}
const settled = (seats: number, ...decided: DecidedTie[]) => {
  const { ordered, equals, by } = settleEquals(people, seats, ['TKP'], decided)
  return {
    order: ordered.map(({ number }) => number).join(''),
    open: equals && `${equals.people.map(({ number }) => number).join('')} ${equals.seats}`,
    by,
  }
}

test('equals on one side of the last seat are nobody’s to decide', () => {
  for (const seats of [1, 4, 5, 9]) expect(settled(seats)).toEqual({ order: 'ABCDE', open: null, by: null })
})

test('equals on both sides of the last seat are named with the seats that are left for them', () => {
  expect(settled(2)).toMatchObject({ order: 'ABCDE', open: 'BCD 1' })
  expect(settled(3)).toMatchObject({ order: 'ABCDE', open: 'BCD 2' })
})

test('a decision puts those ahead before those behind, and nobody else moves', () => {
  const of = decision('D', 'BC')
  expect(settled(2, of)).toEqual({ order: 'ADBCE', open: null, by: of })
})

test('a decision holds for these people and these seats alone', () => {
  expect(settled(2, decision('D', 'B')).open).toBe('BCD 1')
  expect(settled(3, decision('D', 'BC')).open).toBe('BCD 2')
  expect(settled(2, decision('D', 'BCA')).open).toBe('BCD 1')
})

test('the newest decision that fits counts', () => {
  expect(settled(2, decision('C', 'BD'), decision('D', 'BC')).order).toBe('ACBDE')
})
