import 'server-only'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { listExports } from '@/db/schema/lists'
import { agencies } from '@/db/schema/registry'
import { type Actor, type Context, systemContext } from '@/lib/auth/actor'
import { standingActor } from '@/lib/auth/standing-actor.server'
import { isDiskFull } from '@/lib/disk-full'
import type { Locale } from '@/lib/format'
import { recordList } from '@/lib/list-audit.server'
import { type ExportFormat, KEPT_HOURS } from '@/lib/list-source'
import { countRows, writeList } from '@/lib/list-write.server'
import { exportLists, type ListName } from '@/lib/lists.server'
import { Refusal } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'
import { isUuid } from '@/lib/uuid'

/** The channel that tells the job runner, at commit, that a list waits to be written. */
export const EXPORT_CHANNEL = 'satya_export'

const SHOWN = 20
const HOUR_MS = 3_600_000
const TELL_EVERY_ROWS = 2_000
const MOST_WAITING = 5

export type ExportOrder = { list: ListName; format: ExportFormat; query: Record<string, string>; locale: Locale }

/** Has a long list written in the background. Refuses too_many while five of one's own wait. */
export async function orderExport(context: Context, { list, format, query, locale }: ExportOrder): Promise<string> {
  const { actor } = context
  const { accountId, role } = actor
  if (accountId === null || role === 'system') throw new Refusal('forbidden')
  const totalRows = await countRows(context, await exportLists[list].source(context, query, locale))
  return transact(context, async (tx) => {
    const waiting = await tx
      .select({ id: listExports.id })
      .from(listExports)
      .where(and(eq(listExports.accountId, accountId), isNull(listExports.finishedAt)))
    if (waiting.length >= MOST_WAITING) throw new Refusal('exports_waiting', { most: MOST_WAITING })
    const [order] = await tx
      .insert(listExports)
      .values({ accountId, agencyId: actor.agencyId, role, list, format, query, locale, totalRows })
      .returning({ id: listExports.id })
    if (!order) throw new Error('the export came back empty')
    await tx.execute(sql`select pg_notify(${EXPORT_CHANNEL}, ${order.id})`)
    return order.id
  })
}

/** Lists that wait or were interrupted, oldest first: what a new process takes up again. */
export function openExports() {
  return transact(systemContext('export', new Date()), (tx) =>
    tx
      .select({
        id: listExports.id,
        agencyName: agencies.name,
        createdAt: listExports.createdAt,
        waiting: sql<number>`${listExports.totalRows} - ${listExports.doneRows}`,
      })
      .from(listExports)
      .innerJoin(agencies, eq(agencies.id, listExports.agencyId))
      .where(isNull(listExports.finishedAt))
      .orderBy(asc(listExports.createdAt)),
  )
}

/**
 * Writes one list to its file as the person who ordered it; the file appears when it is whole. Without room for it the
 * export has failed; after any other failure it stays open, to be tried again.
 */
export async function runExport(id: string): Promise<void> {
  const system = systemContext('export', new Date())
  const [order] = await transact(system, (tx) => tx.select().from(listExports).where(eq(listExports.id, id)))
  if (!order || order.finishedAt) return
  const actor = await standingActor(order.accountId, order.role, system.now)
  if (actor?.agencyId !== order.agencyId) return giveUp(system, id, 'actor_gone')
  const file = exportPath(id)
  const draft = `${file}.part`
  try {
    await writeExport({ actor, now: system.now }, order, { file, draft })
  } catch (error) {
    await rm(draft, { force: true })
    if (isDiskFull(error)) {
      await rm(file, { force: true }) // after any other failure it may be finished, with only the answer lost
      await giveUp(system, id, 'disk_full')
    }
    throw error
  }
}

type Order = typeof listExports.$inferSelect

async function writeExport(
  context: Context,
  order: Order,
  { file, draft }: { file: string; draft: string },
): Promise<void> {
  const { id } = order
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  let told = 0
  const tell = async (doneRows: number) => {
    if (doneRows - told < TELL_EVERY_ROWS) return
    told = doneRows
    await transact(context, (tx) => tx.update(listExports).set({ doneRows }).where(eq(listExports.id, id)), 'beside')
  }
  const { permission, source: sourceOf } = exportLists[order.list as ListName]
  const source = await sourceOf(context, order.query, order.locale as Locale)
  await writeList(
    context,
    source,
    order.format as ExportFormat,
    createWriteStream(/* turbopackIgnore: true */ draft, { mode: 0o600 }),
    tell,
  )
  const { format, query, totalRows: rows } = order
  await recordList(context, permission, source, { format, query, rows }, id)
  const { size } = await stat(draft)
  await rename(draft, file)
  await transact(context, (tx) =>
    tx
      .update(listExports)
      .set({ doneRows: order.totalRows, sizeBytes: size, finishedAt: new Date() })
      .where(eq(listExports.id, id)),
  )
}

/** Nothing is written, and it is not tried again: there was no room, or whoever ordered it may not have it any more. */
function giveUp(context: Context, id: string, failedCode: Order['failedCode']): Promise<void> {
  return transact(context, async (tx) => {
    await tx.update(listExports).set({ finishedAt: new Date(), failedCode }).where(eq(listExports.id, id))
  })
}

/** One's own exports of the last day, newest first. */
export function listOwnExports(context: Context) {
  return transact(context, (tx) =>
    tx
      .select({
        id: listExports.id,
        list: listExports.list,
        format: listExports.format,
        totalRows: listExports.totalRows,
        doneRows: listExports.doneRows,
        sizeBytes: listExports.sizeBytes,
        createdAt: listExports.createdAt,
        finishedAt: listExports.finishedAt,
        failedCode: listExports.failedCode,
      })
      .from(listExports)
      .where(and(isOwn(context.actor), isKept(context.now)))
      .orderBy(desc(listExports.createdAt))
      .limit(SHOWN),
  )
}

/** The finished file of one's own export. Refuses not_found, also after a day. */
export async function findExportFile(context: Context, id: string) {
  if (!isUuid(id)) throw new Refusal('not_found')
  const [found] = await transact(context, (tx) =>
    tx
      .select({ list: listExports.list, format: listExports.format, sizeBytes: listExports.sizeBytes })
      .from(listExports)
      .where(and(eq(listExports.id, id), isOwn(context.actor), isKept(context.now))),
  )
  if (!found?.sizeBytes) throw new Refusal('not_found')
  return { ...found, path: exportPath(id) }
}

/** Takes away exports that are older than a day, with their files, and files that belong to no export. */
export async function forgetExports(now: Date): Promise<void> {
  const kept = await transact(systemContext('clean-up', now), async (tx) => {
    await tx.delete(listExports).where(lt(listExports.createdAt, oldest(now)))
    return tx.select({ id: listExports.id }).from(listExports)
  })
  const known = new Set(kept.map(({ id }) => id))
  for (const name of await readdir(exportFolder()).catch(() => [])) {
    if (!known.has(name.replace(/\.part$/, ''))) await rm(path.join(exportFolder(), name), { force: true })
  }
}

/** Ordered by this person in the role and the agency that they have now: each sees other people. */
function isOwn({ accountId, role, agencyId }: Actor) {
  if (accountId === null || role === 'system') return sql`false`
  return and(eq(listExports.accountId, accountId), eq(listExports.role, role), eq(listExports.agencyId, agencyId))
}

function isKept(now: Date) {
  return gt(listExports.createdAt, oldest(now))
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - KEPT_HOURS * HOUR_MS)
}

function exportFolder(): string {
  return path.resolve(/* turbopackIgnore: true */ settings().FILES_FOLDER, 'unduhan')
}

function exportPath(id: string): string {
  return path.join(exportFolder(), id)
}
