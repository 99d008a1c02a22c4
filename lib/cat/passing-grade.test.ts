import { expect, test } from 'vitest'
import { type PassingGrade, passingGradeFindings } from './passing-grade'

const general: PassingGrade = { minimumBySection: { TWK: 65, TIU: 80, TKP: 166 }, minimumTotal: null, source: '2024' }
const disability: PassingGrade = { minimumBySection: { TIU: 60 }, minimumTotal: 286, source: '2024' }
const cumlaude: PassingGrade = { minimumBySection: { TIU: 85 }, minimumTotal: 311, source: '2024' }

const passes = (TWK: number, TIU: number, TKP: number, grade: PassingGrade) =>
  passingGradeFindings({ TWK, TIU, TKP }, grade).every((finding) => finding.met)

test('a general formation asks for each section, and the threshold itself is enough', () => {
  expect(passes(65, 80, 166, general)).toBe(true)
  expect(passes(60, 80, 166, general)).toBe(false)
  expect(passes(65, 75, 166, general)).toBe(false)
  expect(passes(65, 80, 165, general)).toBe(false)
})

test('a high total does not make up for one section', () => {
  expect(passes(70, 75, 200, general)).toBe(false)
})

test('a special formation asks for the total and TIU alone', () => {
  expect(passes(5, 60, 221, disability)).toBe(true)
  expect(passes(0, 60, 225, disability)).toBe(false)
  expect(passes(5, 85, 221, cumlaude)).toBe(true)
  expect(passes(5, 80, 226, cumlaude)).toBe(false)
})

test('each year has its own grade', () => {
  const of2018 = { ...general, minimumBySection: { TWK: 75, TIU: 80, TKP: 143 } }
  const of2019 = { ...general, minimumBySection: { TWK: 65, TIU: 80, TKP: 126 } }
  expect(passes(75, 80, 142, of2018)).toBe(false)
  expect(passes(75, 80, 143, of2018)).toBe(true)
  expect(passes(65, 80, 126, of2019)).toBe(true)
})

test('a section that was not sat counts as nothing', () => {
  expect(passingGradeFindings({ TWK: 65 }, general)).toMatchObject([
    { code: 'cat.section_minimum', met: true, facts: { section: 'TWK', score: 65, minimum: 65 } },
    { met: false, facts: { section: 'TIU', score: 0 } },
    { met: false, facts: { section: 'TKP', score: 0 } },
  ])
})
