import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import type { Attached } from '@/lib/wbs/attached'
import { decryptFile, encryptFile, uploadHash } from '@/lib/wbs/attachment'
import { handOutPart } from '@/lib/wbs/attachment-part.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { makeBox } from '@/lib/wbs/hybrid'
import { office, person } from '@/lib/wbs/people.fixture'
import { keepKeys, ORIGIN, post, postBytes, publish, reportOf, signed as signedAt } from '@/lib/wbs/reporter.fixture'
import { writePart } from '@/lib/wbs/upload'

const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-parts-'))
process.env.WBS_FILES_FOLDER = folder
process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { ani, people, signed } = await office()
const box = await makeBox()
const content = new Uint8Array(5_000_000).fill(9)
const [whole, half] = [crypto.randomUUID(), crypto.randomUUID()]
let report = ''
let attached: Attached

beforeAll(async () => {
  await publish(database.owner, signed)
  await keepKeys(database.owner, people)
  const { keys, body } = await reportOf('pelapor')
  report = body.id
  await post('laporan', body)
  const { bytes, parts } = await encryptFile(box.recipient, new Blob([content]))
  const hash = uploadHash()
  for (const id of [whole, half]) await post('lampiran/mulai', await signedAt(keys, 'lampiran/mulai', { id, bytes }))
  let number = 0
  for await (const part of parts) {
    hash.add(part)
    await postBytes('lampiran/bagian', writePart({ id: whole, number, content: part }), 'application/octet-stream')
    if (number === 0)
      await postBytes('lampiran/bagian', writePart({ id: half, number, content: part }), 'application/octet-stream')
    number++
  }
  const sha256 = hash.hex()
  expect((await post('lampiran/selesai', { id: whole, sha256 })).status).toBe(200)
  attached = {
    id: whole,
    epoch: 0,
    name: 'a',
    type: 'b',
    bytes: content.length,
    sha256,
    isCleaned: true,
    on: '2026-11-02',
  }
})
afterAll(async () => {
  forgetCounts()
  await database.reset()
  rmSync(folder, { recursive: true, force: true })
})

test('somebody who holds the key of a report gets its files part by part, and they open to what was sent', async () => {
  const first = await handOutPart(ani.key.holder, { report, attachment: whole, number: 0 })
  expect(first.parts).toBe(2)
  expect(first.content.constructor, 'anything else becomes JSON on its way to a browser').toBe(Uint8Array)
  const second = await handOutPart(ani.key.holder, { report, attachment: whole, number: 1 })
  const opened = await decryptFile(box.identity, [first.content, second.content], attached)
  expect(Buffer.from(await opened.arrayBuffer()).equals(content)).toBe(true)
})

test('a file that is not whole, of another report, or a part that is none, does not exist', async () => {
  const ask = (attachment: string, number = 0, of = report) =>
    handOutPart(ani.key.holder, { report: of, attachment, number })
  await expect(ask(half)).rejects.toMatchObject({ code: 'not_found' })
  await expect(ask(whole, 2)).rejects.toMatchObject({ code: 'not_found' })
  await expect(ask(whole, 0, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  const { keys: _, body } = await reportOf('lain')
  await post('laporan', body)
  await expect(ask(whole, 0, body.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('nobody else gets any: not an officer without its key, not a stranger', async () => {
  const outside = people.find(({ key }) => ![ani.key.id].includes(key.id) && key.roles.includes('kustodian'))
  const stranger = await person('Orang lain', ['verifikator'])
  for (const account of [outside?.key.holder ?? null, stranger.key.holder, null]) {
    await expect(handOutPart(account, { report, attachment: whole, number: 0 })).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|not_found/),
    })
  }
})
