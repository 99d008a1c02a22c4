import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { checkRun } from './check-run.server'
import { givenAgency, officerOf, uploaded } from './import.fixture'
import { type UnitRow, workbookOf } from './people.fixture'

/** An agency whose officer sends workbooks of one person with a sheet of units. */
vi.setConfig({ testTimeout: 60_000 })

const database = await testDatabase()
export const { owner } = database
const folder = mkdtempSync(join(tmpdir(), 'satya-import-'))
process.env.FILES_FOLDER = folder
afterAll(() => rmSync(folder, { recursive: true }))

export let agencyId = 0
export let officer = officerOf(0)
beforeEach(async () => {
  await database.reset()
  agencyId = await givenAgency(owner, '7100')
  officer = officerOf(agencyId)
})

/** Checks a workbook of one person in unit 0101. Answers the run. */
export function checked(...units: UnitRow[]): Promise<string> {
  return checkedOf({}, ...units)
}

export async function checkedOf(given: Parameters<typeof workbookOf>[0], ...units: UnitRow[]): Promise<string> {
  const path = join(folder, 'pegawai.xlsx')
  writeFileSync(path, workbookOf(given, units))
  const runId = await uploaded(officer, path)
  await checkRun(officer, runId)
  return runId
}

export async function runOf(runId: string) {
  const [run] = await owner`select status, failure, failure_facts, counts from import_runs where id = ${runId}`
  return run
}
