import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DEMONSTRATION_CODE } from '@/db/seed/agencies'
import { addWaitingDecrees } from '@/db/seed/waiting-decrees'
import type { Context } from '@/lib/auth/actor'
import { stopPrinter } from '@/lib/documents/printer.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
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
    const [head] = await owner<{ id: string; agencyId: number }[]>`
      select e.id, a.id as "agencyId" from employees e join agencies a on a.id = e.agency_id
      where a.code = ${DEMONSTRATION_CODE} and e.position_kind = 'structural' order by e.rank desc, e.id limit 1`
    if (!head) throw new Error('nobody heads a unit')
    const waiting = await addWaitingDecrees(owner, head.agencyId, DECREES)
    const context = signer(head)
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

function signer({ id: employeeId, agencyId }: { id: string; agencyId: number }): Context {
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  const actor = {
    accountId: randomUUID(),
    employeeId,
    name: 'Nurhayati',
    agencyId,
    role: 'agency_signer',
    scope,
  } as const
  return { actor, now: new Date() }
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10
}
