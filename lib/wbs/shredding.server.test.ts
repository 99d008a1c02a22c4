import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { deleteExpired } from '@/lib/wbs/retention.server'
import { compactShredKeys, coverFor, coversOf, destroyShredKeys } from '@/lib/wbs/shredding.server'

const database = await testWbsDatabase()
const { shred } = database
afterEach(database.reset)

const content = Buffer.from('age-encryption.org/v1 …')

test('what is covered opens at its own place, report and purpose, and nowhere else', async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  const own = await coverFor(one, 'report')
  const stored = own.cover('wrap|pesan|0|ani', content)
  expect(stored.includes(content)).toBe(false)
  expect((await coverFor(one, 'report')).uncover('wrap|pesan|0|ani', stored)).toEqual(content)
  expect(() => own.uncover('wrap|pesan|0|budi', stored)).toThrow()
  const others = [await coverFor(two, 'report'), await coverFor(one, 'identity')]
  for (const other of others) expect(() => other.uncover('wrap|pesan|0|ani', stored)).toThrow()
  const changed = Buffer.from(stored)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(() => own.uncover('wrap|pesan|0|ani', changed)).toThrow()
})

test('what was kept without a cover is not taken for something else', async () => {
  const { uncover } = await coverFor(randomUUID(), 'report')
  expect(() => uncover('wrap|pesan|0|ani', content)).toThrow('is not covered')
})

test('many who need the key of a report at once get the same one', async () => {
  const report = randomUUID()
  const covers = await Promise.all(Array.from({ length: 8 }, () => coverFor(report, 'report')))
  const stored = covers[0]?.cover('x', content) ?? Buffer.of()
  for (const { uncover } of covers) expect(uncover('x', stored)).toEqual(content)
})

/** Says of the keys that stand in the table now whether the file of the table holds them, whenever it is asked. */
async function keysInFile() {
  const keys = await shred.owner<{ id: string; key: Buffer }[]>`
    select report_id || purpose::text as id, key from shred_keys`
  return async (...ids: string[]) => {
    await shred.owner`checkpoint`
    const [file] = await shred.owner<{ bytes: Buffer }[]>`
      select pg_read_binary_file(pg_relation_filepath('shred_keys')) as bytes`
    const keyOf = (id: string) => keys.find((row) => row.id === id)?.key ?? Buffer.of()
    return ids.map((id) => file?.bytes.includes(keyOf(id)))
  }
}

/** Other files of tests have transactions on the same server, and none of them for long. */
const OTHERS = { timeout: 30_000, interval: 200 }

test('a destroyed key is gone from the database and from the file of its table', async () => {
  const [gone, kept] = [randomUUID(), randomUUID()]
  await coverFor(gone, 'report')
  await coverFor(gone, 'identity')
  await coverFor(kept, 'report')
  const inFile = await keysInFile()
  const asked = [`${gone}report`, `${gone}identity`, `${kept}report`]
  expect(await inFile(...asked)).toEqual([true, true, true])

  await destroyShredKeys([gone], ['report', 'identity'])
  await vi.waitFor(async () => {
    await compactShredKeys()
    expect(await inFile(...asked)).toEqual([false, false, true])
  }, OTHERS)
  await destroyShredKeys([gone], ['report'])
  expect([...(await coversOf([gone, kept], 'report')).keys()]).toEqual([kept])
})

test('a key that was destroyed while a transaction of another database ran leaves the file at the work of a later hour', async () => {
  const report = randomUUID()
  await coverFor(report, 'report')
  const inFile = await keysInFile()
  await database.owner.begin(async (running) => {
    await running`select pg_current_xact_id()`
    await destroyShredKeys([report], ['report'])
    await compactShredKeys()
  })
  expect(await inFile(`${report}report`)).toEqual([true])

  await vi.waitFor(async () => {
    await deleteExpired('2026-11-20')
    expect(await inFile(`${report}report`)).toEqual([false])
  }, OTHERS)
})

test('the identity goes alone where the report stays', async () => {
  const report = randomUUID()
  await coverFor(report, 'report')
  await coverFor(report, 'identity')
  await destroyShredKeys([report], ['identity'])
  expect((await coversOf([report], 'identity')).size).toBe(0)
  expect((await coversOf([report], 'report')).size).toBe(1)
})

test('the drift of a report is the same whenever asked, within its measure, and not that of another', async () => {
  const report = randomUUID()
  const drifts = await Promise.all([1, 2, 3].map(async () => (await coverFor(report, 'report')).drift(7)))
  expect(new Set(drifts).size).toBe(1)
  const many = await Promise.all(
    Array.from({ length: 120 }, async () => (await coverFor(randomUUID(), 'report')).drift(7)),
  )
  expect(Math.min(...many)).toBeGreaterThanOrEqual(-7)
  expect(Math.max(...many)).toBeLessThanOrEqual(7)
  expect(new Set(many).size).toBeGreaterThan(10)
})

test.each(["update shred_keys set key = 'x'", 'truncate shred_keys', 'create table more ()', 'cluster shred_keys'])(
  'the role of shred keys may not: %s',
  async (statement) => {
    await expect(shred.app.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
  },
)
