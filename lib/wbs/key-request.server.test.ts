import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { bytesOf } from '@/lib/wbs/bytes.server'
import type { KeyPlace } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { asks, gives, REPORT } from '@/lib/wbs/key-request.fixture'
import type { Person } from '@/lib/wbs/people.fixture'
import { ciphertext, ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'
import { storeWraps } from '@/lib/wbs/wraps.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
let office: Awaited<ReturnType<typeof handlingOffice>>

beforeEach(async () => {
  office = await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const NOTES: KeyPlace = { ring: 'catatan', epoch: 0 }

const openNotes = async (report: string, people: Person[]) => {
  const ct = bytesOf(await ciphertext('catatan'))
  const wraps = people.map(({ key }) => ({ ring: 'catatan' as const, epoch: 0, holder: key.id, ct }))
  await transactWbs((tx) => storeWraps(tx, report, wraps))
}
const keptOf = (report: string, { key }: Person) =>
  owner`select ring, ct from wraps where report_id = ${report} and holder = ${key.id} order by ring`

test('only what a reader named as junk is replaced: the key of notes that opens stays as it is', async () => {
  const { report } = await sentReport()
  const { ani, budi } = office
  await openNotes(report, [ani, budi])
  const before = await keptOf(report, budi)
  await asks(budi, report, [REPORT])
  await expect(gives(ani, report, budi, [REPORT, NOTES])).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  await expect(gives(ani, report, budi, [])).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  await expect(gives(ani, report, budi, [REPORT, REPORT])).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  expect(await keptOf(report, budi)).toEqual(before)
  await gives(ani, report, budi, [REPORT])
  const after = await keptOf(report, budi)
  expect(after.map(({ ct }, at) => ct.equals(before[at]?.ct))).toEqual([false, true])
})

test('asked again it is the same question, for what is named now; keys that there are not are asked for by nobody', async () => {
  const { report, keys } = await sentReport()
  const { budi } = office
  await expect(asks(budi, report, []), 'nothing').rejects.toMatchObject({ code: 'invalid' })
  await expect(asks(budi, report, [NOTES]), 'no notes yet').rejects.toMatchObject({ code: 'invalid' })
  await expect(asks(budi, report, [{ ring: 'pesan', epoch: 1 }])).rejects.toMatchObject({ code: 'invalid' })
  await asks(budi, report, [REPORT])
  await openNotes(report, [budi])
  await asks(budi, report, [NOTES, REPORT, REPORT])
  expect(await owner`select places from key_requests`).toEqual([{ places: ['catatan 0', 'pesan 0'] }])
  expect(await owner`select from events where kind = 'key_asked'`).toHaveLength(1)
  const ask = async (epochs: number[]) => (await post('kunci', await signed(keys, 'kunci', { epochs }))).answer.code
  expect([await ask([1]), await ask([])]).toEqual(['wrong_epoch', 'malformed'])
})
