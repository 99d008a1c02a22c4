import { eq, sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { transact, transactPlanned } from '@/db/client.server'
import { insertedRows } from '@/db/insert-rows.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { testDatabase } from '@/db/testing.server'
import { aWorker, sentEntry, type Worker } from '@/lib/kinerja/entry.fixture'
import type { EntryRow } from '@/lib/kinerja/entry-decision.server'

const database = await testDatabase()
const { owner } = database
afterEach(database.reset)

const NOW = new Date('2026-11-16T04:00:00.123Z')

const inserted = (rows: EntryRow[]) => insertedRows(dailyEntries, sql`${JSON.stringify(rows)}::text::jsonb`)

function rowOf(worker: Worker, changes: Partial<EntryRow> = {}): EntryRow {
  const { isToday: _, version: __, unheard: ___, ...entry } = sentEntry(worker)
  return {
    ...entry,
    employeeId: worker.employeeId,
    agencyId: worker.agencyId,
    appraiserId: worker.appraiserId,
    quantity: '24.50',
    collaborators: null,
    state: 'submitted',
    approvedMinutes: null,
    reviewNote: null,
    reviewedBy: null,
    reviewedAt: null,
    deviceAt: NOW,
    skewSeconds: 86_400,
    receivedAt: NOW,
    firstReceivedAt: null,
    cameAnewAt: null,
    version: 1,
    evidenceVersion: 0,
    ...changes,
  }
}

test('rows come back as they were given: nothing, quotes, decimals and instants to the millisecond', async () => {
  const worker = await aWorker(owner, NOW)
  const rows = [
    rowOf(worker, { text: `Rapat "persiapan"; don't \\ 100 % {}` }),
    rowOf(worker, {
      startsMinute: 600,
      endsMinute: 660,
      kind: 'general',
      planItemId: null,
      quantity: null,
      unit: null,
    }),
  ]
  const read = await transactPlanned(worker.context, async (tx) => {
    await tx.execute(inserted(rows))
    return tx
      .select()
      .from(dailyEntries)
      .where(eq(dailyEntries.employeeId, worker.employeeId))
      .orderBy(dailyEntries.startsMinute)
  })
  expect(read).toEqual(rows)
})

test('row-level security is asked of rows that come in as one parameter too', async () => {
  const [worker, other] = [await aWorker(owner, NOW), await aWorker(owner, NOW)]
  const foreign = inserted([rowOf(other)])
  await expect(transactPlanned(worker.context, (tx) => tx.execute(foreign))).rejects.toMatchObject({
    cause: { code: '42501' },
  })
})

test('a planned statement is kept by its connection and sees what its actor sees, whoever asked before', async () => {
  const [one, other] = [await aWorker(owner, NOW), await aWorker(owner, NOW)]
  for (const worker of [one, other]) await transact(worker.context, (tx) => tx.execute(inserted([rowOf(worker)])))
  const seen = (worker: Worker) =>
    transactPlanned(worker.context, async (tx) => {
      const rows = await tx.select({ id: dailyEntries.employeeId }).from(dailyEntries)
      const [plans] = await tx.execute<{ kept: number }>(
        sql`select count(*)::int as kept from pg_prepared_statements where statement like '%"daily_entries"%'`,
      )
      return { ids: rows.map(({ id }) => id), kept: plans?.kept ?? 0 }
    })
  for (const worker of [one, other, one, other]) {
    const { ids, kept } = await seen(worker)
    expect(ids).toEqual([worker.employeeId])
    expect(kept).toBeGreaterThan(0)
  }
  const system = { ...one.context, actor: { ...one.context.actor, scope: { kind: 'system' as const } } }
  expect((await seen({ ...one, context: system })).ids).toHaveLength(2)
})
