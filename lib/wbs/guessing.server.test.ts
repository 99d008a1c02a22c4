import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { office } from '@/lib/wbs/people.fixture'
import { base64url } from '@/lib/wbs/protocol'
import { ciphertext, ORIGIN, post, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'
import type { SignedRoute } from '@/lib/wbs/request'
import { makeSigningKey } from '@/lib/wbs/signature'

/**
 * Wrong codes against right ones. Every try costs its proof of work here too, the least there is: `npm run test:wbs` tries
 * a hundred thousand codes, and `npm test` a few.
 */
const isWhole = Boolean(process.env.WBS_WHOLE)
const [GUESSES, AT_ONCE] = [isWhole ? 100_000 : 64, 32]
const TRIES = isWhole ? 2_000 : 12
const PAIRS = isWhole ? 200 : 2
const [ROUNDS, ENOUGH] = [3, isWhole ? 2 : 1] // chance alone fails one round of twenty
const DEARER_AFTER = 500
process.env.WBS_PROOF_TRIES = '1'
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

async function timed(of: ReporterKeys, door: SignedRoute = 'buka', fields: object = { after: 0 }) {
  const body = await signed(of, door, fields)
  const began = performance.now()
  const heard = await post(door, body)
  return { ...heard, ms: performance.now() - began }
}

/** Asks one and the other so many times, in an order of chance, and again while too few rounds look like chance. */
async function agree(times: number, one: () => Promise<number>, other: () => Promise<number>): Promise<number[]> {
  const found: number[] = []
  while (found.length < ROUNDS && likeChance(found) < ENOUGH) {
    const [ones, others]: [number[], number[]] = [[], []]
    for (let number = 0; number < times; number++) {
      if (number % DEARER_AFTER === 0) forgetCounts()
      const isOneFirst = Math.random() < 0.5
      for (const isOne of [isOneFirst, !isOneFirst]) (isOne ? ones : others).push(await (isOne ? one : other)())
    }
    found.push(probabilityOfChance(ones, others))
  }
  return found
}

const likeChance = (found: readonly number[]) => found.filter((p) => p > 0.05).length

test(`of ${GUESSES} wrong codes each is answered as long as the others, and none with a report`, async () => {
  for (let tried = 0; tried < GUESSES; tried += AT_ONCE) {
    if (tried % DEARER_AFTER < AT_ONCE) forgetCounts()
    const heard = await Promise.all(Array.from({ length: AT_ONCE }, () => timed(wrongKeys())))
    const told = new Set(heard.map(({ status, bytes, answer }) => `${status} ${bytes} ${answer.report}`))
    expect([...told]).toEqual(['200 32768 null'])
  }
})

test('a wrong code is answered like a right one: the same status, length and time, and never a report', async () => {
  const ask = (isRight: boolean) => async () => {
    const heard = await timed(isRight ? keys : wrongKeys())
    expect([heard.status, heard.bytes, Boolean(heard.answer.report)]).toEqual([200, 32_768, isRight])
    return heard.ms
  }
  const found = await agree(TRIES, ask(true), ask(false))
  console.log(`${TRIES} wrong codes and ${TRIES} right ones: p = ${found.map((p) => p.toFixed(3)).join(', ')}`)
  expect(likeChance(found)).toBe(ENOUGH)
})

const ct = await ciphertext()
const message = { seq: 2, epoch: 0, ct }
const on = '2026-11-02'
const signature = base64url(randomBytes(64))
const OTHER_DOORS: [SignedRoute, object][] = [
  ['pesan', message],
  ['cabut', { withdrawal: { on, after: 1, signature } }],
  ['kunci', { epochs: [0] }],
  ['segel', { ct, shares: [], message }],
  ['segel/jawab', { request: '5'.repeat(64), consent: { on, signature }, message }],
  ['lampiran/mulai', { id: randomUUID(), bytes: 5000 }],
]

test.each(OTHER_DOORS)(
  'at the door %s a code that somebody has, signed by another, is answered like one of nobody',
  async (door, fields) => {
    const ask = (of: () => ReporterKeys) => async () => {
      const { status, bytes, answer, ms } = await timed(of(), door, fields)
      expect([status, answer.code, bytes]).toEqual([409, 'not_found', 4096])
      return ms
    }
    const found = await agree(
      PAIRS,
      ask(() => ({ ...keys, sign: makeSigningKey() })),
      ask(wrongKeys),
    )
    expect(likeChance(found)).toBe(ENOUGH)
  },
)

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
