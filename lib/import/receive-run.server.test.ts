import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { givenAgency, officerOf } from './import.fixture'
import { appendToRun, discardRun, receiveRun, startRun } from './receive-run.server'
import { resumeRun } from './resume-run.server'

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const content = readFileSync('e2e/samples/pegawai-babel-clean.xlsx')
const file = { fileName: 'pegawai.xlsx', fileBytes: content.length }
const hashOf = (bytes: number) => createHash('sha256').update(content.subarray(0, bytes)).digest('hex')

let context = officerOf(0)
beforeEach(async () => {
  await database.reset()
  context = officerOf(await givenAgency(owner, '7100'))
})

async function half(): Promise<{ id: string; bytes: number }> {
  const id = await startRun(context, file)
  return { id, bytes: await appendToRun(context, id, 0, content.subarray(0, 200_000)) }
}

test('an upload that was cut goes on with the same file from where it stopped', async () => {
  const { id, bytes } = await half()
  const from = await resumeRun(context, { id, ...file, bytes, hash: hashOf(bytes) })
  expect(from).toBe(200_000)
  await appendToRun(context, id, from, content.subarray(from))
  await receiveRun(context, id)
  const [run] = await owner`select status, file_hash from import_runs where id = ${id}`
  expect(run).toEqual({ status: 'uploaded', file_hash: hashOf(content.length) })
  const trail = await owner`select before, after from audit_events where subject_id = ${id} order by seq`
  expect(trail.map(({ after }) => after.step)).toEqual(['start', 'receive'])
  expect(trail[1]).toEqual({
    before: { status: 'uploading' },
    after: { step: 'receive', file: file.fileName, fileHash: hashOf(content.length), status: 'uploaded' },
  })
})

test('a complete upload that is announced twice at once is received once, and stays', async () => {
  const id = await startRun(context, file)
  await appendToRun(context, id, 0, content)
  const answers = await Promise.allSettled([receiveRun(context, id), receiveRun(context, id)])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await owner`select status from import_runs where id = ${id}`).toEqual([{ status: 'uploaded' }])
})

test('pieces that arrive twice at once are written once, where they belong', async () => {
  const id = await startRun(context, file)
  for (let offset = 0; offset < content.length; ) {
    const [long, short] = [content.subarray(offset, offset + 150_000), content.subarray(offset, offset + 100_000)]
    const answers = await Promise.all([long, short, long].map((piece) => appendToRun(context, id, offset, piece)))
    expect(new Set(answers).size).toBe(1)
    offset = answers[0] ?? 0
  }
  await receiveRun(context, id)
  const [run] = await owner`select file_hash from import_runs where id = ${id}`
  expect(run?.file_hash).toBe(hashOf(content.length))
})

test('another name, another size or other content is another file', async () => {
  const { id, bytes } = await half()
  const same = { id, ...file, bytes, hash: hashOf(bytes) }
  for (const other of [{ fileName: 'lain.xlsx' }, { fileBytes: 1 }, { hash: hashOf(bytes - 1) }]) {
    await expect(resumeRun(context, { ...same, ...other })).rejects.toMatchObject({
      code: 'import.other_file',
      facts: { name: 'pegawai.xlsx' },
    })
  }
})

test('when more has arrived than was hashed, it says how much and compares nothing yet', async () => {
  const { id } = await half()
  expect(await resumeRun(context, { id, ...file, bytes: 100_000, hash: hashOf(100_000) })).toBe(200_000)
})

test('another agency cannot go on with it, and nobody can once it is complete or discarded', async () => {
  const { id, bytes } = await half()
  const chosen = { id, ...file, bytes, hash: hashOf(bytes) }
  const stranger = officerOf(await givenAgency(owner, '7200'))
  await expect(resumeRun(stranger, chosen)).rejects.toMatchObject({ code: 'not_found' })
  await appendToRun(context, id, bytes, content.subarray(bytes))
  await receiveRun(context, id)
  await expect(resumeRun(context, chosen)).rejects.toMatchObject({ code: 'wrong_state' })
  await discardRun(context, id)
  await expect(resumeRun(context, chosen)).rejects.toMatchObject({ code: 'not_found' })
})

test('whoever has five uploads that never arrived whole finishes or discards one before the next', async () => {
  const person = { ...context, actor: { ...context.actor, accountId: randomUUID() } }
  const started = await Promise.allSettled(Array.from({ length: 7 }, () => startRun(person, file)))
  const ids = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(ids).toHaveLength(5)
  await expect(startRun(person, file)).rejects.toMatchObject({ code: 'import.uploads_open', facts: { most: 5 } })
  await startRun({ ...person, actor: { ...person.actor, accountId: randomUUID() } }, file)
  await discardRun(person, ids[0] ?? '')
  await startRun(person, file)
})
