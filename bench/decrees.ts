import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { transact } from '@/db/client.server'
import { addDecreeSigner, addWaitingDecrees } from '@/db/seed/waiting-decrees'
import { signingProgress } from '@/lib/documents/signing.server'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { throwAwayRegister } from '../scripts/throw-away-register'

const DECREES = 1000
const EMPLOYEES = 100_000 // a fifth of them are of the agency
const EFFECTIVE_ON = '2027-12-01' // late in the year more people are due than the first period has
const LOOK_MS = 250

/**
 * One confirmation over a thousand decrees, to its end, by the background work of the server, which is killed in the
 * middle and started again: each decree printed, signed, verified and stored, the rank of its person recorded and the
 * decree in their archive, in a transaction of its own.
 */
export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-bench-'))
  process.env.FILES_FOLDER = path.join(folder, 'files')
  process.env.KEYS_FOLDER = path.join(folder, 'keys')
  const { owner, stop } = await throwAwayRegister(EMPLOYEES, { withHistories: true })
  let worker: ChildProcess | undefined
  try {
    const context = await addDecreeSigner(owner, new Date())
    const { agencyId } = context.actor
    await computeNominative({ agencyId }, EFFECTIVE_ON, new Date())
    const waiting = await addWaitingDecrees(owner, agencyId, EFFECTIVE_ON, DECREES)
    const start = performance.now()
    const batchId = await signDecrees(context, waiting)
    const confirmSeconds = seconds(start)

    const progress = () => transact(context, (tx) => signingProgress(tx, context, batchId))
    worker = startWorker()
    while ((await progress()).issued < DECREES / 2) await sleep(LOOK_MS)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    worker = startWorker()
    while (!(await progress()).isFinished) await sleep(LOOK_MS)

    const total = seconds(start)
    const [found] = await owner<Record<'done' | 'letters' | 'ranks', number>[]>`
      select (select count(*)::int from promotion_proposals where state = 'done') as done,
        (select count(distinct number)::int from issued_documents) as letters,
        (select count(distinct employee_id)::int from rank_history where source = 'proposal') as ranks`
    const figures = { ...found, confirmSeconds, seconds: total, perSecond: Math.round((DECREES / total) * 10) / 10 }
    console.table(figures)
    return figures
  } finally {
    worker?.kill('SIGKILL')
    await stop()
    rmSync(folder, { recursive: true })
  }
}

function startWorker(): ChildProcess {
  const script = "const { startJobs } = await import('./lib/jobs.server.ts'); await startJobs()"
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', script]
  return spawn(process.execPath, flags, { stdio: 'inherit' })
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10
}
