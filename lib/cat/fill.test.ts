import { expect, test } from 'vitest'
import type { AnnouncedProgramme } from './announcement'
import type { FillRule } from './fill'
import { type FinalFormation, rankFinals } from './final-ranking'
import type { DecidedTie } from './final-tie'

const GENERAL: FillRule = { position: 1, into: 'general', from: 'special', isSameLocation: true, source: 'uji' }
const SPECIAL: FillRule = { position: 2, into: 'special', from: 'any', isSameLocation: true, source: 'uji' }
const ELSEWHERE: FillRule = { position: 3, into: 'any', from: 'any', isSameLocation: false, source: 'uji' }

/** A formation with a score of the second stage and one of TIU for each of its people. */
function formation(
  code: string,
  people: Record<string, [second: number, tiu: number]>,
  change: Partial<FinalFormation> = {},
): FinalFormation {
  return {
    code,
    kind: 'umum',
    positionName: 'Dokter',
    education: 'S1 Kedokteran',
    location: 'Kudus',
    vacancies: 1,
    grade: { minimumBySection: { TIU: 80 }, minimumTotal: null, fillTotal: null, source: 'uji' },
    disqualified: [],
    reinstated: [],
    moved: [],
    people: Object.entries(people).map(([number, [second, tiu]]) => ({
      number,
      scores: { TIU: tiu },
      tests: [{ scoreThousandths: second * 1000, maximum: 100, weightPercent: 100 }],
      diplomaHundredths: 350,
      bornOn: '2000-05-01',
      isDisqualified: false,
      isWithdrawn: false,
    })),
    ...change,
  }
}

function filled(formations: FinalFormation[], rules: FillRule[], decided: DecidedTie[] = []) {
  const facts = { code: 'UJI', name: 'Uji', tieBreak: ['TIU'], perVacancy: 3, maximum: 175, weightPercent: 40 }
  const programme: AnnouncedProgramme = { ...facts, fill: rules }
  const { formations: told, moves, ties } = rankFinals(formations, programme, decided)
  const lines = told.flatMap(({ lines: own }) =>
    own.map(({ number, result, into }) => `${number} ${result}`.concat(into ? ` ${into}` : '')),
  )
  return { lines, moves: moves.map(({ number, from, into, rule }) => `${number} ${from} ${into} ${rule}`), ties }
}

const papua = (people: Record<string, [number, number]>, change: Partial<FinalFormation> = {}) =>
  formation('F-2', people, { kind: 'papua', ...change })

test('an empty general formation takes the best of a special one of the same job and education', () => {
  const { lines, moves } = filled([formation('F-1', {}), papua({ A: [90, 90], B: [80, 90], C: [70, 90] })], [GENERAL])
  expect(lines).toEqual(['A P/L', 'B P/L-1 F-1', 'C TL'])
  expect(moves).toEqual(['B F-2 F-1 1'])
})

test('whoever is below the grade of the formation that takes them is passed over', () => {
  expect(filled([formation('F-1', {}), papua({ A: [90, 90], B: [80, 79], C: [70, 80] })], [GENERAL]).moves).toEqual([
    'C F-2 F-1 1',
  ])
})

test.each([
  ['job', { positionName: 'Perawat' }],
  ['education', { education: 'Profesi Dokter' }],
  ['location', { location: 'Jepara' }],
  ['kind', { kind: 'umum' }],
])('another %s is not for the rule', (_, change) => {
  expect(filled([formation('F-1', {}), papua({ A: [90, 90], B: [80, 90] }, change)], [GENERAL]).moves).toEqual([])
})

test('rules are applied in their order, each to what the ones before left', () => {
  const far = formation('F-3', { D: [95, 90], E: [94, 90], F: [93, 90] }, { location: 'Jepara' })
  const near = papua({ A: [90, 90], B: [80, 90] })
  const empty = formation('F-1', {}, { vacancies: 2 })
  expect(filled([empty, near, far], [ELSEWHERE, GENERAL]).moves).toEqual(['B F-2 F-1 1', 'E F-3 F-1 3'])
  expect(filled([empty, near, far], [ELSEWHERE]).moves).toEqual(['E F-3 F-1 3', 'F F-3 F-1 3'])
})

test('a special formation takes people of a general one, and nobody takes two seats', () => {
  const people = formation('F-1', { A: [90, 90], B: [80, 90] })
  const empty = [papua({}), formation('F-3', {}, { kind: 'cumlaude' })]
  expect(filled([people, ...empty], [SPECIAL, ELSEWHERE]).moves).toEqual(['B F-1 F-2 2'])
})

test('whoever was absent or failed a test of the second stage is taken by nobody', () => {
  const source = papua({ A: [90, 90], B: [80, 90], C: [70, 90] })
  const people = source.people.map((person) => {
    if (person.number === 'B') return { ...person, tests: null }
    return person.number === 'C'
      ? { ...person, tests: person.tests?.map((each) => ({ ...each, minimum: 75 })) ?? null }
      : person
  })
  expect(filled([formation('F-1', {}), { ...source, people }], [GENERAL]).moves).toEqual([])
})

test('equals for the last seat that is left wait for people, and nothing is filled after them', () => {
  const formations = [formation('F-1', {}), papua({ A: [90, 90], B: [80, 90], C: [80, 90] })]
  const open = filled(formations, [GENERAL])
  expect(open).toMatchObject({ moves: [], ties: [{ formation: 'F-1', seats: 1, numbers: ['B', 'C'] }] })
  const decided = { ahead: ['C'], behind: ['B'], reason: 'uji' }
  expect(filled(formations, [GENERAL], [decided])).toMatchObject({ moves: ['C F-2 F-1 1'], ties: [] })
})

test('without a rule nobody moves', () => {
  expect(filled([formation('F-1', {}), papua({ A: [90, 90], B: [80, 90] })], []).lines).toEqual(['A P/L', 'B TL'])
})
