import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { givenAgency, givenUnit } from './import.fixture'
import { csvOf } from './people.fixture'
import { resumeSilent } from './work.server'

vi.setConfig({ testTimeout: 120_000 }) // processes of their own

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

const CLEAN = 'e2e/samples/pegawai-babel-clean.xlsx'

beforeEach(async () => {
  await database.reset()
  await givenUnit(owner, await givenAgency(owner, '7100'))
})

/** What `npm run import` starts, on the database of this test. */
function command(...words: string[]): ChildProcess {
  const script = ['--conditions=react-server', '--import', 'tsx', 'scripts/import.ts']
  return spawn(process.execPath, [...script, ...words], { env: process.env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function outcome(...words: string[]): Promise<{ code: number; output: string; complaint: string }> {
  const child = command(...words)
  let output = ''
  let complaint = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const [code] = await once(child, 'close')
  return { code, output, complaint }
}

function csv(people: Parameters<typeof csvOf>[0]): string {
  const path = join(folder, 'pegawai.csv')
  writeFileSync(path, csvOf(people))
  return path
}

const sister = { nip: '198503152010011002', nama: 'Siti Aminah', nik: '1971011503850002' }

test('a dry run prints each finding in a table, ends with 1 and leaves nothing behind', async () => {
  const path = csv([{ tmt_gol: '31-02-2024' }, sister])
  const { code, output } = await outcome('pegawai', path, '--agency', '7100')
  expect(code).toBe(1)
  expect(output).toMatch(/2\s*│\s*'TMT golongan'\s*│\s*'31-02-2024'\s*│\s*'DATE_IMPOSSIBLE'/)
  expect(output).toContain('2 baris data: 1 baru, 0 diperbarui, 0 sama, 1 galat, 0 peringatan.')
  expect(output).toContain('Belum ada yang ditulis.')
  expect(await owner`select 1 from employees`).toHaveLength(0)
  expect(await owner`select 1 from import_runs`).toHaveLength(0)
})

test('a long list of findings is printed to its end', async () => {
  const path = csv(Array.from({ length: 60 }, () => ({ tmt_gol: '31-02-2024' })))
  const { output } = await outcome('pegawai', path, '--agency', '7100')
  expect(output.match(/'DATE_IMPOSSIBLE'/g)).toHaveLength(60)
  expect(output).toMatch(/61\s*│\s*'TMT golongan'/)
})

test('applied with --json it prints one object, ends with 0, and can be taken back from the pages', async () => {
  const { code, output } = await outcome('pegawai', csv([{}, sister]), '--agency', '7100', '--apply', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(output)).toMatchObject({
    file: 'pegawai.csv',
    applied: true,
    dataRows: 2,
    newRows: 2,
    importableRows: 2,
    problems: [],
  })
  expect(await owner`select 1 from employees`).toHaveLength(2)
  expect((await owner`select status from import_runs`)[0]?.status).toBe('applied')
})

test('an apply that stands ends with 0, although the planner cannot be told of it', async () => {
  await owner`revoke execute on function analyze_imported(text) from satya_app`
  try {
    const { code, output, complaint } = await outcome('pegawai', csv([{}]), '--agency', '7100', '--apply', '--json')
    expect({ code, ...JSON.parse(output) }).toMatchObject({ code: 0, applied: true, newRows: 1 })
    expect(complaint).toContain('42501')
  } finally {
    await owner`grant execute on function analyze_imported(text) to satya_app`
  }
  expect(await owner`select 1 from employees`).toHaveLength(1)
})

test('all or nothing ends with 1 and a sentence; a wrong call, agency or file with 2', async () => {
  const path = csv([{ tmt_gol: '31-02-2024' }, sister])
  const refused = await outcome('pegawai', path, '--agency', '7100', '--apply', '--all-or-nothing')
  expect(refused).toMatchObject({ code: 1, complaint: expect.stringContaining('1 baris masih galat') })
  expect(await owner`select 1 from employees`).toHaveLength(0)
  const calls = [
    [['unor', path, '--agency', '7100'], 'Cara pakai'],
    [['pegawai', path, '--agency', '9999'], 'Instansi dengan kode 9999 tidak ada'],
    [['pegawai', join(folder, 'tidak-ada.csv'), '--agency', '7100'], 'tidak dapat dibaca'],
  ] as const
  for (const [words, sentence] of calls) {
    expect(await outcome(...words)).toMatchObject({ code: 2, complaint: expect.stringContaining(sentence) })
  }
})

test('an apply whose process was killed has written nothing, and is taken up again and finished', async () => {
  let child: ChildProcess | undefined
  await owner.begin(async (tx) => {
    await tx`lock table units in share row exclusive mode` // the apply waits here
    child = command('pegawai', CLEAN, '--agency', '7100', '--apply')
    await vi.waitFor(async () => expect((await owner`select status from import_runs`)[0]?.status).toBe('applying'), {
      timeout: 90_000,
      interval: 50,
    })
    child.kill('SIGKILL')
    await once(child, 'close')
  })
  expect(child?.signalCode).toBe('SIGKILL')
  expect(await owner`select 1 from employees`).toHaveLength(0)
  await resumeSilent()
  expect((await owner`select status from import_runs`)[0]?.status, 'its worker may still live').toBe('applying')

  await owner`update import_runs set worker_at = now() - interval '1 minute'`
  await resumeSilent()
  expect((await owner`select status, failure from import_runs`)[0]).toEqual({ status: 'applied', failure: null })
  expect(await owner`select 1 from employees`).toHaveLength(1200)
})
