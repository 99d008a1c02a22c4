import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { bytesOf } from '@/lib/wbs/bytes.server'
import type { KeyPlace } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { askForKey, giveKey } from '@/lib/wbs/key-request.server'
import { asOfficer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { ciphertext, ORIGIN, post, signed } from '@/lib/wbs/reporter.fixture'
import { storeWraps } from '@/lib/wbs/wraps.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const NOW = new Date(`${TODAY}T03:00:00Z`)
let office: Awaited<ReturnType<typeof handlingOffice>>

beforeEach(async () => {
  office = await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const REPORT: KeyPlace = { ring: 'pesan', epoch: 0 }
const NOTES: KeyPlace = { ring: 'catatan', epoch: 0 }

const asks = ({ key }: Person, report: string, places: KeyPlace[]) =>
  asOfficer(key.holder, NOW, (tx, officer, on) => askForKey(tx, officer, { report, places }, on))
const gives = async ({ key }: Person, report: string, reader: string, places: KeyPlace[]) => {
  const wraps = await Promise.all(places.map(async (place) => ({ ...place, ct: await ciphertext('kunci') })))
  return asOfficer(key.holder, NOW, (tx, officer, on) => giveKey(tx, officer, { report, for: reader, wraps }, on))
}
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
  await expect(gives(ani, report, budi.key.id, [REPORT, NOTES])).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  await expect(gives(ani, report, budi.key.id, [])).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  await expect(gives(ani, report, budi.key.id, [REPORT, REPORT])).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  expect(await keptOf(report, budi)).toEqual(before)
  await gives(ani, report, budi.key.id, [REPORT])
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
