import { expect, test } from 'vitest'
import { rankFormation } from './announcement'
import { rulingInput } from './ruling'

const typed = (numbers: string) =>
  rulingInput.safeParse({
    id: '11111111-1111-4111-8111-111111111111',
    kind: 'withdrawal',
    stage: 'first',
    numbers,
    reason: 'Surat pengunduran diri tanggal 3 Maret',
  })

test('numbers are typed or pasted with whatever stands between, and count once', () => {
  expect(typed(' 24-1, 24-2;24-1\n24-3 ').data?.numbers).toEqual(['24-1', '24-2', '24-3'])
  expect(typed(' , ').success).toBe(false)
  expect(typed(Array.from({ length: 201 }, (_, at) => `24-${at}`).join(' ')).success).toBe(false)
})

test('who withdrew takes no place, is told APS without scores, and DIS where both are true', () => {
  const grade = { minimumBySection: {}, minimumTotal: null, fillTotal: null, source: '' }
  const person = (number: string, score: number | null, changes = {}) => {
    const scores = score === null ? null : { TKP: score }
    return { number, scores, isDisqualified: false, isWithdrawn: false, ...changes }
  }
  const people = [
    person('1', 200, { isWithdrawn: true }),
    person('2', 190),
    person('3', 180),
    person('4', 195, { isWithdrawn: true, isDisqualified: true }),
    person('5', null, { isWithdrawn: true }),
    person('6', null),
  ]
  const lines = rankFormation(people, 1, grade, { tieBreak: ['TKP'], perVacancy: 1 })
  expect(lines.map(({ number, place, scores, result }) => [number, place, scores !== null, result])).toEqual([
    ['2', 1, true, 'P/L'],
    ['3', 2, true, 'P'],
    ['1', null, false, 'APS'],
    ['4', null, false, 'DIS'],
    ['5', null, false, 'APS'],
    ['6', null, false, 'TH'],
  ])
})
