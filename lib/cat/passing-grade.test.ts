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

const implied = (year: number) =>
  Object.values(gradeOf(year, 'umum').minimumBySection).reduce((sum, minimum) => sum + minimum, 0)

const passes = (TWK: number, TIU: number, TKP: number, year: number, kind: string, jobGroup?: string) =>
  passingGradeFindings({ TWK, TIU, TKP }, gradeOf(year, kind, jobGroup)).every((finding) => finding.met)

test('grades without a sure source are marked, and no others', () => {
  const unsure = grades.filter(({ isConfirmed }) => !isConfirmed)
  expect(
    unsure.map(({ programme, formationKind, jobGroup }) => `${programme} ${formationKind} ${jobGroup}`.trim()),
  ).toEqual([
    'SKD-2017 cumlaude',
    'SKD-2017 disabilitas',
    'SKD-2017 papua',
    'SKD-2023 disabilitas',
    'SKD-2023 papua',
    'SKD-2024 umum dokter',
    'SKD-2024 umum awak_kapal_dan_pengamat',
  ])
})

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

test('every kind of formation has the floors of its year, as TWK/TIU/TKP and total', () => {
  const floorsOf = (kind: string, jobGroup: string) =>
    grades
      .filter((grade) => grade.formationKind === kind && grade.jobGroup === jobGroup)
      .map(({ programme, minimumBySection: { TWK = '', TIU = '', TKP = '' }, minimumTotal }) =>
        [programme, `${TWK}/${TIU}/${TKP}`, minimumTotal ?? ''].join(' ').trim(),
      )
  expect(floorsOf('umum', '')).toEqual([
    'SKD-2013 70/75/105',
    'SKD-2014 70/75/126',
    'SKD-2017 75/80/143',
    'SKD-2018 75/80/143',
    'SKD-2019 65/80/126',
    'SKD-2021 65/80/166',
    'SKD-2023 65/80/166',
    'SKD-2024 65/80/166',
    'SKB-2024 //',
  ])
  const firstClass = [
    'SKD-2018 /85/ 298',
    ...[2019, 2021, 2023, 2024].map((year) => `SKD-${year} /85/ ${implied(year)}`),
  ]
  expect(floorsOf('cumlaude', '')).toEqual(['SKD-2017 //', ...firstClass, 'SKB-2024 //'])
  expect(floorsOf('diaspora', '')).toEqual([...firstClass, 'SKB-2024 //'])
  const since2021 = (tiu: number) => [2021, 2023, 2024].map((year) => `SKD-${year} /${tiu}/ 286`)
  expect(floorsOf('disabilitas', '')).toEqual([
    'SKD-2017 //',
    'SKD-2018 /70/ 260',
    'SKD-2019 /70/ 260',
    ...since2021(60),
    'SKB-2024 //',
  ])
  expect(floorsOf('papua', '')).toEqual([
    'SKD-2017 //',
    'SKD-2018 /60/ 260',
    'SKD-2019 /60/ 260',
    ...since2021(60),
    'SKB-2024 //',
  ])
  expect(floorsOf('daerah_tertinggal', '')).toEqual(['SKD-2024 /60/ 286', 'SKB-2024 //'])
  expect(floorsOf('kalimantan', '')).toEqual(['SKD-2024 65/80/166', 'SKB-2024 //'])
  expect(floorsOf('siber', '')).toEqual(['SKD-2019 65/80/126'])
  expect(floorsOf('honorer_k2', '')).toEqual(['SKD-2018 /60/ 260'])
  expect(floorsOf('olahragawan', '')).toEqual(['SKD-2018 //'])
  expect(floorsOf('umum', 'dokter_spesialis')).toEqual(['SKD-2018 /80/ 298'])
  expect(floorsOf('umum', 'dokter')).toEqual(['SKD-2019 /80/ 271', 'SKD-2021 /80/ 311', 'SKD-2024 /80/ 311'])
  expect(floorsOf('umum', 'instruktur_penerbang')).toEqual(['SKD-2018 /80/ 298', 'SKD-2019 /80/ 271'])
  expect(floorsOf('umum', 'awak_kapal_dan_pengamat')).toEqual([
    'SKD-2018 /70/ 260',
    'SKD-2019 /70/ 260',
    'SKD-2021 /70/ 286',
    'SKD-2024 /70/ 286',
  ])
  expect(floorsOf('umum', 'petugas_ukur_dan_penjaga')).toEqual(['SKD-2018 /70/ 260'])
})

test('what is ranked alone, without a floor, is met by whoever sat the test', () => {
  expect(passingGradeFindings({ TWK: 0, TIU: 5, TKP: 35 }, gradeOf(2018, 'olahragawan'))).toEqual([])
  expect(passes(0, 0, 0, 2017, 'cumlaude')).toBe(true)
})

test('the test of the field has a hundred questions worth five each, and half an hour more without sight', () => {
  const skb = programmes.find(({ code }) => code === 'SKB-2024')
  expect(skb).toMatchObject({ durationSeconds: 5_400, accommodatedSeconds: { netra: 7_200 }, weightPercent: 60 })
  expect(skb?.sections).toMatchObject([{ code: 'SKB', itemCount: 100, pointsPerItem: 5, scoring: 'single' }])
})

test('each selection has its minutes, those of who cannot see, and its weight in the end', () => {
  const times = programmes.map(({ code, durationSeconds, accommodatedSeconds, weightPercent }) =>
    [code, durationSeconds / 60, (accommodatedSeconds.netra ?? 0) / 60, weightPercent].join(' '),
  )
  expect(times).toEqual([
    'SKD-2013 90 0 40',
    'SKD-2014 90 0 40',
    'SKD-2017 90 0 40',
    'SKD-2018 90 0 40',
    'SKD-2019 90 120 40',
    'SKD-2021 100 130 40',
    'SKD-2023 100 130 40',
    'SKD-2024 100 130 40',
    'SKB-2024 90 120 60',
  ])
})

test('the highest scores of each year are those of its era', () => {
  const basic = programmes.filter(({ code }) => code.startsWith('SKD'))
  const maxima = basic.map(({ year, sections }) => {
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
  expect([2013, 2014, 2018, 2019, 2021, 2024].map(implied)).toEqual([250, 271, 298, 271, 311, 311])
})
