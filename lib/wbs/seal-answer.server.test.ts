import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { cleanUpReports } from '@/lib/wbs/clean-up.server'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { signConsent } from '@/lib/wbs/identity'
import { office, reporterKeys } from '@/lib/wbs/people.fixture'
import { hashHex } from '@/lib/wbs/protocol'
import { ciphertext, ORIGIN, post, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const REQUEST = hashHex('pertanyaan')
const DAY = '2026-11-03'

beforeEach(async () => publish(owner, (await office()).signed))
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

/** A report whose identity somebody asked for. */
async function asked(dueOn = '2999-01-01') {
  const { keys, body } = await reportOf('ani')
  await post('laporan', body)
  await owner`insert into seal_requests (report_id, number, hash, requester_key, asked_on, due_on)
    values (${body.id}, 1, ${Buffer.from(REQUEST, 'hex')}, 'dini', '2026-11-02', ${dueOn})`
  return { keys, id: body.id }
}

async function answer(keys: ReporterKeys, consent: object | null, request = REQUEST, seq = 2) {
  const message = { seq, epoch: 0, ct: await ciphertext() }
  return post('segel/jawab', await signed(keys, 'segel/jawab', { request, consent, message }))
}

test('a yes is kept with what custodians need to believe it, and holds for ten working days', async () => {
  const { keys, id } = await asked()
  const consent = signConsent(keys.sign, id, REQUEST, DAY)
  expect((await answer(keys, consent)).status).toBe(200)
  const [row] = await owner`select state, consent_on::text, consent, due_on from seal_requests`
  expect(row).toMatchObject({ state: 'granted', consent_on: DAY, consent: Buffer.from(consent.signature, 'base64url') })
  expect(await owner`select kind, role from events order by number offset 1`).toEqual([
    { kind: 'identity_granted', role: 'pelapor' },
  ])
  const { identity } = (await post('buka', await signed(keys, 'buka', { after: 0 }))).answer
  expect(identity).toMatchObject({ request: { hash: REQUEST, state: 'granted' } })
})

test('a no closes the question, and cannot be turned into a yes', async () => {
  const { keys, id } = await asked()
  expect((await answer(keys, null)).status).toBe(200)
  expect(await owner`select state, consent from seal_requests`).toEqual([{ state: 'refused', consent: null }])
  const yes = await answer(keys, signConsent(keys.sign, id, REQUEST, DAY), REQUEST, 3)
  expect(yes.answer.code).toBe('request_closed')
  expect(await owner`select from messages`).toHaveLength(2)
})

test('a consent is signed by the reporter for this question of this report', async () => {
  const { keys, id } = await asked()
  const stranger = (await reporterKeys('orang-lain')).sign
  for (const consent of [
    signConsent(stranger, id, REQUEST, DAY),
    signConsent(keys.sign, id, hashHex('lain'), DAY),
    signConsent(keys.sign, 'lain', REQUEST, DAY),
    { ...signConsent(keys.sign, id, REQUEST, DAY), on: '2026-11-04' },
  ])
    expect((await answer(keys, consent)).answer.code).toBe('consent_wrong')
  const other = hashHex('lain')
  expect((await answer(keys, signConsent(keys.sign, id, other, DAY), other)).answer.code).toBe('request_closed')
  expect(await owner`select state from seal_requests`).toEqual([{ state: 'asked' }])
})

test('after its day a question is closed, answered or not, and the reporter sees that nobody answered', async () => {
  const { keys, id } = await asked('2026-11-01')
  const late = await answer(keys, signConsent(keys.sign, id, REQUEST, DAY))
  expect(late.answer.code).toBe('request_closed')
  await cleanUpReports(new Date('2026-11-02T05:00:00Z'))
  await cleanUpReports(new Date('2026-11-02T06:00:00Z'))
  expect(await owner`select state from seal_requests`).toEqual([{ state: 'lapsed' }])
  expect(await owner`select kind, role from events order by number offset 1`).toEqual([
    { kind: 'identity_lapsed', role: 'sistem' },
  ])
})
