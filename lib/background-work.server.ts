import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { openBatches, SIGNING_CHANNEL } from '@/lib/documents/signing.server'
import { EXPORT_CHANNEL, openExports } from '@/lib/list-exports.server'
import { BULK_CHANNEL, openBulkRuns } from '@/lib/sapk/public.server'

const CHANNELS = { signing: SIGNING_CHANNEL, bulk: BULK_CHANNEL, export: EXPORT_CHANNEL } as const

type Kind = keyof typeof CHANNELS

/** Work that is not finished, of all agencies: how much of it waits, and why the last attempt stopped where that is known. */
export type OpenWork = {
  kind: Kind
  id: string
  agencyName: string
  createdAt: Date
  waiting: number
  delayCode: 'disk_full' | 'outage' | null
}

/** What runs or waits in the background, oldest first. */
export async function listOpenWork(): Promise<OpenWork[]> {
  const [batches, runs, exports] = await Promise.all([openBatches(), openBulkRuns(), openExports()])
  const of = (kind: Kind, rows: (Omit<OpenWork, 'kind' | 'delayCode'> & Partial<Pick<OpenWork, 'delayCode'>>)[]) =>
    rows.map((row) => ({ delayCode: null, ...row, kind }))
  const all: OpenWork[] = [...of('signing', batches), ...of('bulk', runs), ...of('export', exports)]
  return all.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
}

/**
 * Has everything that is not finished tried again now, instead of after the pause that follows a failure. What runs
 * already is not done twice.
 */
export async function retryWork(context: Context): Promise<void> {
  const work = await listOpenWork()
  await transact(context, async (tx) => {
    for (const { kind, id } of work) await tx.execute(sql`select pg_notify(${CHANNELS[kind]}, ${id})`)
    await recordAudit(tx, context, 'system.retry', null, { pieces: work.length })
  })
}
