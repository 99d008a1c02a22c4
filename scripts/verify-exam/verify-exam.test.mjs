import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { canonical } from '@/lib/canonical-json'
import { rankFormation } from '@/lib/cat/announcement'
import { headOf } from '@/lib/cat/chain'
import { hashOf, keysHash } from '@/lib/cat/disclosure'
import { rankFinals } from '@/lib/cat/final-ranking'
import { sealAttempts } from '@/lib/cat/receipt'
import { testSigner } from '@/lib/documents/signer.server'
import { verifyExam } from './verify-exam.mjs'

const folder = mkdtempSync(join(tmpdir(), 'satya-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

const policy = { code: 'SKD-UJI', tieBreak: ['TKP', 'TIU', 'TWK'], perVacancy: 3, maximum: 30, weightPercent: 40 }
const AGENCY = { agency: 'Instansi Uji', agencyCode: '9001' }
const grade = { minimumBySection: { TWK: 5, TIU: 5 }, minimumTotal: null, fillTotal: null, source: 'uji' }
const sections = ['TWK', 'TWK', 'TIU', 'TIU', 'TKP', 'TKP']
const keys = sections.map((section, at) => ({
  section,
  text: hashOf(`question ${at}`),
  points: section === 'TKP' ? { A: 1, B: 2, C: 3, D: 4, E: 5 } : { A: 0, B: 0, C: 0, D: 0, E: 0, ['ABCDE'[at]]: 5 },
}))
const official = { id: 'ketua', name: 'Ketua Tim', organisation: 'Instansi Uji' }

const SESSION = '11111111-1111-4111-8111-111111111111'
const START = Date.parse('2027-01-15T01:00:00.000Z')
const after = (milliseconds) => new Date(START + milliseconds).toISOString()
const GIVEN = { releasedAt: after(-60_000), closedAt: after(8_000_000), allowedSeconds: [6_000, 7_800] }
const OUT_AT = '2027-01-15T03:04:05.678Z'

/** A session of some people, the last one disqualified, each with random changes of answers, published and announced as the product does. */
async function published({
  people = 5,
  random = pseudoRandom(7),
  isUnscored = false,
  id = SESSION,
  agency = AGENCY,
  minimums = grade,
  time = {},
  eventAt = (n) => 60_000 + n * 9_000, // milliseconds from the start
} = {}) {
  const data = Array.from({ length: people }, (_, at) => {
    const attempt = `00000000-0000-4000-8000-${agency.agencyCode}0000000${at}`
    const paper = sections.map((_, place) => [(place + at) % sections.length, place % 2 ? [...'EDCBA'] : [...'ABCDE']])
    const events = Array.from({ length: 4 + (at % 5) }, (_, n) => ({
      attempt,
      item: 1 + Math.floor(random() * sections.length),
      option: random() < 0.1 ? null : 'ABCDE'[Math.floor(random() * 5)],
      seq: n + 1,
      ts: after(eventAt(n)),
    }))
    const chosen = new Map(events.map(({ item, option }) => [item, option]))
    const scores = { TWK: 0, TIU: 0, TKP: 0 }
    for (const [place, [item]] of paper.entries())
      scores[keys[item].section] += keys[item].points[chosen.get(place + 1)] ?? 0
    const isOut = at === people - 1
    return {
      version: 3,
      ...{
        attempt,
        paper,
        events,
        scores: isOut && isUnscored ? null : scores,
        salt: `${at}`.repeat(64),
        head: headOf(events),
      },
      formation: { code: 'F-1', kind: 'umum' },
      disqualifiedAt: isOut ? OUT_AT : null,
      time: { startedAt: after(0), allowedSeconds: 6_000, pauses: [], finishedAt: after(1_000_000), ...time },
    }
  })
  const keysSalt = 'ab'.repeat(32)
  const content = keysHash(keys, keysSalt)
  const { root, receipts } = sealAttempts(
    id,
    data.map((each) => ({ ...each, events: each.events.length, paper: hashOf(each.paper), content })),
  )
  const facts = { agency: agency.agencyCode, programme: policy.code, attempts: people, ...GIVEN }
  const statement = { session: id, ...facts, root, keysHash: content }
  const seal = await testSigner(folder).signText(canonical(statement), official, new Date())
  const attempts = data.map(({ events, ...each }) => ({
    ...each,
    events: events.map(({ item, option, ts }) => [item, option, ts]),
  }))
  const announcement = {
    format: 'satya-exam-announcement-1',
    id: `awal-${agency.agencyCode}`,
    ...agency,
    stage: 'first',
    version: 1,
    publishedAt: '2027-01-20T00:00:00.000Z',
    programme: policy,
    formations: [announcedFormation(data, minimums)],
  }
  const session = { format: 'satya-exam-session-3', session: id, seal, keysSalt, keys, attempts }
  return { session, announcement, receipts, root }
}

/** One formation of everybody, as the product announces it. */
function announcedFormation(data, minimums = grade) {
  const examined = data.map(({ scores, disqualifiedAt }, at) => {
    return { number: `P-${at}`, scores, isDisqualified: disqualifiedAt !== null }
  })
  const disqualified = data.filter(({ disqualifiedAt }) => disqualifiedAt).map(({ attempt }) => attempt)
  const lines = rankFormation(examined, 1, minimums, policy)
  return { code: 'F-1', kind: 'umum', vacancies: 1, grade: minimums, disqualified, moved: [], lines }
}

/** The final stage of an announcement, with these scores of a test of a hundred for those who went on; nothing: absent. */
function final(announcement, results = [60, 90, 61.5], rules = {}) {
  const examined = announcement.formations.map(({ lines, ...formation }) => {
    const people = lines
      .filter(({ result }) => result === 'P/L')
      .map(({ number, scores }, at) => {
        const own = { number, scores, diplomaHundredths: 350, bornOn: `2000-01-0${at + 1}` }
        const weights = [60, 40].map((weightPercent) => ({
          scoreThousandths: (results[at] ?? 0) * 1000,
          maximum: 100,
          weightPercent,
        }))
        return { ...own, tests: results[at] === undefined ? null : weights }
      })
    return { ...formation, people }
  })
  return {
    ...announcement,
    id: `akhir-${announcement.agencyCode}`,
    stage: 'final',
    publishedAt: '2027-03-01T00:00:00.000Z',
    programme: { ...announcement.programme, ...rules },
    formations: rankFinals(examined, { ...policy, ...rules }, []).formations,
  }
}

/** The same attempts as they were sealed before their time was. */
async function publishedAtSecond() {
  const { keysHash: content } = JSON.parse(good.session.seal.statement)
  const attempts = good.session.attempts.map(({ time: _, ...attempt }) => ({ ...attempt, version: 2 }))
  const { root } = sealAttempts(
    SESSION,
    attempts.map((each) => ({ ...each, events: each.events.length, paper: hashOf(each.paper), content })),
  )
  const statement = { session: SESSION, programme: policy.code, attempts: attempts.length, root, keysHash: content }
  const seal = await testSigner(folder).signText(canonical(statement), official, new Date())
  return { session: { ...good.session, format: 'satya-exam-session-2', seal, attempts }, root }
}

/** The same attempts as they were sealed before papers, formations and disqualifications were. */
async function publishedAtFirst() {
  const first = good.session.attempts.map(({ attempt, salt, head, events, scores }) => {
    return { attempt, salt, head, events: events.length, scores }
  })
  const { root } = sealAttempts(SESSION, first)
  const { keysHash: own } = JSON.parse(good.session.seal.statement)
  const statement = { session: SESSION, programme: policy.code, attempts: first.length, root, keysHash: own }
  const seal = await testSigner(folder).signText(canonical(statement), official, new Date())
  const attempts = first.map((each, at) => {
    const { events, paper } = good.session.attempts[at]
    return { ...each, events, paper: paper.map(([item]) => item), formation: 'F-1' }
  })
  return { ...good.session, format: 'satya-exam-session-1', seal, attempts }
}

function pseudoRandom(seed) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const good = await published()
const known = { root: readFileSync(join(folder, 'root', 'certificate.pem'), 'utf8'), sealed: [good.root] }
const reported = (change) => {
  const files = structuredClone(good)
  change(files)
  return verifyExam([files.session, files.announcement], known)
}
const changed = (change) => reported(change).faults
const anEvent = fc.record({ attempt: fc.nat(4), event: fc.nat(3) })

test('what the product publishes agrees with what it announced', () => {
  expect(verifyExam([good.session, good.announcement], known)).toEqual({ faults: [], reservations: [] })
})

test('a flipped answer is found, whichever it is', () => {
  fc.assert(
    fc.property(anEvent, fc.constantFrom(null, 'A', 'B', 'C', 'D', 'E'), ({ attempt, event }, option) => {
      fc.pre(good.session.attempts[attempt].events[event][1] !== option)
      const faults = changed(({ session }) => {
        session.attempts[attempt].events[event][1] = option
      })
      expect(faults.join()).toContain(good.session.attempts[attempt].attempt)
    }),
  )
})

test('a dropped, an inserted and a swapped event are found', () => {
  fc.assert(
    fc.property(anEvent, ({ attempt, event }) => {
      const dropped = changed(({ session }) => session.attempts[attempt].events.splice(event, 1))
      const inserted = changed(({ session }) => {
        const { events } = session.attempts[attempt]
        events.splice(event, 0, [1, 'A', events[event][2]])
      })
      const swapped = changed(({ session }) => {
        const { events } = session.attempts[attempt]
        const [one] = events.splice(event, 1)
        events.splice(event === 0 ? 1 : event - 1, 0, one)
      })
      for (const faults of [dropped, inserted, swapped]) expect(faults.join()).toContain('the chain that was sealed')
    }),
  )
})

test('a forger who makes the chain and the score fit is found by the root', () => {
  const faults = changed(({ session }) => {
    const [victim] = session.attempts
    victim.events.pop()
    victim.head = headOf(
      victim.events.map(([item, option, ts], at) => ({ attempt: victim.attempt, item, option, seq: at + 1, ts })),
    )
  })
  expect(faults.join()).toContain('do not give the root')
})

test('another key, another score, and an attempt that is missing are found', () => {
  const otherKey = changed(({ session }) => {
    session.keys[4].points = { A: 5, B: 4, C: 3, D: 2, E: 1 }
  })
  expect(otherKey.join()).toContain('questions and keys are not those that were sealed')
  const otherScore = changed(({ session }) => {
    session.attempts[2].scores.TKP += 5
  })
  expect(otherScore.join()).toContain('was sealed')
  const missing = changed(({ session }) => session.attempts.pop())
  expect(missing.join()).toContain('sealed with 5 attempts, and 4 are published')
})

test('a seal that somebody else signed, or that was changed, is found', async () => {
  const stranger = mkdtempSync(join(tmpdir(), 'satya-stranger-'))
  const other = await testSigner(stranger).signText(good.session.seal.statement, official, new Date())
  rmSync(stranger, { recursive: true })
  const root = good.session.seal.issuer
  expect(verifyExam([{ ...good.session, seal: other }], { root }).faults.join()).toContain('root that you trust')
  const forged = changed(({ session }) => {
    session.seal.statement = session.seal.statement.replace('"attempts":5', '"attempts":6')
  })
  expect(forged.join()).toContain('was not signed')
})

test('an announcement that moves somebody, or leaves somebody out, is found', () => {
  const moved = changed(({ announcement }) => {
    const line = announcement.formations[0].lines.find(({ result }) => result !== 'P/L')
    line.result = 'P/L'
  })
  expect(moved.join()).toContain('which the data do not give')
  const left = changed(({ announcement }) => announcement.formations[0].lines.shift())
  expect(left.join()).toContain('which the announcement does not have')
  const hidden = changed(({ session, announcement: { formations } }) => {
    formations[0].disqualified.push(session.attempts[0].attempt)
  })
  expect(hidden.join()).toContain('1 attempts do not count')
})

test('a session that was cancelled after somebody had answered is left to people, and told once', () => {
  const cancelled = [0, 3].map((answered) => ({
    number: 2 + answered,
    site: 'Gedung Uji',
    cancelledAt: '2027-01-05T00:00:00.000Z',
    reason: 'listrik padam',
    answered,
  }))
  const first = { ...good.announcement, cancelled }
  const told = (files) => verifyExam(files, known).reservations.filter((each) => /cancelled/.test(each))
  expect(told([good.session, good.announcement])).toEqual([])
  expect(told([good.session, first, { ...final(good.announcement), cancelled }])).toEqual([
    'Session 5 at Gedung Uji was cancelled at 2027-01-05T00:00:00.000Z ("listrik padam") when 3 candidates had answered: nothing of it is under a seal.',
  ])
})

test('whoever is told something without scores was absent or does not count', () => {
  const forged = (line) =>
    changed(({ announcement }) => announcement.formations[0].lines.push({ place: null, scores: null, ...line }))
  expect(forged({ number: 'P-9', result: 'P/L' })).toEqual(['Formation F-1: P-9 is told P/L without scores.'])
  expect(forged({ number: 'P-9', result: 'P' })).toEqual(['Formation F-1: P-9 is told P without scores.'])
  expect(forged({ number: 'P-9', result: 'TH', place: 1 })).toEqual(['Formation F-1: P-9 has place 1 without scores.'])
  expect(forged({ number: 'P-0', result: 'TH' })).toEqual(['Formation F-1: P-0 stands in the announcement twice.'])
  const hidden = changed(({ announcement: { formations } }) => {
    formations[0].lines[0].result = 'TH'
  })
  expect(hidden.join()).toMatch(/F-1: P-\d is told TH with scores/)
  const doubled = changed(({ announcement: { formations } }) => formations.push({ ...formations[0], lines: [] }))
  expect(doubled.join()).toContain('Formation F-1 stands in the announcement twice')
})

/** What the script says of a final result that was changed, beside its first stage. */
const selected = await published({ people: 6, minimums: { ...grade, minimumBySection: {} } })
const held = { ...known, sealed: [selected.root] }
const ofFinal = (change) => {
  const told = structuredClone(final(selected.announcement))
  change(told.formations[0].lines, told)
  return verifyExam([selected.session, selected.announcement, told], held)
}

test('a final result that the product gives agrees with its first stage, with somebody absent as well', () => {
  expect(selected.announcement.formations[0].lines.filter(({ result }) => result === 'P/L')).toHaveLength(3)
  expect(ofFinal(() => {})).toEqual({ faults: [], reservations: [] })
  const absent = final(selected.announcement, [60, undefined, 61.5])
  expect(absent.formations[0].lines.at(-1)).toMatchObject({ result: 'TH' })
  expect(verifyExam([selected.session, selected.announcement, absent], held)).toEqual({ faults: [], reservations: [] })
})

test('whom people put ahead of others are equal to them and stand so, and whether they had to is left to people', () => {
  const put = (ahead, behind, change = () => {}) =>
    ofFinal((lines, told) => {
      const of = (places) => places.map((at) => lines[at]?.number ?? 'P-9')
      told.programme = { ...told.programme, ties: [{ ahead: of(ahead), behind: of(behind), reason: 'undian' }] }
      change(lines)
    })
  const alike = (lines) => {
    for (const each of ['scores', 'tests', 'final']) lines[1][each] = lines[0][each]
  }
  expect(put([0], [1]).faults.join()).toContain('and these are not equal')
  expect(put([0], [7], alike).faults.join()).toContain('and these are not equal')
  expect(put([1], [0], alike).faults.join()).toContain('and the announcement does not')
  const { faults, reservations } = put([0], [1], alike)
  expect(faults.join()).not.toContain('People put')
  expect(reservations.join()).toMatch(/People put .* ahead of .* \("undian"\): whether diploma marks/)
})

/** Three of one formation for one seat, and empty formations beside it, one of the same job. */
const fill = [{ position: 1, into: 'any', from: 'any', isSameLocation: true, source: 'uji' }]
const ofFilled = (change = () => {}) => {
  const job = { positionName: 'Dokter', education: 'S1', location: 'Kudus' }
  const empty = { kind: 'umum', vacancies: 1, grade: { ...grade, minimumBySection: {} }, disqualified: [], moved: [] }
  const first = structuredClone(selected.announcement)
  Object.assign(first.formations[0], job)
  first.formations.push({ ...empty, ...job, code: 'F-2', lines: [] })
  first.formations.push({ ...empty, ...job, code: 'F-3', positionName: 'Perawat', lines: [] })
  const told = final(first, [60, 90, 61.5], { fill })
  change(told.formations[0].lines, told)
  return verifyExam([selected.session, first, told], held)
}

test('vacancies that are left are filled again by the rules that were announced', () => {
  expect(ofFilled((lines) => expect(lines[1]).toMatchObject({ result: 'P/L-1', into: 'F-2', place: 2 }))).toEqual({
    faults: [],
    reservations: [],
  })
  const swapped = ofFilled((lines) => {
    Object.assign(lines[2], { result: 'P/L-1', into: 'F-2' })
    Object.assign(lines[1], { result: 'TL', into: undefined })
  })
  expect(swapped.faults.join()).toMatch(/by rule 1 it takes P-\d, and P-\d is better/)
  const none = ofFilled((lines) => Object.assign(lines[1], { result: 'TL', into: undefined }))
  expect(none.faults.join()).toContain('Formation F-2: by rule 1 it takes 1 of 2 people, and 0 are told so')
  const both = ofFilled((lines) => Object.assign(lines[2], { result: 'P/L-1', into: 'F-2' }))
  expect(both.faults.join()).toContain('and 2 are told so')
  const otherJob = ofFilled((lines) => Object.assign(lines[2], { result: 'P/L-1', into: 'F-3' }))
  expect(otherJob.faults.join()).toMatch(/P-\d is told P\/L-1 in formation F-3, and no rule gives that/)
  const otherRule = ofFilled((lines) => Object.assign(lines[1], { result: 'P/L-2' }))
  expect(otherRule.faults.join()).toContain('is told P/L-2 in formation F-2, and no rule gives that')
  const nowhere = ofFilled((lines) => Object.assign(lines[1], { into: undefined }))
  expect(nowhere.faults.join()).toContain('no rule gives that')
  const passing = ofFilled((lines) => Object.assign(lines[0], { into: 'F-2' }))
  expect(passing.faults.join()).toContain('no rule gives that')
})

test.each([
  [
    'a stranger beside those who went on',
    (lines) => lines.push({ ...lines[2], number: 'P-9', place: 4 }),
    'P-9 did not go on',
  ],
  ['somebody who went on and is left out', (lines) => lines.pop(), 'the final result does not have them'],
  ['somebody twice', (lines) => lines.push({ ...lines[2], place: 4 }), 'stands in the announcement twice'],
  [
    'the scores of another one',
    (lines) => {
      lines[1].scores = lines[0].scores
    },
    /has .* and had .* in the first stage/,
  ],
  [
    'the same place for two',
    (lines) => {
      lines[1].place = 1
      lines[1].result = 'P/L'
    },
    'has place 1, and is number 2',
  ],
  [
    'a place that is left out',
    (lines) => {
      lines[2].place = 4
    },
    'has place 4, and is number 3',
  ],
  [
    'one place for everybody',
    (lines) => {
      for (const line of lines) Object.assign(line, { place: 1, result: 'P/L' })
    },
    'has place 1, and is number 3',
  ],
  [
    'more vacancies than the first stage had',
    (lines, { formations: [formation] }) => {
      formation.vacancies = 2
      lines[1].result = 'P/L'
    },
    'Formation F-1 had 1 vacancies (umum) in the first stage, and has 2',
  ],
  [
    'another share of the first stage',
    (lines, told) => {
      told.programme = { ...policy, weightPercent: 0 }
      for (const line of lines) line.final = '99.999'
    },
    'by other rules',
  ],
  [
    'a share above a hundred',
    (_, told) => {
      told.programme = { ...policy, weightPercent: 140 }
    },
    'counts for 140 of a hundred',
  ],
  [
    'fewer points than the keys give',
    (_, told) => {
      told.programme = { ...policy, maximum: 20 }
    },
    'is reckoned from 20 points, and gives up to 30',
  ],
  [
    'weights above a hundred',
    (lines) => {
      for (const { tests } of lines) tests[0].weightPercent = 80
    },
    'the tests of the second stage weigh 120 together',
  ],
  [
    'other weights for one',
    (lines) => {
      lines[1].tests[0].weightPercent = 30
      lines[1].tests[1].weightPercent = 70
    },
    'had other tests than others',
  ],
  [
    'no test at all',
    (lines) => {
      for (const line of lines) line.tests = []
    },
    'weigh 0 together',
  ],
  [
    'a score above the highest',
    (lines) => {
      lines[0].tests[0].scoreThousandths = 250_000
    },
    'has 250 of 100 in a test',
  ],
  [
    'half a vacancy for nobody',
    (lines) => {
      lines[0].result = 'TL'
    },
    'has place 1 of 1 and is told TL',
  ],
  [
    'a pass without scores',
    (lines) => {
      Object.assign(lines[2], { scores: null, place: null, result: 'P/L' })
    },
    'is told P/L without scores',
  ],
  [
    'a disqualification of nobody who was disqualified',
    (lines) => {
      Object.assign(lines[2], { scores: null, place: null, result: 'DIS', tests: [], final: null })
    },
    'is told DIS, and no attempt with their scores was disqualified since',
  ],
  [
    'a withdrawal of nobody who withdrew',
    (lines) => {
      Object.assign(lines[2], { scores: null, place: null, result: 'APS', tests: [], final: null })
    },
    'is told APS, and no attempt with their scores is of somebody who withdrew since',
  ],
])('in a final result %s is found', (_, change, sentence) => {
  expect(ofFinal(change).faults.join('\n')).toMatch(sentence)
})

test('an attempt whose candidate is said to have withdrawn is told APS for somebody, and is not one that was disqualified', () => {
  const { session, announcement } = selected
  const withdrawn = structuredClone(announcement)
  const [formation] = withdrawn.formations
  formation.withdrawn = [session.attempts[0].attempt, session.attempts.at(-1).attempt, 'unknown']
  const { faults, reservations } = verifyExam([session, withdrawn], held)
  expect(faults).toEqual(
    expect.arrayContaining([
      expect.stringContaining('attempt unknown does not count, and no session has it'),
      expect.stringContaining('3 attempts do not count, and nobody is told APS for them'),
      expect.stringMatching(/was disqualified at .* before the seal, and is not told so/),
    ]),
  )
  expect(reservations).toContainEqual(expect.stringContaining('is said to be of somebody who withdrew'))
})

test('a final result without its first stage is left open, and every score in it is of one attempt', () => {
  const alone = final(selected.announcement)
  const { faults, reservations } = verifyExam([selected.session, alone], held)
  expect(faults).toEqual([])
  expect(reservations).toContainEqual(expect.stringContaining('was not held to its first stage'))
  const twice = structuredClone(alone)
  const [, one, other] = twice.formations[0].lines
  other.scores = one.scores
  expect(verifyExam([selected.session, twice], held).faults.join()).toContain('no attempt has the scores')
})

test('two agencies in one programme, each with a formation of the same code, are checked together', async () => {
  const city = { agency: 'Kota Uji', agencyCode: '9002' }
  const other = await published({ people: 4, random: pseudoRandom(23), id: SESSION.replaceAll('1', '2'), agency: city })
  const files = [good.session, good.announcement, other.session, other.announcement]
  const sealed = [good.root, other.root]
  expect(verifyExam(files, { ...known, sealed })).toEqual({ faults: [], reservations: [] })
  const swapped = files.map((each) =>
    each.agencyCode ? { ...each, agencyCode: each.agencyCode === '9001' ? '9002' : '9001' } : each,
  )
  expect(verifyExam(swapped, { ...known, sealed }).faults.join()).toContain('which the data do not give')

  const nameless = structuredClone(other.session)
  const { agency: _, ...statement } = JSON.parse(nameless.seal.statement)
  nameless.seal = await testSigner(folder).signText(canonical(statement), official, new Date())
  const alone = verifyExam([nameless, other.announcement], { ...known, sealed: [other.root] })
  expect(alone).toEqual({ faults: [], reservations: [] })
  const both = verifyExam([good.session, good.announcement, nameless, other.announcement], { ...known, sealed })
  expect(both.faults).toEqual([])
  expect(both.reservations).toEqual([
    expect.stringContaining('The announcement of Instansi Uji in SKD-UJI was not checked'),
    expect.stringContaining('The announcement of Kota Uji in SKD-UJI was not checked'),
  ])
})

test('a revoked disqualification is a question for people, and what was answered counts as it was', async () => {
  const { session, announcement } = await published({ isUnscored: true })
  const [out] = session.attempts.slice(-1)
  const { attempt } = out
  const scores = good.session.attempts[4].scores
  const judge = (change) => {
    const [formation] = structuredClone(announcement.formations)
    const people = session.attempts.map((each, at) => ({
      number: `P-${at}`,
      scores: each.scores,
      isDisqualified: false,
    }))
    people[4].scores = scores
    Object.assign(formation, { disqualified: [], reinstated: [{ attempt, isAbsent: false }] })
    formation.lines = rankFormation(people, 1, grade, policy)
    change?.(formation, people)
    return verifyExam([session, { ...announcement, formations: [formation] }], known)
  }
  const { faults, reservations } = judge()
  expect(faults.filter((fault) => fault.startsWith('Formation'))).toEqual([])
  expect(reservations.join()).toContain('this was revoked since')
  const better = judge((formation, people) => {
    people[4].scores = { TWK: 10, TIU: 10, TKP: 10 }
    formation.lines = rankFormation(people, 1, grade, policy)
  })
  expect(better.faults.join()).toContain('which the data do not give')
  const silent = judge((formation) => {
    formation.reinstated = []
  })
  expect(silent.faults.join()).toContain('before the seal, and is not told so')
  const absent = judge((formation) => {
    formation.reinstated = [{ attempt, isAbsent: true }]
  })
  expect(absent.faults.join()).toContain('is told absent, and it has answers')
  const invented = judge((formation) => {
    formation.reinstated.push({ attempt: session.attempts[0].attempt, isAbsent: false })
  })
  expect(invented.faults.join()).toContain('was not sealed as disqualified')
})

test('script and product rank alike, whatever the scores, the vacancies and the grade', () => {
  const scores = fc.record({ TWK: fc.nat(3), TIU: fc.nat(3), TKP: fc.nat(4) })
  fc.assert(
    fc.property(
      fc.array(scores, { maxLength: 14 }),
      fc.integer({ min: 1, max: 3 }),
      fc.option(fc.nat(6)),
      (all, vacancies, fillTotal) => {
        const own = { ...grade, minimumBySection: { TWK: 1, TIU: 1 }, fillTotal }
        const people = all.map((each, at) => ({ number: `P-${at}`, scores: each, isDisqualified: false }))
        const lines = rankFormation(people, vacancies, own, policy)
        const attempts = all.map((each) => ({ ...good.session.attempts[0], scores: each }))
        const formation = { code: 'F-1', kind: 'umum', vacancies, grade: own, disqualified: [], lines }
        const { faults } = verifyExam([
          { ...good.session, attempts },
          { ...good.announcement, formations: [formation] },
        ])
        expect(faults.filter((fault) => fault.startsWith('Formation'))).toEqual([])
      },
    ),
  )
})

test('another order of the questions, or of their options, is found', () => {
  const swapped = changed(({ session }) => {
    const { paper } = session.attempts[0]
    ;[paper[2], paper[3]] = [paper[3], paper[2]]
  })
  expect(swapped.join()).toContain('do not give the root')
  const options = changed(({ session }) => session.attempts[0].paper[0][1].reverse())
  expect(options.join()).toContain('do not give the root')
  const text = changed(({ session }) => {
    session.keys[0].text = hashOf('another question')
  })
  expect(text.join()).toContain('questions and keys are not those that were sealed')
})

test('keys that were sealed anew do not fit the root, whoever signs them', async () => {
  const { session } = structuredClone(good)
  session.keys[4].points = { A: 5, B: 4, C: 3, D: 2, E: 1 }
  const sealed = { ...JSON.parse(session.seal.statement), keysHash: keysHash(session.keys, session.keysSalt) }
  session.seal = await testSigner(folder).signText(canonical(sealed), official, new Date())
  expect(verifyExam([session], known).faults.join()).toContain('do not give the root')
})

test('another formation of an attempt is found, and another kind of its formation', () => {
  const elsewhere = changed(({ session }) => {
    session.attempts[0].formation = { code: 'F-2', kind: 'umum' }
  })
  expect(elsewhere.join()).toContain('do not give the root')
  expect(elsewhere.join()).toContain('is of formation F-2, which the announcement does not have')
  const kind = changed(({ announcement }) => {
    announcement.formations[0].kind = 'disabilitas'
  })
  expect(kind.join()).toContain('was sealed as umum, and is judged as disabilitas')
})

test('an attempt that is ranked in another formation than it was sealed in is named', () => {
  const { attempt } = good.session.attempts[0]
  const report = reported(({ announcement: { formations } }) => {
    const [from] = formations
    const at = from.lines.findIndex(({ number }) => number === 'P-0')
    const moved = { ...from, code: 'F-2', vacancies: 9, disqualified: [], moved: [{ attempt, from: 'F-1' }] }
    formations.push({ ...moved, lines: from.lines.splice(at, 1).map((line) => ({ ...line, place: line.place && 1 })) })
  })
  expect(report.reservations).toEqual([
    `Formation F-2: attempt ${attempt} was moved here after the seal, which has it in formation F-1.`,
  ])
})

test('whoever was disqualified before the seal stays so, and whoever is afterwards is named', () => {
  const undone = changed(({ session }) => {
    session.attempts[4].disqualifiedAt = null
  })
  expect(undone.join()).toContain('do not give the root')
  const untold = changed(({ announcement }) => announcement.formations[0].disqualified.pop())
  expect(untold.join()).toContain(`was disqualified at ${OUT_AT} before the seal, and is not told so`)
  const left = changed(({ session }) => session.attempts.pop())
  expect(left.join()).toContain('does not count, and no session has it')

  const [first] = good.session.attempts
  const { faults, reservations } = reported(({ session, announcement }) => {
    const all = session.attempts.map((each, at) => ({
      ...each,
      disqualifiedAt: at === 0 ? OUT_AT : each.disqualifiedAt,
    }))
    announcement.formations = [announcedFormation(all)]
  })
  expect(faults).toEqual([])
  expect(reservations).toEqual([
    `Formation F-1: attempt ${first.attempt} was disqualified after the seal, which has it among those that count.`,
  ])
})

test('an attempt without scores was disqualified before it had any, or is a fault', async () => {
  const unscored = await published({ isUnscored: true })
  expect(verifyExam([unscored.session, unscored.announcement], { ...known, sealed: [unscored.root] })).toEqual({
    faults: [],
    reservations: [],
  })
  const hidden = changed(({ session }) => {
    session.attempts[1].scores = null
  })
  expect(hidden.join()).toContain('has no scores, and was not disqualified')
})

test('what was compared with nothing from elsewhere is said plainly', () => {
  const files = [good.session, good.announcement]
  const open = (...args) => verifyExam(...args).reservations
  expect(open(files)).toEqual([
    expect.stringContaining('Who signed was taken from the files themselves'),
    expect.stringContaining(`its root ${good.root} was compared with nothing from elsewhere`),
  ])
  expect(open([...files, good.receipts[2]], { root: known.root })).toEqual([])
  expect(open([good.session], known)).toEqual([expect.stringContaining('its 5 attempts were ranked by nothing')])
  const other = 'e'.repeat(64)
  expect(verifyExam(files, { ...known, sealed: [other] }).faults).toEqual([
    `No session was sealed under the root ${other}, which you have.`,
  ])
})

test('a receipt that the published data do not bear out is found', async () => {
  const anew = await published({ random: pseudoRandom(11) })
  const { faults } = verifyExam([anew.session, anew.announcement, good.receipts[0]], { root: known.root })
  expect(faults.join()).toContain('has another root than its session')
  expect(faults.join()).toContain('says something else than the published data')
  const better = { ...good.receipts[0], scores: { TWK: 10, TIU: 10, TKP: 10 } }
  expect(verifyExam([good.session, better], known).faults.join()).toContain('is not under its own root')
})

test('a session of the first seals is checked by what they held, and says what they did not', async () => {
  const first = await publishedAtFirst()
  const sealed = [JSON.parse(first.seal.statement).root]
  const { faults, reservations } = verifyExam([first, good.announcement], { ...known, sealed })
  expect(faults).toEqual([])
  expect(reservations).toEqual([expect.stringContaining('was sealed in the first way')])
  for (const format of ['satya-exam-session-1', 'satya-exam-session-2'])
    expect(verifyExam([{ ...good.session, format }], known).faults.join()).toContain('do not give the root')
})

test('a session that was sealed without the time of its attempts is checked, and says that nobody can tell a late answer', async () => {
  const { session, root } = await publishedAtSecond()
  const { faults, reservations } = verifyExam([session, good.announcement], { ...known, sealed: [root] })
  expect(faults).toEqual([])
  expect(reservations).toEqual([expect.stringContaining('was sealed in the second way')])
})

const MINUTE = 60_000
test.each([
  ['after the time was over', {}, 100 * MINUTE + 10_000, 'came after the time was over'],
  ['before the attempt began', {}, -11_000, 'came before the attempt began'],
  ['after the attempt had ended', { finishedAt: after(50 * MINUTE) }, 51 * MINUTE, 'came after the attempt had ended'],
  ['in a pause', { pauses: [{ from: after(5 * MINUTE), seconds: 600 }] }, 10 * MINUTE, 'came in a pause'],
  [
    'in a pause that nobody ended',
    { pauses: [{ from: after(5 * MINUTE), seconds: null }] },
    200 * MINUTE,
    'came in a pause',
  ],
  [
    'in the time of a pause that came later',
    { pauses: [{ from: after(105 * MINUTE), seconds: 600 }] },
    101 * MINUTE,
    'came after the time was over',
  ],
])('an answer that was let in %s is found, though it was sealed', async (_, time, at, sentence) => {
  const forged = await published({
    time: { finishedAt: after(300 * MINUTE), ...time },
    eventAt: (n) => (n === 3 ? at : 60_000 + n),
  })
  const { faults } = verifyExam([forged.session, forged.announcement], { ...known, sealed: [forged.root] })
  expect(faults).toHaveLength(5)
  expect(faults[0]).toBe(
    `Attempt ${forged.session.attempts[0].attempt}: its answer number 4, at ${after(at)}, ${sentence}.`,
  )
})

test('an answer in the grace, and one in the time that a pause gave back, count', async () => {
  const pauses = [{ from: after(5 * MINUTE), seconds: 600 }]
  for (const at of [5 * MINUTE + 400, 15 * MINUTE, 110 * MINUTE + 9_999]) {
    const time = { pauses, finishedAt: after(111 * MINUTE) }
    const fair = await published({ time, eventAt: (n) => (n === 3 ? at : 60_000 + n) })
    expect(verifyExam([fair.session, fair.announcement], { ...known, sealed: [fair.root] }).faults).toEqual([])
  }
})

test('a start before the release is found, and a time that the programme does not give is named', async () => {
  const early = await published({ time: { startedAt: after(-120_000) } })
  expect(verifyExam([early.session, early.announcement], { ...known, sealed: [early.root] }).faults[0]).toContain(
    'before the session was released',
  )
  const longer = await published({ time: { allowedSeconds: 6_600 } })
  expect(verifyExam([longer.session, longer.announcement], { ...known, sealed: [longer.root] })).toEqual({
    faults: [],
    reservations: [
      expect.stringContaining(
        '5 attempts had another time than the 100 minutes, 130 minutes of the programme (110 minutes)',
      ),
    ],
  })
  const later = changed(({ session }) => {
    session.attempts[0].time.allowedSeconds = 7_800
  })
  expect(later.join()).toContain('do not give the root')
})

test('run by a stranger it says in one sentence how it went, and its exit says the same', async () => {
  const file = (name, content) => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
    return join(folder, name)
  }
  const run = (...names) => promisify(execFile)(process.execPath, ['scripts/verify-exam/verify-exam.mjs', ...names])
  const files = [file('pengumuman.json', good.announcement), file('sesi.json', good.session)]
  const printed = good.root.replace(/(.{8})/g, '$1 ')
  const held = ['--root', file('akar.pem', known.root), '--sealed', printed]
  expect((await run(...files, ...held)).stdout).toBe('Everything agrees: 2 files, 5 attempts.\n')
  await expect(run(...files)).rejects.toMatchObject({
    code: 3,
    stdout: 'Nothing disagrees, and 2 questions are left open: 2 files, 5 attempts.\n',
  })
  const bad = { ...good.session, keysSalt: 'cd'.repeat(32) }
  await expect(run(file('lain.json', bad), files[0], ...held)).rejects.toMatchObject({
    code: 1,
    stderr: `Session ${bad.session}: questions and keys are not those that were sealed at its close.\n`,
  })
  await expect(run(file('kosong.json', { format: 'satya-exam-session-2' }))).rejects.toMatchObject({ code: 1 })
  await expect(run()).rejects.toMatchObject({ code: 2, stderr: 'Name the files to check.\n' })
  await expect(run(...files, '--sealed', 'ab12')).rejects.toMatchObject({ code: 2 })
})
