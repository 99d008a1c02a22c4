import 'server-only'
import { createHash } from 'node:crypto'
import { desc, sql } from 'drizzle-orm'
import pino from 'pino'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents, auditSeals } from '@/db/schema/audit'
import { systemContext } from '@/lib/auth/actor'

const EVERY_MS = 1000
const TOO_LONG_SECONDS = 60
const SEALER = 7_041_945 // advisory lock: one sealer at a time, whichever process it is in
const ROWS_AT_ONCE = 2000

export type SealBounds = { incarnation: number; lowXid: string; highXid: string }

/**
 * Seals all events of the transactions that have ended since the last seal. Writers are never waited for: the horizon
 * is the oldest transaction still running, so no late commit can slip below it.
 *
 * @returns how many events were sealed, and for how many seconds the oldest unsealed one has been waiting
 */
export async function sealAudit(now: Date): Promise<{ sealed: number; waitingSeconds: number }> {
  return transact(systemContext('sealer', now), async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SEALER}) as mine`)
    if (!lock?.mine) return { sealed: 0, waitingSeconds: 0 }
    const [horizon] = await tx.execute<{ xid: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
    )
    const [last] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.id)).limit(1)
    const bounds = { incarnation: last?.incarnation ?? 1, lowXid: last?.highXid ?? '0', highXid: horizon?.xid ?? '0' }
    const { hash, eventCount } = await hashEvents(tx, bounds, last?.hash ?? '')
    if (eventCount > 0) await tx.insert(auditSeals).values({ ...bounds, eventCount, hash, sealedAt: now })
    return { sealed: eventCount, waitingSeconds: await waitingSeconds(tx, bounds.highXid) }
  })
}

/**
 * The hash of a seal: the seal before it, the bounds, and every event between them as JSON, in the order of their
 * transactions. Instants as seconds, because their text would depend on the zone of the session.
 */
export async function hashEvents(tx: Tx, { incarnation, lowXid, highXid }: SealBounds, previous: string) {
  const hash = createHash('sha256').update(JSON.stringify([previous, incarnation, lowXid, highXid]))
  let eventCount = 0
  let after = { xid: lowXid, seq: -1 }
  for (;;) {
    const rows: { xid: string; seq: string; event: string }[] = await tx.execute(sql`
      select xid::text as xid, seq::text as seq, jsonb_build_array(
        xid::text, seq, extract(epoch from at), event, account_id, actor_name, role, agency_id, employee_id, subject_id,
        before, after, reason)::text as event
      from ${auditEvents}
      where (xid, seq) > (${after.xid}::xid8, ${after.seq}) and xid >= ${lowXid}::xid8 and xid < ${highXid}::xid8
      order by ${auditEvents.xid}, ${auditEvents.seq} limit ${ROWS_AT_ONCE}`)
    for (const row of rows) hash.update('\n').update(row.event)
    eventCount += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return { hash: hash.digest('hex'), eventCount }
    after = { xid: last.xid, seq: Number(last.seq) }
  }
}

const log = pino({ name: 'audit', level: process.env.LOG_LEVEL ?? 'info' })

/** Seals every second until `stop`, and warns when events wait too long, as behind a long writing transaction. */
export function startSealing(): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let running: Promise<void> = Promise.resolve()
  const tick = async () => {
    try {
      const { waitingSeconds } = await sealAudit(new Date())
      if (waitingSeconds > TOO_LONG_SECONDS) log.warn({ waitingSeconds }, 'audit events wait to be sealed')
    } catch (error) {
      log.error({ cause: error instanceof Error ? error.name : 'unknown' }, 'sealing the audit trail failed')
    }
    if (!isStopping) timer = setTimeout(begin, EVERY_MS)
  }
  const begin = () => {
    running = tick()
  }
  begin()
  return {
    async stop() {
      isStopping = true
      clearTimeout(timer)
      await running
    },
  }
}

async function waitingSeconds(tx: Tx, highXid: string): Promise<number> {
  const [oldest] = await tx.execute<{ seconds: number }>(sql`
    select extract(epoch from clock_timestamp() - at)::int as seconds from ${auditEvents}
    where xid >= ${highXid}::xid8 order by ${auditEvents.xid} limit 1`)
  return oldest?.seconds ?? 0
}
