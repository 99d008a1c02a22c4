import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { appraisers } from '@/db/schema/kinerja'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { agencies } from '@/db/schema/registry'
import { recordAudits } from '@/lib/audit.server'
import type { Actor, Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { zoneFrom } from '@/lib/format'
import { entryFlow } from '@/lib/kinerja/entry'
import {
  answerOpen,
  type EntryRef,
  minutesWithin,
  type ReviewEvent,
  type ReviewedEntry,
  reviewerFindings,
} from '@/lib/kinerja/review'
import type { correctInput, rejectInput, returnInput } from '@/lib/kinerja/review-input'
import { type Finding, Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

type EntryRow = typeof dailyEntries.$inferSelect
type Changes = Partial<Pick<EntryRow, 'approvedMinutes' | 'reviewNote' | 'reviewedBy' | 'reviewedAt'>>
type Answer = {
  changes: (row: EntryRow) => Changes
  findings?: (entry: ReviewedEntry, today: string, state: EntryRow['state']) => Finding[]
  reason?: string
}

/** Approves entries with the minutes that their work took, all of them or none. Refuses as `answer` does. */
export function approveEntries(context: Context, refs: readonly EntryRef[]): Promise<void> {
  return answer(context, refs, 'approve', {
    changes: ({ startsMinute, endsMinute }) => ({
      approvedMinutes: endsMinute - startsMinute,
      reviewNote: null,
      ...answeredBy(context),
    }),
  })
}

/** Gives entries back to their writers, who correct and send them again. */
export function returnEntries(context: Context, { entries, note }: z.output<typeof returnInput>): Promise<void> {
  return answer(context, entries, 'return', {
    changes: () => ({ reviewNote: note, ...answeredBy(context) }),
    reason: note,
  })
}

/** Rejects an entry for good: it counts no minutes and is evidence of nothing. */
export function rejectEntry(context: Context, { note, ...ref }: z.output<typeof rejectInput>): Promise<void> {
  return answer(context, [ref], 'reject', {
    changes: () => ({ reviewNote: note, ...answeredBy(context) }),
    reason: note,
  })
}

/** Approves an entry with fewer minutes than it says, or changes those of one that is approved. */
export function correctEntry(
  context: Context,
  { minutes, note, ...ref }: z.output<typeof correctInput>,
): Promise<void> {
  return answer(context, [ref], 'correct', {
    changes: () => ({ approvedMinutes: minutes, reviewNote: note, ...answeredBy(context) }),
    findings: (entry, today, state) => [
      minutesWithin(entry, minutes),
      ...(state === 'approved' ? [answerOpen(entry, today)] : []), // what waits still knows when it was returned
    ],
    reason: note,
  })
}

/** Takes an approval back: the entry waits again. */
export function reopenEntry(context: Context, ref: EntryRef): Promise<void> {
  return answer(context, [ref], 'reopen', {
    changes: () => ({ approvedMinutes: null, reviewNote: null, reviewedBy: null, reviewedAt: null }),
    findings: (entry, today) => [answerOpen(entry, today)],
  })
}

/**
 * One answer to entries that are the actor's to answer, all of them or none. Refuses with not_found, stale for one that
 * has changed since it was seen, wrong_state, or the findings that are unmet.
 */
function answer(context: Context, refs: readonly EntryRef[], event: ReviewEvent, step: Answer): Promise<void> {
  return transact(context, async (tx) => {
    const rows = await lockEntries(tx, context, refs)
    const after = rows.map(({ row, entry, today }) => {
      const findings = step.findings?.(entry, today, row.state) ?? []
      refuseUnless([...reviewerFindings(entry, context.actor.employeeId), ...findings])
      const state = move(entryFlow, row.state, event)
      return { ...row, ...step.changes(row), state, version: row.version + 1 }
    })
    await saveEntries(tx, after)
    await recordAudits(
      tx,
      context,
      `entry.${event}`,
      rows.map(({ row }, at) => ({
        before: answerOf(row),
        after: answerOf(after[at]),
        subject: { agencyId: row.agencyId, employeeId: row.employeeId, subjectId: row.id, reason: step.reason ?? null },
      })),
    )
  })
}

/** Entries that name the actor as the one who answers them. */
export function answeredByActor({ employeeId }: Actor): SQL {
  return employeeId === null ? sql`false` : eq(dailyEntries.appraiserId, employeeId)
}

/** The entries of others that wait for the answer of a person: how many, and the day of the oldest; always one row. */
export function waitingFor(person: SQL): SQL {
  return sql`
    select count(*)::int as entries, min(d.work_on) as oldest_on from daily_entries d
    where d.appraiser_id = ${person} and d.state = 'submitted'`
}

/** In the order of their ids, so that two who answer the same entries never wait for one another in a circle. */
async function lockEntries(tx: Tx, { actor, now }: Context, refs: readonly EntryRef[]) {
  const rows = await tx
    .select({ row: dailyEntries, appraiserOfDay: appraisers.appraiserId, zone: agencies.timeZone })
    .from(dailyEntries)
    .innerJoin(agencies, eq(agencies.id, dailyEntries.agencyId))
    .leftJoin(
      appraisers,
      and(
        eq(appraisers.employeeId, dailyEntries.employeeId),
        sql`${dailyEntries.workOn} between ${appraisers.startsOn} and coalesce(${appraisers.endsOn}, 'infinity')`,
      ),
    )
    .where(
      and(
        inArray(
          dailyEntries.id,
          refs.map(({ id }) => id),
        ),
        answeredByActor(actor),
      ),
    )
    .orderBy(dailyEntries.id)
    .for('update', { of: dailyEntries })
  const versions = new Map(refs.map(({ id, version }) => [id, version]))
  if (rows.length < versions.size) throw new Refusal('not_found')
  if (rows.some(({ row }) => versions.get(row.id) !== seenVersion(row))) throw new Refusal('stale')
  return rows.map(({ row, appraiserOfDay, zone }) => {
    const dayOf = (instant: Date) => civilDateIn(zoneFrom(zone), instant)
    const entry: ReviewedEntry = {
      employeeId: row.employeeId,
      appraiserOfDay,
      minutes: row.endsMinute - row.startsMinute,
      reviewedOn: row.reviewedAt && dayOf(row.reviewedAt),
    }
    return { row, entry, today: dayOf(now) }
  })
}

/** What an appraiser has seen of an entry: other evidence makes it another one, as other words do. */
export function seenVersion({ version, evidenceVersion }: Pick<EntryRow, 'version' | 'evidenceVersion'>): number {
  return version + evidenceVersion
}

/** One statement for all of them. */
async function saveEntries(tx: Tx, rows: readonly EntryRow[]): Promise<void> {
  const changed = rows.map(({ id, state, approvedMinutes, reviewNote, reviewedBy, reviewedAt, version }) => ({
    id,
    state,
    approved_minutes: approvedMinutes,
    review_note: reviewNote,
    reviewed_by: reviewedBy,
    reviewed_at: reviewedAt,
    version,
  }))
  await tx.execute(sql`
    update daily_entries e set state = c.state, approved_minutes = c.approved_minutes, review_note = c.review_note,
      reviewed_by = c.reviewed_by, reviewed_at = c.reviewed_at, version = c.version
    from jsonb_to_recordset(${JSON.stringify(changed)}::text::jsonb) as c (id uuid, state entry_state,
      approved_minutes smallint, review_note text, reviewed_by uuid, reviewed_at timestamptz, version integer)
    where e.id = c.id`)
}

function answeredBy({ actor, now }: Context): Changes {
  return { reviewedBy: actor.employeeId, reviewedAt: now }
}

/** The part of an entry that an answer changes. */
function answerOf(row: EntryRow | undefined) {
  if (!row) return null
  const { state, approvedMinutes, reviewNote, version } = row
  return { state, approvedMinutes, reviewNote, version }
}
