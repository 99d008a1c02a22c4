import { afterEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { type Manifest, seenOf, signManifest } from '@/lib/wbs/manifest'
import { DEPLOYMENT, office, root, TODAY } from '@/lib/wbs/people.fixture'
import { makeSigningKey, type SigningKey } from '@/lib/wbs/signature'
import { entryOf, type LogEntry, requireLog, signCheckpoint } from '@/lib/wbs/transparency'
import { publishedLog, publishManifest, waitingCertificates, waitingEntries } from '@/lib/wbs/transparency.server'

process.env.WBS_DEPLOYMENT = DEPLOYMENT
process.env.WBS_ROOT_KEYS = root.public
const database = await testWbsDatabase()
afterEach(database.reset)

const place = { deployment: DEPLOYMENT, on: TODAY }

async function publish(change: Partial<Manifest> = {}, before: LogEntry[] = [], key: SigningKey = root) {
  const { manifest } = await office({ version: 1, ...change })
  const signed = signManifest(manifest, key)
  const log = [...before, entryOf(signed)]
  const checkpoint = signCheckpoint(log, place, key)
  await transactWbs((tx) => publishManifest(tx, { signed, checkpoint, on: TODAY }))
  return { signed, log }
}

test('each list is a leaf of a log that anybody can hold against its checkpoint', async () => {
  const first = await publish()
  const second = await publish({ version: 2, previous: seenOf(first.signed).hash }, first.log)
  const { log, checkpoint } = await transactWbs(publishedLog)
  expect(log).toEqual(second.log)
  if (!checkpoint) throw new Error('no checkpoint')
  requireLog(log, checkpoint, { rootKeys: [root.public], deployment: DEPLOYMENT })
})

test('a list by another root key, or of another place, is not published', async () => {
  await expect(publish({}, [], makeSigningKey())).rejects.toMatchObject({ code: 'manifest_unsigned' })
  await expect(publish({ deployment: 'lain' })).rejects.toMatchObject({ code: 'wrong_deployment' })
  await expect(publish({ issuedOn: '2026-01-01' })).rejects.toMatchObject({ code: 'manifest_expired' })
  expect(await database.owner`select from manifests`).toHaveLength(0)
})

test('a list that leaves one out, comes again, or does not follow the last is not published', async () => {
  const first = await publish()
  const previous = seenOf(first.signed).hash
  await expect(publish({ version: 3, previous }, first.log)).rejects.toMatchObject({ code: 'manifest_older' })
  await expect(publish({}, first.log)).rejects.toMatchObject({ code: 'manifest_older' })
  await expect(publish({ version: 2 }, first.log)).rejects.toMatchObject({ code: 'manifest_forked' })
  await expect(publish({ version: 2, previous }, [])).rejects.toMatchObject({ code: 'log_rewritten' })
})

test('certificates of destruction tell whole quarters and never fewer than five; they stand in the log before the list of the ceremony that signed them', async () => {
  const first = await publish()
  await database.owner`insert into certificates (quarter_end, reports) values
    ('2025-12-31', 2), ('2026-03-31', 4), ('2026-06-30', 5), ('2026-09-30', 4), ('2026-12-31', 7)`
  const waiting = await transactWbs((tx) => waitingCertificates(tx, TODAY))
  expect(waiting).toEqual([
    { kind: 'destroyed', on: '2026-03-31', count: 6 },
    { kind: 'destroyed', on: '2026-06-30', count: 5 },
  ])
  const previous = seenOf(first.signed).hash
  const other = { ...waiting[0], kind: 'destroyed', on: '2025-12-31', count: 2 } as const
  await expect(publish({ version: 2, previous }, [...first.log, other])).rejects.toMatchObject({
    code: 'log_rewritten',
  })

  const second = await publish({ version: 2, previous }, [...first.log, ...waiting.slice(0, 1)])
  const { log, checkpoint } = await transactWbs(publishedLog)
  expect(log).toEqual(second.log)
  expect(checkpoint?.size).toBe(3)
  expect(await database.owner`select quarter_end::text as on from certificates order by 1`).toEqual([
    { on: '2026-06-30' },
    { on: '2026-09-30' },
    { on: '2026-12-31' },
  ])
})

test('a list that lacks a key of the last one, or names another in its place, is not published', async () => {
  const first = await publish()
  const next = { version: 2, previous: seenOf(first.signed).hash }
  const { manifest, budi } = await office()
  const [ani, ...others] = manifest.keys
  if (!ani) throw new Error('nobody')
  const lacking = publish({ ...next, keys: others }, first.log)
  await expect(lacking).rejects.toMatchObject({ code: 'manifest_dropped', facts: { keys: 'Ani' } })
  for (const change of [{ sign: budi.key.sign }, { box: budi.key.box }, { holder: budi.key.holder }])
    await expect(publish({ ...next, keys: [{ ...ani, ...change }, ...others] }, first.log)).rejects.toMatchObject({
      code: 'manifest_dropped',
    })
  const recovery = { ...manifest.recovery, box: budi.key.box }
  await expect(publish({ ...next, recovery }, first.log)).rejects.toMatchObject({ code: 'manifest_dropped' })
  await publish({ ...next, keys: [{ ...ani, until: TODAY }, ...others] }, first.log)
})

test('that the key of last resort was used waits for the next list, stands in the log before it, and is said once', async () => {
  const first = await publish()
  await database.owner`insert into recoveries values (${TODAY})`
  const waiting = await transactWbs((tx) => waitingEntries(tx, TODAY))
  expect(waiting).toEqual([{ kind: 'recovered', on: TODAY }])
  const { log } = await publish({ version: 2, previous: seenOf(first.signed).hash }, [...first.log, ...waiting])
  expect((await transactWbs(publishedLog)).log).toEqual(log)
  expect(await database.owner`select from recoveries`).toHaveLength(0)
  await database.owner`insert into recoveries values (${TODAY})` // once more on the same day
  expect(await transactWbs((tx) => waitingEntries(tx, TODAY))).toEqual([])
})
