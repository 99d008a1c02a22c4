import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { addDecreeSigner, addWaitingDecrees, WAITING_FOR } from '@/db/seed/waiting-decrees'
import { stopPrinter } from '@/lib/documents/printer.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import { throwAwayRegister } from '../scripts/throw-away-register'

const DECREES = 1000
const EMPLOYEES = 10_000

/**
 * One confirmation over a thousand decrees, to its end: printed, signed, verified, stored, the rank of each person
 * recorded and the decree in their archive, each in a transaction of its own.
 */
export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'satya-bench-'))
  process.env.FILES_FOLDER = path.join(folder, 'files')
  process.env.KEYS_FOLDER = path.join(folder, 'keys')
  const { owner, stop } = await throwAwayRegister(EMPLOYEES, { withHistories: true })
  try {
    const context = await addDecreeSigner(owner, new Date())
    await computeNominative({ agencyId: context.actor.agencyId }, WAITING_FOR, new Date())
    const waiting = await addWaitingDecrees(owner, context.actor.agencyId, DECREES)
    const start = performance.now()
    const batchId = await signDecrees(context, waiting)
    const confirmSeconds = seconds(start)
    await runSigningBatch(promotionSigning, batchId)
    const [done] = await owner<{ total: number }[]>`
      select count(*)::int as total from promotion_proposals where state = 'done'`
    const figures = {
      decrees: done?.total ?? 0,
      confirmSeconds,
      seconds: seconds(start),
      perSecond: Math.round(((done?.total ?? 0) / seconds(start)) * 10) / 10,
      memoryMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    }
    console.table(figures)
    return figures
  } finally {
    await stopPrinter()
    await stop()
    rmSync(folder, { recursive: true })
  }
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10
}
