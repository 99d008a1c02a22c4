import { mkdtempSync, rmSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { prepareDatabase } from '../scripts/database.mjs'
import { newSecret, startPostgres, stopPostgres } from '../scripts/postgres.mjs'
const folder = mkdtempSync(join(tmpdir(), 'satya-prof-'))
const { url, pid, data } = await startPostgres({ folder, password: newSecret() })
const appUrl = await prepareDatabase(url, newSecret())
const owner = postgres(url, { max: 1, onnotice: () => {} })
await owner.unsafe(`alter database satya set log_min_duration_statement = 150`)
await owner.unsafe(`alter database satya set session_preload_libraries='auto_explain'`).catch(e=>console.log(e.message))
await owner.unsafe(`alter database satya set auto_explain.log_min_duration = 150`).catch(e=>console.log(e.message))
await owner.unsafe(`alter database satya set auto_explain.log_analyze = true`).catch(e=>console.log(e.message))
await owner.unsafe(`alter database satya set auto_explain.log_nested_statements = true`).catch(e=>console.log(e.message))
process.env.APP_DATABASE_URL = appUrl; process.env.FILES_FOLDER = folder
const { givenAgency, officerOf, uploaded } = await import('@/lib/import/import.fixture')
const { checkRun } = await import('@/lib/import/check-run.server')
const { applyRun } = await import('@/lib/import/apply-run.server')
const agencyId = await givenAgency(owner, '7100')
const c = officerOf(agencyId)
const t = async (n: string, f: () => Promise<unknown>) => { const s = performance.now(); const r = await f(); console.log(n, Math.round(performance.now()-s)); return r }
for (const round of [1,2]) {
  const run = await uploaded(officerOf(agencyId), 'e2e/samples/pegawai-babel.xlsx')
  await t('check'+round, () => checkRun(officerOf(agencyId), run))
  const [r] = await owner`select status, failure, counts from import_runs where id = ${run}`
  console.log(r?.status, r?.failure, JSON.stringify(r?.counts).slice(0,120))
  if (round===1) await t('apply', () => applyRun(officerOf(agencyId), run, 'valid_rows'))
}
const { closeDatabase } = await import('@/db/client.server')
await closeDatabase(); await owner.end()
await stopPostgres(pid)
const log = readFileSync(join(folder,'postgres.log'),'utf8'); const { writeFileSync } = await import('node:fs'); writeFileSync('/tmp/pg.log', log)
rmSync(folder,{recursive:true,force:true}); rmSync(data,{recursive:true,force:true})
