import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { rankFormation } from '@/lib/cat/announcement'
import { headOf } from '@/lib/cat/chain'
import { canonical, keysHash } from '@/lib/cat/disclosure'
import { sealAttempts } from '@/lib/cat/receipt'
import { testSigner } from '@/lib/documents/signer.server'
import { verifyExam } from './verify-exam.mjs'

const folder = mkdtempSync(join(tmpdir(), 'satya-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

const policy = { tieBreak: ['TKP', 'TIU', 'TWK'], perVacancy: 3 }
const grade = { minimumBySection: { TWK: 5, TIU: 5 }, minimumTotal: null, fillTotal: null, source: 'uji' }
const sections = ['TWK', 'TWK', 'TIU', 'TIU', 'TKP', 'TKP']
const keys = sections.map((section, at) => ({
  section,
  points: section === 'TKP' ? { A: 1, B: 2, C: 3, D: 4, E: 5 } : { A: 0, B: 0, C: 0, D: 0, E: 0, ['ABCDE'[at]]: 5 },
}))
const official = { id: 'ketua', name: 'Ketua Tim', organisation: 'Instansi Uji' }

/** A session of some people, each with random changes of answers, published and announced as the product does. */
async function published(people = 5, random = pseudoRandom(7)) {
  const data = Array.from({ length: people }, (_, at) => {
    const attempt = `00000000-0000-4000-8000-00000000000${at}`
    const paper = sections.map((_, place) => (place + at) % sections.length)
    const events = Array.from({ length: 4 + (at % 5) }, (_, n) => ({
      attempt,
      item: 1 + Math.floor(random() * sections.length),
      option: random() < 0.1 ? null : 'ABCDE'[Math.floor(random() * 5)],
      seq: n + 1,
      ts: new Date(1_800_000_000_000 + n * 9_000).toISOString(),
    }))
    const chosen = new Map(events.map(({ item, option }) => [item, option]))
    const scores = { TWK: 0, TIU: 0, TKP: 0 }
    for (const [place, item] of paper.entries())
      scores[keys[item].section] += keys[item].points[chosen.get(place + 1)] ?? 0
    return { attempt, paper, events, scores, salt: `${at}`.repeat(64), head: headOf(events) }
  })
  const session = '11111111-1111-4111-8111-111111111111'
  const sealed = data.map(({ attempt, salt, head, events, scores }) => ({
    attempt,
    salt,
    head,
    events: events.length,
    scores,
  }))
  const keysSalt = 'ab'.repeat(32)
  const { root } = sealAttempts(session, sealed)
  const statement = canonical({ session, attempts: people, root, keysHash: keysHash(keys, keysSalt) })
  const seal = await testSigner(folder).signText(statement, official, new Date())
  const attempts = data.map(({ events, ...each }) => ({
    ...each,
    events: events.map(({ item, option, ts }) => [item, option, ts]),
    formation: 'F-1',
  }))
  const examined = data.map(({ scores }, at) => ({ number: `P-${at}`, scores, isDisqualified: false }))
  const announcement = {
    format: 'satya-exam-announcement-1',
    stage: 'first',
    programme: policy,
    formations: [
      { code: 'F-1', vacancies: 1, grade, disqualified: [], lines: rankFormation(examined, 1, grade, policy) },
    ],
  }
  return { session: { format: 'satya-exam-session-1', session, seal, keysSalt, keys, attempts }, announcement }
}

function pseudoRandom(seed) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const good = await published()
const changed = (change) => {
  const files = structuredClone(good)
  change(files)
  return verifyExam([files.session, files.announcement])
}
const anEvent = fc.record({ attempt: fc.nat(4), event: fc.nat(3) })

test('what the product publishes agrees with what it announced', () => {
  expect(verifyExam([good.session, good.announcement])).toEqual([])
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
  expect(otherKey.join()).toContain('keys are not those that were sealed')
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
  expect(verifyExam([{ ...good.session, seal: other }], root).join()).toContain('root that you trust')
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
        const faults = verifyExam([
          { ...good.session, attempts },
          { ...good.announcement, formations: [{ code: 'F-1', vacancies, grade: own, disqualified: [], lines }] },
        ])
        expect(faults.filter((fault) => fault.startsWith('Formation'))).toEqual([])
      },
    ),
  )
})

test('run by a stranger it says in one sentence that all is well, and ends with 1 when it is not', async () => {
  const file = (name, content) => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const run = (...names) => promisify(execFile)(process.execPath, ['scripts/verify-exam.mjs', ...names])
  const announcement = file('pengumuman.json', good.announcement)
  const { stdout } = await run(file('sesi.json', good.session), announcement)
  expect(stdout).toBe('Everything agrees: 2 files, 5 attempts.\n')
  const bad = { ...good.session, keysSalt: 'cd'.repeat(32) }
  await expect(run(file('lain.json', bad), announcement)).rejects.toMatchObject({
    code: 1,
    stderr: `Session ${bad.session}: the keys are not those that were sealed at its close.\n`,
  })
  await expect(run(file('kosong.json', { format: 'satya-exam-session-1' }))).rejects.toMatchObject({ code: 1 })
})
