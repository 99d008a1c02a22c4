import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { wraps } from '@/db/wbs/schema'
import { office } from '@/lib/wbs/people.fixture'
import { fromBase64url } from '@/lib/wbs/protocol'
import { ORIGIN, post, publish, reportOf, signed } from '@/lib/wbs/reporter.fixture'
import { destroyShredKeys } from '@/lib/wbs/shredding.server'
import { openWrap } from '@/lib/wbs/wraps'
import { coverOldWraps, readWraps, storeWraps } from '@/lib/wbs/wraps.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
let sent: Awaited<ReturnType<typeof reportOf>>

beforeEach(async () => {
  await publish(owner, (await office()).signed)
  sent = await reportOf('ani')
  await post('laporan', sent.body)
})
afterEach(database.reset)

const wrapsOf = () => transactWbs((tx) => readWraps(tx, eq(wraps.reportId, sent.body.id)))

test('no wrap lies in the database as it came, and each comes out as it came', async () => {
  const stored = await owner<{ ct: Buffer }[]>`select ct from wraps`
  expect(stored).toHaveLength(sent.body.wraps.length)
  for (const { ct } of stored) expect(ct.includes('age-encryption.org')).toBe(false)
  const read = await wrapsOf()
  for (const { for: holder, ct } of sent.body.wraps) {
    expect(read.find((wrap) => wrap.holder === holder)?.ct).toEqual(Buffer.from(fromBase64url(ct)))
  }
})

test('the reporter opens the own wrap as before, and no more once the shred key is destroyed', async () => {
  const place = { report: sent.body.id, epoch: 0, ring: 'pesan' } as const
  const open = async () => {
    const { answer } = await post('buka', await signed(sent.keys, 'buka', { after: 0 }))
    return (answer as unknown as { wraps: { ct: string }[] }).wraps
  }
  const [own] = await open()
  const box = await openWrap(sent.keys.box.identity, fromBase64url(own?.ct ?? ''), place)
  expect(box.identity).toMatch(/^AGE-SECRET-KEY-PQ-/)
  await destroyShredKeys([sent.body.id], ['report'])
  expect(await open()).toEqual([])
})

test('wraps that were kept before there were shred keys are covered once, and read the same', async () => {
  const before = await wrapsOf()
  for (const { ring, epoch, holder, ct } of before) {
    await owner`update wraps set ct = ${ct} where ring = ${ring} and epoch = ${epoch} and holder = ${holder}`
  }
  await coverOldWraps()
  await coverOldWraps()
  expect(await wrapsOf()).toEqual(before)
  const plain = await owner`select from wraps where get_byte(ct, 0) <> 1`
  expect(plain).toHaveLength(0)
})

test('a wrap that is added later, of either ring, comes under the same key', async () => {
  const ct = Buffer.from('age-encryption.org/v1 later')
  await transactWbs((tx) => storeWraps(tx, sent.body.id, [{ ring: 'catatan', epoch: 0, holder: 'budi', ct }]))
  const isThis = and(eq(wraps.ring, 'catatan'), eq(wraps.holder, 'budi'))
  expect(await transactWbs((tx) => readWraps(tx, isThis))).toMatchObject([{ reportId: sent.body.id, epoch: 0, ct }])
  expect(await database.shred.owner`select from shred_keys`).toHaveLength(1)
})
