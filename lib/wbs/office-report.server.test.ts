import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { sendMessage } from '@/lib/wbs/answer.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handOutFirsts, handOutReport } from '@/lib/wbs/office-report.server'
import { office, person } from '@/lib/wbs/people.fixture'
import { ciphertext, keepKeys, ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, dewi, people, signed } = await office()
const NOW = new Date('2026-11-02T20:00:00Z') // the next day in Jakarta
let report: string

beforeEach(async () => {
  await publish(owner, signed)
  await keepKeys(owner, people)
  const { body } = await reportOf('pelapor', { excluded: [budi.key.id] })
  expect((await post('laporan', body)).status).toBe(200)
  report = body.id
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const message = async () => ({ report, ring: 'pesan' as const, seq: 2, epoch: 0, ct: await ciphertext() })
const openings = () => owner`select report_id, key_id, opened_on::text from openings`

test('a report is handed out with the own wrap and all messages, and the day is written down once', async () => {
  const served = await handOutReport(ani.key.holder, report, NOW)
  const [kept] = await owner`select box_pub from reports`
  expect(served).toMatchObject({ report, reporterBox: kept?.box_pub, manifest: signed })
  expect(served.pesan.wraps.map(({ epoch }) => epoch)).toEqual([0])
  expect(served.pesan.messages.map(({ seq }) => seq)).toEqual([1])
  expect(served.catatan).toEqual({ wraps: [], messages: [] })
  await handOutReport(ani.key.holder, report, NOW)
  expect([...(await openings())]).toEqual([{ report_id: report, key_id: ani.key.id, opened_on: '2026-11-03' }])
})

test('to whoever was excluded, is of another group, or is a stranger, nothing is handed out and nothing taken', async () => {
  for (const { holder } of [budi.key, dewi.key]) {
    await expect(handOutReport(holder, report, NOW)).rejects.toMatchObject({ code: 'not_found' })
    expect((await handOutFirsts(holder, [report], NOW)).firsts).toEqual([])
    await expect(sendMessage(holder, await message())).rejects.toMatchObject({ code: 'not_found' })
  }
  for (const holder of [(await person('Orang lain')).key.holder, null]) {
    await expect(handOutReport(holder, report, NOW)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(handOutFirsts(holder, [report], NOW)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(sendMessage(holder, await message())).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await openings()).toHaveLength(0)
  expect(await owner`select seq from messages`).toHaveLength(1)
})

test('a revoked key is handed nothing, and nothing is taken from it', async () => {
  await owner`update recipient_keys set revoked_on = current_date where id = ${ani.key.id}`
  await expect(handOutReport(ani.key.holder, report, NOW)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(handOutFirsts(ani.key.holder, [report], NOW)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(sendMessage(ani.key.holder, await message())).rejects.toMatchObject({ code: 'forbidden' })
})

test('the first message of reports is handed out for a list, of the own ones alone', async () => {
  const { firsts } = await handOutFirsts(ani.key.holder, [report, crypto.randomUUID()], NOW)
  expect(firsts.map((first) => first.report)).toEqual([report])
  expect(await openings()).toHaveLength(1)
})

test('an answer is taken in its place, and none in a conversation that was stopped, where a note still is', async () => {
  await sendMessage(ani.key.holder, await message())
  await expect(sendMessage(ani.key.holder, await message())).rejects.toMatchObject({ code: 'wbs_wrong_seq' })
  expect([...(await owner`select seq, party from messages order by seq`)]).toEqual([
    { seq: 1, party: 'reporter' },
    { seq: 2, party: 'recipient' },
  ])
  await owner`update reports set is_frozen = true`
  await expect(sendMessage(ani.key.holder, { ...(await message()), seq: 3 })).rejects.toMatchObject({
    code: 'wbs_frozen',
  })
})
