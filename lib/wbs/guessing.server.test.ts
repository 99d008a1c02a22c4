import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { office } from '@/lib/wbs/people.fixture'
import { base64url } from '@/lib/wbs/protocol'
import { type Heard, ORIGIN, post, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'
import { makeSigningKey } from '@/lib/wbs/signature'

/**
 * Wrong codes against right ones. Every try costs its proof of work here too, so that `npm run test:wbs` tries some
 * thousand instead of a hundred thousand, and `npm test` a few.
 */
const TRIES = process.env.WBS_WHOLE ? 2_000 : 12
const ROUNDS = 3 // chance alone fails one of twenty
const DEARER_AFTER = 500
vi.setConfig({ testTimeout: process.env.WBS_WHOLE ? 90 * 60_000 : 300_000 })

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
let keys: ReporterKeys

beforeAll(async () => {
  await publish(database.owner, (await office()).signed)
  const made = await reportOf('ani')
  await post('laporan', made.body)
  keys = made.keys
})
afterAll(forgetCounts)

/** What nobody has: a locator and a key of chance. */
function wrongKeys(): ReporterKeys {
  return { ...keys, locator: base64url(randomBytes(32)), sign: makeSigningKey() }
}

async function timed(of: ReporterKeys): Promise<Heard & { ms: number }> {
  const body = await signed(of, 'buka', { after: 0 })
  const began = performance.now()
  const heard = await post('buka', body)
  return { ...heard, ms: performance.now() - began }
}

test('a wrong code is answered like a right one: the same status, length and time, and never a report', async () => {
  const found: number[] = []
  for (let round = 1; round <= ROUNDS && !found.some((p) => p > 0.05); round++) {
    const [right, wrong]: [number[], number[]] = [[], []]
    for (let number = 0; number < TRIES; number++) {
      if (number % DEARER_AFTER === 0) forgetCounts()
      const isRightFirst = Math.random() < 0.5
      for (const isRight of [isRightFirst, !isRightFirst]) {
        const heard = await timed(isRight ? keys : wrongKeys())
        expect([heard.status, heard.bytes]).toEqual([200, 32_768])
        expect(Boolean(heard.answer.report)).toBe(isRight)
        const times = isRight ? right : wrong
        times.push(heard.ms)
      }
    }
    found.push(probabilityOfChance(right, wrong))
  }
  console.log(`${TRIES} wrong codes and ${TRIES} right ones: p = ${found.map((p) => p.toFixed(3)).join(', ')}`)
  expect(found.some((p) => p > 0.05)).toBe(true)
})

test('a code that somebody has, signed by another, is answered like one that nobody has', async () => {
  const heard = await timed({ ...keys, sign: makeSigningKey() })
  const nobody = await timed(wrongKeys())
  expect({ ...heard, ms: 0 }).toEqual({ ...nobody, ms: 0 })
})

test('the difference of times is seen where there is one', () => {
  const fast = Array.from({ length: 40 }, (_, at) => 60 + (at % 7))
  const slow = fast.map((ms) => ms + 3)
  expect(probabilityOfChance(fast, slow)).toBeLessThan(0.01)
  expect(probabilityOfChance(fast, fast.toReversed())).toBeGreaterThan(0.9)
})

/**
 * How probable it is that two samples of one kind differ as much as these, by their ranks (Mann and Whitney 1947, with the
 * normal distribution and the correction for ties).
 */
function probabilityOfChance(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((ms) => ({ ms, isOne: true })), ...other.map((ms) => ({ ms, isOne: false }))]
  all.sort((a, b) => a.ms - b.ms)
  let [ranks, ties] = [0, 0]
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.ms === all[from]?.ms) to++
    const equal = to - from
    ranks += ((from + 1 + to) / 2) * all.slice(from, to).filter(({ isOne }) => isOne).length
    ties += equal ** 3 - equal
    from = to
  }
  const [n, m, sum] = [one.length, other.length, all.length]
  const deviation = ranks - (n * (sum + 1)) / 2
  const variance = ((n * m) / 12) * (sum + 1 - ties / (sum * (sum - 1)))
  return variance === 0 ? 1 : 2 * (1 - normal(Math.abs(deviation) / Math.sqrt(variance)))
}

/** The share of a normal distribution below `z`, at least 0 (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const tail = terms.reduce((total, term, at) => total + term * t ** (at + 1), 0)
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail
}
