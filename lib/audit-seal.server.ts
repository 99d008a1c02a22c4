import 'server-only'
import { createHash } from 'node:crypto'
import { desc, type SQL, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents, auditSeals } from '@/db/schema/audit'
import { systemContext } from '@/lib/auth/actor'
import { failureOf, log } from '@/lib/log.server'

const EVERY_MS = 1000
const TOO_LONG_SECONDS = 60
const SEALER = 7_041_945 // advisory lock: one sealer at a time, whichever process it is in
const ROWS_AT_ONCE = 2000

export type SealBounds = { incarnation: number; lowXid: string; highXid: string }

/**
 * Seals all events of the transactions that have ended since the last seal. Writers are never waited for: the horizon
 * is the oldest transaction still running, so no late commit can slip below it. Where the database began a new life
 * (a restore into another cluster), what the old one left unsealed gets a seal of its own before the new chain goes on.
 *
 * @returns how many events were sealed, and for how many seconds the oldest unsealed one has been waiting
 */
export async function sealAudit(now: Date): Promise<{ sealed: number; waitingSeconds: number }> {
  return transact(systemContext('sealer', now), async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SEALER}) as mine`)
    if (!lock?.mine) return { sealed: 0, waitingSeconds: 0 }
    let last = await newestSeal(tx)
    let sealed = 0
    for (const bounds of await openBounds(tx, last)) {
      const { hash, eventCount } = await hashEvents(tx, bounds, last?.hash ?? '')
      if (eventCount === 0) continue
      ;[last] = await tx
        .insert(auditSeals)
        .values({ ...bounds, eventCount, hash, sealedAt: now })
        .returning()
      sealed += eventCount
    }
    return { sealed, waitingSeconds: await waitingSeconds(tx, last) }
  })
}

/** What the next seals cover: the rest of each earlier life of the database, and this one up to its horizon. */
async function openBounds(tx: Tx, last: SealBounds | undefined): Promise<SealBounds[]> {
  const [here] = await tx.execute<{ incarnation: number; horizon: string }>(
    sql`select audit_incarnation() as incarnation, pg_snapshot_xmin(pg_current_snapshot())::text as horizon`,
  )
  if (!here) throw new Error('the database gave no horizon')
  const first = last?.incarnation ?? 1
  const current =
    last?.incarnation === here.incarnation && BigInt(here.horizon) < BigInt(last.highXid)
      ? await nextIncarnation(tx)
      : here.incarnation
  const bounds: SealBounds[] = []
  for (let incarnation = first; incarnation <= current; incarnation++) {
    const lowXid = last?.incarnation === incarnation ? last.highXid : '0'
    const highXid = incarnation === current ? here.horizon : await endOf(tx, incarnation)
    if (BigInt(highXid) > BigInt(lowXid)) bounds.push({ incarnation, lowXid, highXid })
  }
  return bounds
}

/** A cluster whose transactions count from a lower number than was sealed has lost its past, whatever it is called. */
async function nextIncarnation(tx: Tx): Promise<number> {
  const [added] = await tx.execute<{ number: number }>(
    sql`insert into audit_incarnations (origin) select system_identifier::text from pg_control_system() returning number`,
  )
  if (!added) throw new Error('no incarnation was added')
  log('audit').warn(
    { incarnation: added.number },
    'the database counts its transactions anew; a new chain of seals begins',
  )
  return added.number
}

async function endOf(tx: Tx, incarnation: number): Promise<string> {
  const [row] = await tx.execute<{ end: string }>(
    sql`select (coalesce(max(xid::text::numeric), 0) + 1)::text as end from ${auditEvents}
      where ${auditEvents.incarnation} = ${incarnation}`,
  )
  return row?.end ?? '0'
}

export async function newestSeal(tx: Tx) {
  const [last] = await tx.select().from(auditSeals).orderBy(desc(auditSeals.id)).limit(1)
  return last
}

/** True for events that the newest seal and those before it do not cover. */
export function unsealedAfter(last: SealBounds | undefined): SQL {
  const { incarnation } = auditEvents
  return last
    ? sql`(${incarnation} > ${last.incarnation} or (${incarnation} = ${last.incarnation} and ${auditEvents.xid} >= ${last.highXid}::xid8))`
    : sql`true`
}

/**
 * The hash of a seal: the seal before it, the bounds, and every event between them as JSON, in the order of their
 * transactions. Instants as seconds, because their text would depend on the zone of the session. The unit only where
 * there is one: older events were sealed without it.
 */
export async function hashEvents(tx: Tx, { incarnation, lowXid, highXid }: SealBounds, previous: string) {
  const hash = createHash('sha256').update(JSON.stringify([previous, incarnation, lowXid, highXid]))
  let eventCount = 0
  let after = { xid: lowXid, seq: -1 }
  for (;;) {
    const rows: { xid: string; seq: string; event: string }[] = await tx.execute(sql`
      select xid::text as xid, seq::text as seq, (jsonb_build_array(
        xid::text, seq, extract(epoch from at), event, account_id, actor_name, role, agency_id, employee_id, subject_id,
        before, after, reason) || case when unit is null then '[]' else jsonb_build_array(unit) end)::text as event
      from ${auditEvents}
      where incarnation = ${incarnation} and (xid, seq) > (${after.xid}::xid8, ${after.seq}) and xid >= ${lowXid}::xid8 and xid < ${highXid}::xid8
      order by ${auditEvents.xid}, ${auditEvents.seq} limit ${ROWS_AT_ONCE}`)
    for (const row of rows) hash.update('\n').update(row.event)
    eventCount += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_AT_ONCE) return { hash: hash.digest('hex'), eventCount }
    after = { xid: last.xid, seq: Number(last.seq) }
  }
}

/** Seals every second until `stop`, and warns when events wait too long, as behind a long writing transaction. */
export function startSealing(): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let isStopping = false
  let running: Promise<void> = Promise.resolve()
  const tick = async () => {
    try {
      const { waitingSeconds } = await sealAudit(new Date())
      if (waitingSeconds > TOO_LONG_SECONDS) log('audit').warn({ waitingSeconds }, 'audit events wait to be sealed')
    } catch (error) {
      log('audit').error(failureOf(error), 'sealing the audit trail failed')
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

async function waitingSeconds(tx: Tx, last: SealBounds | undefined): Promise<number> {
  const [oldest] = await tx.execute<{ seconds: number }>(sql`
    select extract(epoch from clock_timestamp() - at)::int as seconds from ${auditEvents}
    where ${unsealedAfter(last)} order by ${auditEvents.incarnation}, ${auditEvents.xid} limit 1`)
  return oldest?.seconds ?? 0
}
