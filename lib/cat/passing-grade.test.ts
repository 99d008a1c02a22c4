import { expect, test } from 'vitest'
import { readExamProgrammes } from '@/db/seed/exam-programmes'
import { passingGradeFindings } from './passing-grade'

const { programmes, grades } = readExamProgrammes()

function gradeOf(year: number, kind: string, jobGroup = '') {
  const found = grades.filter(
    (grade) => grade.programme === `SKD-${year}` && grade.formationKind === kind && grade.jobGroup === jobGroup,
  )
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} grades of ${year} ${kind} ${jobGroup}`)
  return found[0]
}

const passes = (TWK: number, TIU: number, TKP: number, year: number, kind: string, jobGroup?: string) =>
  passingGradeFindings({ TWK, TIU, TKP }, gradeOf(year, kind, jobGroup)).every((finding) => finding.met)

test('a general formation asks for each section, and the threshold itself is enough', () => {
  expect(passes(65, 80, 166, 2024, 'umum')).toBe(true)
  expect(passes(60, 80, 166, 2024, 'umum')).toBe(false)
  expect(passes(65, 75, 166, 2024, 'umum')).toBe(false)
  expect(passes(65, 80, 165, 2024, 'umum')).toBe(false)
})

test('a high total does not make up for one section', () => {
  expect(passes(70, 75, 200, 2024, 'umum')).toBe(false)
})

test('a special formation asks for the total and TIU alone', () => {
  expect(passes(5, 60, 221, 2024, 'disabilitas')).toBe(true)
  expect(passes(0, 60, 225, 2024, 'disabilitas')).toBe(false)
  expect(passes(5, 85, 221, 2024, 'cumlaude')).toBe(true)
  expect(passes(0, 85, 225, 2024, 'cumlaude')).toBe(false)
})

test('each year has its own grade', () => {
  expect(passes(75, 80, 142, 2018, 'umum')).toBe(false)
  expect(passes(75, 80, 143, 2018, 'umum')).toBe(true)
  expect(passes(65, 80, 126, 2019, 'umum')).toBe(true)
  expect(passes(70, 75, 105, 2013, 'umum')).toBe(true)
  expect(passes(70, 75, 105, 2014, 'umum')).toBe(false)
})

test('some jobs have a grade of their own on the general formation', () => {
  expect(passes(10, 80, 221, 2021, 'umum', 'dokter')).toBe(true)
  expect(passes(5, 70, 211, 2021, 'umum', 'awak_kapal_dan_pengamat')).toBe(true)
  expect(passes(5, 65, 216, 2021, 'umum', 'awak_kapal_dan_pengamat')).toBe(false)
})

test('a section that was not sat counts as nothing', () => {
  expect(passingGradeFindings({ TWK: 65 }, gradeOf(2024, 'umum'))).toMatchObject([
    { code: 'cat.section_minimum', met: true, facts: { section: 'TWK', score: 65, minimum: 65 } },
    { met: false, facts: { section: 'TIU', score: 0 } },
    { met: false, facts: { section: 'TKP', score: 0 } },
  ])
})

test('the highest scores of each year are those of its era', () => {
  const maxima = programmes.map(({ year, sections }) => {
    const each = sections.map(({ itemCount, pointsPerItem }) => itemCount * pointsPerItem)
    return [year, ...each, each.reduce((sum, maximum) => sum + maximum, 0)].join(' ')
  })
  expect(maxima).toEqual([
    '2013 175 150 175 500',
    '2014 175 150 175 500',
    '2017 175 150 175 500',
    '2018 175 150 175 500',
    '2019 150 175 175 500',
    '2021 150 175 225 550',
    '2023 150 175 225 550',
    '2024 150 175 225 550',
  ])
})

test('no threshold lies above what can be reached, and the sum of a general formation is that of its sections', () => {
  for (const { programme, minimumBySection, minimumTotal } of grades) {
    const sections = programmes.find(({ code }) => code === programme)?.sections ?? []
    const maximum = (code: string) => (sections.find((section) => section.code === code)?.itemCount ?? 0) * 5
    for (const [code, minimum] of Object.entries(minimumBySection)) expect(minimum).toBeLessThanOrEqual(maximum(code))
    const total = sections.reduce((sum, { code }) => sum + maximum(code), 0)
    expect(minimumTotal ?? 0).toBeLessThanOrEqual(total)
  }
  const implied = [2013, 2014, 2018, 2019, 2021, 2024].map((year) =>
    Object.values(gradeOf(year, 'umum').minimumBySection).reduce((sum, minimum) => sum + minimum, 0),
  )
  expect(implied).toEqual([250, 271, 298, 271, 311, 311])
})
