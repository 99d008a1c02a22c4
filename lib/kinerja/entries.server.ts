import 'server-only'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Tx, transact, transactPlanned } from '@/db/client.server'
import { insertedRows } from '@/db/insert-rows.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { recordAudit, recordAudits, recordRefusal } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { clockSkewSeconds, dayOfWork, type EntryState, entryFlow, receiptNumber } from '@/lib/kinerja/entry'
import { type Decision, type Desk, decide, type EntryRow } from '@/lib/kinerja/entry-decision.server'
import { type EntryPerson, entryPerson, entrySurroundings } from '@/lib/kinerja/entry-facts.server'
import { type EntryBatch, type EntryInput, entryInput } from '@/lib/kinerja/entry-input'
import { appraisersLock } from '@/lib/kinerja/followed-appraisers.server'
import { type Finding, Refusal } from '@/lib/refusal'
import { isStorable } from '@/lib/storable-text'
import { move } from '@/lib/workflow'
import { addWorkingDays } from '@/lib/working-days'

/** What a device hears of one entry: it is on disk, was so before, or is refused for a reason. */
export type EntryAnswer =
  | {
      id: string
      answer: 'saved' | 'there'
      state: EntryState
      version: number
      workOn: CivilDate // the server's day, where the clock of the device is wrong
      receivedAt: string
      receipt: string
      reviewer: string | null
      reviewDueOn: CivilDate
    }
  | { id: string; answer: 'refused'; code: string; findings: readonly Finding[] }

/**
 * Saves a batch of one person's entries, new and changed. Every entry is decided by itself and stands by itself: one
 * that is refused keeps no other one out. The same entry sent twice is one; two devices merge.
 *
 * Refuses with other_person when they are not the actor's, who signed in on the device of somebody else, and with
 * ask_later while the agency changes its appraisers. Refuses single entries with invalid, the unmet findings of
 * `entryFindings`, wrong_state (it was answered already), changed_elsewhere (another device changed it since) or id_taken.
 */
export async function saveEntries(context: Context, batch: EntryBatch): Promise<EntryAnswer[]> {
  const answers = await transactPlanned(context, (tx) => saveIn(tx, context, batch))
  for (const answer of answers) {
    if (answer.answer !== 'refused' || answer.code === 'invalid') continue
    await recordRefusal(context, 'entry.save', new Refusal(answer.code, {}, {}, answer.findings), answer.id)
  }
  return answers
}

async function saveIn(tx: Tx, context: Context, batch: EntryBatch): Promise<EntryAnswer[]> {
  const skewSeconds = clockSkewSeconds(new Date(batch.sentAt), context.now)
  const person = await entryPerson(tx, context)
  if (batch.owner !== person.id) throw new Refusal('other_person')
  const entries = uniqueById(batch).map(({ id, ...raw }) => ({ id, input: readEntry({ id, ...raw }) }))
  const dated = entries.flatMap(({ input }) => {
    return input ? [{ ...input, workOn: dayOfWork(input, skewSeconds, person.zone, context.now) }] : []
  })
  if (dated.length === 0) return entries.map(({ id }) => refused(id, 'invalid'))
  await lockEntriesOf(tx, person)
  const days = dated.map(({ workOn }) => workOn).sort()
  const [known, surroundings] = await Promise.all([
    knownEntries(tx, person.id, dated),
    entrySurroundings(tx, person, days[0] ?? '', days.at(-1) ?? ''),
  ])
  const desk: Desk = { context, person, surroundings, skewSeconds }
  const decisions = dated.map((input) => decide(desk, input, known.get(input.id)))
  const written = await write(tx, desk, decisions)
  return entries.map(({ id }) =>
    answerOf(
      desk,
      decisions.find((each) => each.id === id),
      written,
      id,
    ),
  )
}

/** Writes what was decided, with its events. Returns the ids that are on disk. */
async function write(tx: Tx, { context, person }: Desk, decisions: readonly Decision[]): Promise<Set<string>> {
  const fresh = decisions.flatMap((each) => (each.is === 'new' ? [each.row] : []))
  const changed = decisions.flatMap((each) => (each.is === 'changed' ? [each] : []))
  for (const { row } of changed) await tx.update(dailyEntries).set(ownPart(row)).where(eq(dailyEntries.id, row.id))
  const added = fresh.length // after the changes: a new entry may take the time that another one left
    ? await tx.execute<{ id: string }>(sql`${insertedRows(dailyEntries, fresh)} on conflict do nothing returning id`)
    : []
  const written = new Set([...added, ...changed.map(({ row }) => row)].map(({ id }) => id))
  const events = decisions.flatMap((each) => {
    if ((each.is !== 'new' && each.is !== 'changed') || !written.has(each.id)) return []
    const subject = { agencyId: person.agencyId, employeeId: person.id, subjectId: each.id }
    return [{ before: each.is === 'changed' ? each.before : null, after: each.row, subject }]
  })
  if (events.length > 0) await recordAudits(tx, context, 'entry.save', events)
  return written
}

/** What the appraiser wrote stays as it is, and so does what stands beside it. */
function ownPart({
  reviewNote: _note,
  reviewedBy: _by,
  reviewedAt: _at,
  evidenceVersion: _evidence,
  ...own
}: EntryRow): Partial<EntryRow> {
  return own
}

function answerOf(desk: Desk, decision: Decision | undefined, written: Set<string>, id: string): EntryAnswer {
  if (!decision) return refused(id, 'invalid')
  if (decision.is === 'refused') return refused(id, decision.code, decision.findings)
  if (decision.is === 'new' && !written.has(id)) return refused(id, 'id_taken')
  const { row } = decision
  const { surroundings, person } = desk
  return {
    id,
    answer: decision.is === 'there' ? 'there' : 'saved',
    state: row.state,
    version: row.version,
    workOn: row.workOn,
    receivedAt: row.receivedAt.toISOString(),
    receipt: receiptNumber(row),
    reviewer: surroundings.reviewerOn(row.workOn)?.name ?? null,
    reviewDueOn: addWorkingDays(
      civilDateIn(person.zone, row.cameAnewAt ?? row.firstReceivedAt ?? row.receivedAt), // as `waits_since`
      surroundings.reviewDaysOn(row.workOn),
      surroundings.around.holidays,
    ),
  }
}

function refused(id: string, code: string, findings: readonly Finding[] = []): EntryAnswer {
  return { id, answer: 'refused', code, findings }
}

function readEntry(raw: { id: string }): EntryInput | undefined {
  const parsed = entryInput.safeParse(raw)
  return parsed.success && isStorable(parsed.data) ? parsed.data : undefined
}

/** What a device sends twice in one batch is said once; the last word counts. */
function uniqueById({ entries }: EntryBatch): EntryBatch['entries'] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()]
}

/**
 * Two devices of one person come one after the other. While the agency changes its appraisers nobody waits, which would
 * take the connections of all agencies: devices ask later.
 */
async function lockEntriesOf(tx: Tx, { id, agencyId }: EntryPerson): Promise<void> {
  const [lock] = await tx.execute<{ isHeld: boolean }>(sql`
    select case when pg_try_advisory_xact_lock_shared(${appraisersLock(agencyId)})
      then pg_advisory_xact_lock(hashtextextended(${`entries ${id}`}, 0))::text is not null else false end as "isHeld"`)
  if (!lock?.isHeld) throw new Refusal('ask_later')
}

async function knownEntries(tx: Tx, employeeId: string, inputs: readonly EntryInput[]): Promise<Map<string, EntryRow>> {
  const ids = inputs.map(({ id }) => id)
  const rows = await tx
    .select()
    .from(dailyEntries)
    .where(and(eq(dailyEntries.employeeId, employeeId), inArray(dailyEntries.id, ids)))
    .for('update')
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Takes back an entry that nobody answered yet. Taking it back twice is the same as once. Refuses with not_found,
 * changed_elsewhere or wrong_state.
 */
export async function withdrawEntry(context: Context, { id, version }: { id: string; version: number }): Promise<void> {
  await transact(context, async (tx) => {
    const person = await entryPerson(tx, context)
    const [before] = await tx
      .select()
      .from(dailyEntries)
      .where(and(eq(dailyEntries.id, id), eq(dailyEntries.employeeId, person.id)))
      .for('update')
    if (!before) throw new Refusal('not_found')
    if (before.state === 'withdrawn') return
    const state = move(entryFlow, before.state, 'withdraw')
    if (before.version !== version) throw new Refusal('changed_elsewhere')
    const changed = { state, version: version + 1 }
    const after = { ...before, ...changed }
    await tx.update(dailyEntries).set(changed).where(eq(dailyEntries.id, id))
    const subject = { agencyId: before.agencyId, employeeId: before.employeeId, subjectId: id }
    await recordAudit(tx, context, 'entry.withdraw', before, after, subject)
  })
}
