import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference } from '@/db/seed/reference'
import { CopyWriter, copyLine } from '@/lib/import/copy.server'
import { prepareDatabase } from '../scripts/database.mjs'
import { newSecret, startThrowAwayPostgres } from '../scripts/postgres.mjs'
import { expectedCounts, fileRow, LEAST_ROWS } from './import-faults'
import { benchHeader } from './import-people'
import { writeWorkbook } from './import-workbook'

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000)

type Measured = {
  format: string
  rows: number
  checkSeconds: number
  applySeconds: number
  seconds: number
  rowsPerSecond: number
  peakMemoryMb: number
  ratioToCopy: number
}

type Imported = {
  applied: boolean
  problemsByCode: Record<string, number>
  checkSeconds: number
  applySeconds: number
  peakMemoryMb: number
}

/**
 * An agency's file of 100,000 people, one row in twenty faulty in one of the ways of the sample workbook, as CSV and as
 * XLSX: checked with every rule, every fault found, and the sound rows applied with all histories, by the command that an
 * administrator would use, on a cluster with the durable settings of `npm start`.
 */
export async function run() {
  assert.ok(ROWS >= LEAST_ROWS, `BENCH_ROWS is at least ${LEAST_ROWS}`)
  const folder = mkdtempSync(join(tmpdir(), 'satya-bench-'))
  const { url, stop } = await startThrowAwayPostgres({ isDurable: true })
  try {
    const appUrl = await prepareDatabase(url, newSecret())
    const owner = postgres(url, { max: 1, onnotice: () => {} })
    await givenAgencies(owner)
    const files = await writeFiles(folder)
    const copySeconds = await bareCopy(owner)
    const measured: Measured[] = []
    for (const { format, path } of files) {
      const [agency] = await owner<{ code: string }[]>`select code from agencies where name = ${format}`
      const { checkSeconds, applySeconds, peakMemoryMb } = await imported(path, agency?.code ?? '', appUrl, folder)
      const seconds = rounded(checkSeconds + applySeconds)
      measured.push({
        format,
        rows: ROWS,
        checkSeconds,
        applySeconds,
        seconds,
        rowsPerSecond: Math.round(ROWS / seconds),
        peakMemoryMb,
        ratioToCopy: rounded(seconds / copySeconds),
      })
      await forgetPeople(owner)
    }
    await owner.end()
    console.table([...measured, { format: 'bare COPY', rows: ROWS, seconds: copySeconds }])
    const of = (format: string) => measured.find((row) => row.format === format)
    return {
      csvSeconds: of('csv')?.seconds,
      xlsxSeconds: of('xlsx')?.seconds,
      peakMemoryMb: Math.max(...measured.map((row) => row.peakMemoryMb)),
      ratioToCopy: of('csv')?.ratioToCopy,
    }
  } finally {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function givenAgencies(owner: postgres.Sql): Promise<void> {
  await loadReference(owner, readReferenceRows())
  for (const [code, name] of [
    ['7100', 'csv'],
    ['7200', 'xlsx'],
  ]) {
    const [agency] = await owner<{ id: number }[]>`
      insert into agencies (code, name, kind) values (${code ?? ''}, ${name ?? ''}, 'province') returning id`
    await owner`
      insert into units (agency_id, code, name, preorder, last_preorder)
      select ${agency?.id ?? 0}, lpad(n::text, 4, '0'), 'Unit ' || n, n, n from generate_series(1, 400) n`
  }
}

async function writeFiles(folder: string): Promise<{ format: string; path: string }[]> {
  const csv = join(folder, 'pegawai.csv')
  const out = createWriteStream(csv)
  const line = (cells: readonly (string | number)[]) =>
    `${cells.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
  let block = line(benchHeader)
  for (let index = 0; index < ROWS; index++) {
    block += line(fileRow(index))
    if (block.length > 262_144) {
      if (!out.write(block)) await once(out, 'drain')
      block = ''
    }
  }
  out.end(block)
  await once(out, 'finish')
  const xlsx = join(folder, 'pegawai.xlsx')
  await writeWorkbook(xlsx, benchHeader, ROWS, fileRow)
  return [
    { format: 'csv', path: csv },
    { format: 'xlsx', path: xlsx },
  ]
}

/** The least that a database can do with the same values: text columns, no index, no rule. */
async function bareCopy(owner: postgres.Sql): Promise<number> {
  await owner.unsafe(`create table bare (${benchHeader.map((name) => `${name} text`).join(', ')})`)
  const rows = Array.from({ length: ROWS }, (_, index) => fileRow(index).map(String))
  const began = performance.now()
  await owner.begin(async (tx) => {
    const writer = new CopyWriter(await tx`copy bare from stdin`.writable())
    for (const row of rows) await writer.line(copyLine(row))
    await writer.end()
  })
  const seconds = rounded((performance.now() - began) / 1000)
  await owner`drop table bare`
  return seconds
}

async function imported(path: string, agency: string, appUrl: string, folder: string) {
  const args = [
    '--max-old-space-size=256', // as `npm run import`
    '--conditions=react-server',
    '--import',
    'tsx',
    'scripts/import.ts',
    'pegawai',
    path,
    '--agency',
    agency,
    '--apply',
    '--json',
  ]
  const env = { ...process.env, APP_DATABASE_URL: appUrl, FILES_FOLDER: folder }
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 1 << 28 }).catch((error) => {
    if (error.code === 1) return error // some rows are not sound
    throw error
  })
  const done: Imported = JSON.parse(stdout)
  assert.ok(done.applied)
  assert.deepEqual(done.problemsByCode, expectedCounts(ROWS))
  return done
}

/** The second file holds the same people: the first must go. */
async function forgetPeople(owner: postgres.Sql): Promise<void> {
  await owner`truncate employees, import_runs cascade`
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100
}
