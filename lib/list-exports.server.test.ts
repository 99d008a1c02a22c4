import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { isDiskFull } from '@/lib/disk-full'
import { sampleSigning } from '@/lib/documents/sample-signing.server'
import { startJobs } from '@/lib/jobs.server'
import { type ExportOrder, findExportFile, listOwnExports, orderExport, runExport } from '@/lib/list-exports.server'
import type { ListSource } from '@/lib/list-source'
import { writeList } from '@/lib/list-write.server'

/** Whether a transaction that was committed is answered by a broken connection. */
const answer = vi.hoisted(() => ({ isLost: async () => false }))
vi.mock(import('@/db/client.server'), async (load) => {
  const client = await load()
  const transact: typeof client.transact = async (...call) => {
    const result = await client.transact(...call)
    if (await answer.isLost()) throw new Error('connection lost')
    return result
  }
  return { ...client, transact }
})

const folder = mkdtempSync(path.join(tmpdir(), 'satya-exports-'))
process.env.FILES_FOLDER = folder
const database = await testDatabase()
afterAll(() => rmSync(folder, { recursive: true }))

const DISK = '/dev/full' // takes nothing, as a disk without room
const LONG: ListSource = {
  statement: { sql: 'select n::text, md5(n::text) from generate_series(1, 20000) n', params: [] },
  sheet: 'Daftar',
  fileName: 'daftar',
  headers: ['Nomor', 'Isi'],
  cells: (row) => row.map(String),
}

const ORDER: ExportOrder = { list: 'employees', format: 'xlsx', query: {}, locale: 'id' }

async function anOfficer(): Promise<Context> {
  const agencyId = await testAgency(database.owner, 'province')
  const { id: accountId } = await testAccount(database.owner, agencyId, ['mutation_officer'])
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  const actor = { accountId, employeeId: null, name: 'Petugas', agencyId, role: 'mutation_officer', scope } as const
  return { actor, now: new Date() }
}

/** Takes so many bytes and no more. */
function diskOf(bytes: number): Writable {
  let room = bytes
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      room -= chunk.length
      setImmediate(done, room < 0 ? Object.assign(new Error('no room'), { code: 'ENOSPC' }) : null)
    },
  })
}

test.each([
  ['xlsx', 0],
  ['xlsx', 20_000],
  ['csv', 0],
  ['csv', 200_000],
] as const)(
  'a %s that finds no room after %i bytes is given up at once, and its target is closed',
  async (format, bytes) => {
    const target = diskOf(bytes)
    await expect(writeList(systemContext('test', new Date()), LONG, format, target)).rejects.toSatisfy(isDiskFull)
    expect(target.closed).toBe(true)
  },
)

test('a list whose rows cannot be read closes its target too', async () => {
  const target = diskOf(1_000_000)
  const broken = { ...LONG, statement: { sql: 'select 1 / (n - 1200) from generate_series(1, 20000) n', params: [] } }
  await expect(writeList(systemContext('test', new Date()), broken, 'csv', target)).rejects.toThrow('division by zero')
  expect(target.closed).toBe(true)
})

test.runIf(existsSync(DISK))(
  'an export that finds no room ends with its reason and leaves nothing, and the next one is written',
  { timeout: 60_000 },
  async () => {
    const own = await anOfficer()
    const [full, next] = [await orderExport(own, ORDER), await orderExport(own, ORDER)]
    const files = path.join(folder, 'unduhan')
    mkdirSync(files, { recursive: true })
    symlinkSync(DISK, path.join(files, `${full}.part`))

    const jobs = await startJobs(sampleSigning)
    onTestFinished(() => jobs.stop())
    const stands = async () => new Map((await listOwnExports(own)).map((each) => [each.id, each]))
    await vi.waitFor(async () => expect((await stands()).get(next)?.finishedAt).toBeTruthy(), 20_000)
    const told = await stands()
    expect(told.get(full)).toMatchObject({ failedCode: 'disk_full', sizeBytes: null, finishedAt: expect.any(Date) })
    expect(told.get(next)).toMatchObject({ failedCode: null, sizeBytes: expect.any(Number) })
    expect(readdirSync(files)).toEqual([next])
  },
)

test('an export whose last answer is lost keeps the file that it says is there', async () => {
  const own = await anOfficer()
  const id = await orderExport(own, ORDER)
  onTestFinished(() => {
    answer.isLost = async () => false
  })
  answer.isLost = async () =>
    (await database.owner`select from list_exports where id = ${id} and finished_at is not null`).length > 0
  await expect(runExport(id)).rejects.toThrow('connection lost')
  answer.isLost = async () => false
  await runExport(id)
  expect(existsSync((await findExportFile(own, id)).path)).toBe(true)
})
