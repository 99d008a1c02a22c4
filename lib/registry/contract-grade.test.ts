import { expect, test } from 'vitest'
import { contractGrade, parseContractGrade } from './contract-grade'

test('a grade of a PPPK is read as a Roman or a plain number from I to XVII', () => {
  expect(['I', 'ix', ' XVII ', '9'].map(parseContractGrade)).toEqual([1, 9, 17, 9])
  expect(['', '0', '18', 'XVIII', 'IIII', 'III/a'].map(parseContractGrade)).toEqual(Array(6).fill(undefined))
  expect([1, 9, 17].map(contractGrade)).toEqual(['I', 'IX', 'XVII'])
})
