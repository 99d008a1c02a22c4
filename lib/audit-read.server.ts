import 'server-only'
import { and, desc, eq, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import { agencies } from '@/db/schema/registry'
import { maskedChange } from '@/lib/audit-masked'
import type { Actor } from '@/lib/auth/actor'
import { type DaysInZone, withinDays } from '@/lib/days-in-zone.server'

const PAGE = 50

export type AuditFilter = {
  event?: string
  name?: string
  /** Only events older than this one */
  before?: number
} & DaysInZone

/** The first wall of the trail: all of it nationally, else what concerns the actor's agencies, or the actor. */
export function ofTrail({ scope, accountId, employeeId }: Actor): SQL | undefined {
  if (scope.kind === 'national' || scope.kind === 'system') return undefined
  if (scope.kind === 'agencies') return inArray(auditEvents.agencyId, [...scope.agencyIds])
  return or(
    accountId === null ? sql`false` : eq(auditEvents.accountId, accountId),
    employeeId === null ? sql`false` : eq(auditEvents.employeeId, employeeId),
  )
}

export type AuditLine = Awaited<ReturnType<typeof listAuditEvents>>['rows'][number]

/** One page of the trail, newest first, and the `seq` where the next page begins. Values of people are masked. */
export async function listAuditEvents(actor: Actor, filter: AuditFilter, now: Date) {
  const where = and(
    ofTrail(actor),
    filter.event ? isNamed(auditEvents.event, filter.event) : undefined,
    filter.name ? sql`position(lower(${filter.name}) in lower(${auditEvents.actorName})) > 0` : undefined,
    ...withinDays(sql`${auditEvents.at}`, filter),
    filter.before ? lt(auditEvents.seq, filter.before) : undefined,
  )
  const rows = await transact({ actor, now }, (tx) =>
    tx
      .select({
        seq: auditEvents.seq,
        at: auditEvents.at,
        event: auditEvents.event,
        actorName: auditEvents.actorName,
        role: auditEvents.role,
        unit: auditEvents.unit,
        agencyName: agencies.name,
        subjectId: auditEvents.subjectId,
        before: auditEvents.before,
        after: auditEvents.after,
        reason: auditEvents.reason,
      })
      .from(auditEvents)
      .leftJoin(agencies, eq(agencies.id, auditEvents.agencyId))
      .where(where)
      .orderBy(desc(auditEvents.seq))
      .limit(PAGE + 1),
  )
  const shown = rows
    .slice(0, PAGE)
    .map(({ before, after, ...row }) => ({ ...row, ...maskedChange(row.event, before, after) }))
  return { rows: shown, next: rows.length > PAGE ? shown.at(-1)?.seq : undefined }
}

const WHOLE_NAME = /^[a-z_]+\.[a-z_0-9]+$/

/**
 * One event by its whole name, or all that begin so. A range instead of a function: comparing is leakproof, so that the
 * index also answers under row-level security.
 */
function isNamed(column: typeof auditEvents.event, typed: string): SQL {
  if (WHOLE_NAME.test(typed)) return eq(column, typed)
  return sql`${column} collate "C" >= ${typed} and ${column} collate "C" < ${`${typed}\u{10ffff}`}`
}

/** "Siapa melihat data ini": what other people did with one's own file, newest first. */
export async function listAccessToOwnFile(actor: Actor, before: number | undefined, now: Date) {
  if (!actor.employeeId) return { rows: [], next: undefined }
  const byOthers: SQL | undefined = actor.accountId
    ? or(sql`${auditEvents.accountId} is null`, ne(auditEvents.accountId, actor.accountId))
    : undefined
  const rows = await transact({ actor, now }, (tx) =>
    tx
      .select({
        seq: auditEvents.seq,
        at: auditEvents.at,
        event: auditEvents.event,
        actorName: auditEvents.actorName,
        role: auditEvents.role,
        unit: auditEvents.unit,
        reason: auditEvents.reason,
      })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.employeeId, actor.employeeId ?? ''),
          byOthers,
          before ? lt(auditEvents.seq, before) : undefined,
        ),
      )
      .orderBy(desc(auditEvents.seq))
      .limit(PAGE + 1),
  )
  const shown = rows.slice(0, PAGE)
  return { rows: shown, next: rows.length > PAGE ? shown.at(-1)?.seq : undefined }
}
