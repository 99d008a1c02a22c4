import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { addPopulation, DATA_DAY } from '@/db/seed/population'
import { loadReference } from '@/db/seed/reference'
import { addDecreeSigner, addWaitingDecrees } from '@/db/seed/waiting-decrees'
import { testDatabase } from '@/db/testing.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { runSigningBatch, signingProgress } from '@/lib/documents/signing.server'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { promotionSigning } from '@/lib/sapk/public.server'

const EFFECTIVE_ON = '2027-04-01'
const DECREES = 40

const folder = mkdtempSync(path.join(tmpdir(), 'satya-decrees-'))
process.env.FILES_FOLDER = path.join(folder, 'files')
process.env.KEYS_FOLDER = path.join(folder, 'keys')
const database = await testDatabase()
afterAll(async () => {
  await stopPrinter()
  await closeDatabase()
  rmSync(folder, { recursive: true })
})

test('decrees whose worker is killed in the middle are each signed once, with rank and archive beside', {
  timeout: 240_000,
}, async () => {
  await loadReference(database.owner, readReferenceRows())
  const silent = { seed: 11, asOf: DATA_DAY, withHistories: true, onProgress: () => {} }
  await addPopulation(database.owner, { employees: 3000, ...silent })
  const context = await addDecreeSigner(database.owner, new Date('2027-01-25T09:00:00+07:00'))
  await computeNominative({ agencyId: context.actor.agencyId }, EFFECTIVE_ON, new Date())
  const waiting = await addWaitingDecrees(database.owner, context.actor.agencyId, EFFECTIVE_ON, DECREES)
  const batchId = await signDecrees(context, waiting)
  const progress = () => transact(context, (tx) => signingProgress(tx, context, batchId))

  const script = "const { startJobs } = await import('./lib/jobs.server.ts'); await startJobs()"
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e']
  const child = spawn(process.execPath, [...flags, script], { stdio: 'inherit' })
  onTestFinished(() => void child.kill('SIGKILL'))
  await expect.poll(async () => (await progress()).issued, { timeout: 120_000 }).toBeGreaterThanOrEqual(5)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await progress()).waiting).toBeGreaterThan(0)

  await runSigningBatch(promotionSigning, batchId)
  expect(await progress()).toMatchObject({ issued: DECREES, waiting: 0, failed: 0, isFinished: true })
  const [counts] = await database.owner`
    select
      (select count(*)::int from issued_documents) as letters,
      (select array_agg(distinct split_part(number, '/', 2)::int) from issued_documents) as numbers,
      (select count(distinct employee_id)::int from rank_history where source = 'proposal') as people,
      (select count(*)::int from rank_history where source = 'proposal') as ranks,
      (select count(*)::int from employee_documents d join issued_documents i on i.file_sha256 = d.file_sha256
        and i.employee_id = d.employee_id and d.document_type = 'SK_PANGKAT') as archived,
      (select count(distinct h.id)::int from rank_history h join history_documents p on p.row_id = h.id
        join employee_documents d on d.id = p.document_id
        join issued_documents i on i.file_sha256 = d.file_sha256 where h.source = 'proposal') as proved,
      (select count(*)::int from promotion_proposals where state = 'done') as done`
  const numbers = Array.from({ length: DECREES }, (_, at) => at + 1)
  expect(counts).toEqual({
    letters: DECREES,
    numbers,
    people: DECREES,
    ranks: DECREES,
    archived: DECREES,
    proved: DECREES,
    done: DECREES,
  })
})
