import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { type Tx, transact, transactPlanned } from '@/db/client.server'
import { dailyEntries } from '@/db/schema/kinerja-entry'
import { recordAudit, recordRefusal } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import type { Zone } from '@/lib/format'
import { clockSkewSeconds, dayOfWork, type EntryState, entryFlow, receiptNumber } from '@/lib/kinerja/entry'
import { type Decision, type Desk, decide, type EntryRow } from '@/lib/kinerja/entry-decision.server'
import { entryPerson, takeEntriesTurn } from '@/lib/kinerja/entry-facts.server'
import { type EntryBatch, type EntryInput, entryInput } from '@/lib/kinerja/entry-input'
import { writeEntries } from '@/lib/kinerja/entry-write.server'
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
  if (batch.owner !== context.actor.employeeId) throw new Refusal('other_person')
  const entries = uniqueById(batch).map(({ id, ...raw }) => ({ id, input: readEntry({ id, ...raw }) }))
  const inputs = entries.flatMap(({ input }) => input ?? [])
  const skewSeconds = clockSkewSeconds(new Date(batch.sentAt), context.now)
  const save = (tx: Tx) => saveIn(tx, context, inputs, skewSeconds)
  const saved = inputs.length > 0 ? await transactPlanned(context, save) : []
  const answers = entries.map(({ id }) => saved.find((each) => each.id === id) ?? refused(id, 'invalid'))
  for (const answer of answers) {
    if (answer.answer !== 'refused' || answer.code === 'invalid') continue
    await recordRefusal(context, 'entry.save', new Refusal(answer.code, {}, {}, answer.findings), answer.id)
  }
  return answers
}

async function saveIn(tx: Tx, context: Context, inputs: readonly EntryInput[], skewSeconds: number) {
  const { from, to } = daysOf(inputs, skewSeconds, context.now)
  const ids = inputs.map(({ id }) => id)
  const { isKnown, ...surroundings } = await takeEntriesTurn(tx, from, to, ids)
  const desk: Desk = { context, surroundings, skewSeconds }
  const known = isKnown ? await knownEntries(tx, surroundings.person.id, ids) : undefined
  const decisions = inputs.map((input) => {
    const workOn = dayOfWork(input, skewSeconds, surroundings.person.zone, context.now)
    return decide(desk, { ...input, workOn }, known?.get(input.id))
  })
  const written = await writeEntries(tx, desk, decisions)
  return decisions.map((decision) => answerOf(desk, decision, written))
}

/** The first and the last day that entries may be of, wherever their writer works: zones differ by a day at most. */
function daysOf(inputs: readonly EntryInput[], skewSeconds: number, now: Date): { from: CivilDate; to: CivilDate } {
  const days = inputs.flatMap((input) => OUTER_ZONES.map((zone) => dayOfWork(input, skewSeconds, zone, now))).sort()
  return { from: days[0] ?? '', to: days.at(-1) ?? '' }
}

const OUTER_ZONES: Zone[] = ['Asia/Jakarta', 'Asia/Jayapura']

function answerOf({ surroundings }: Desk, decision: Decision, written: ReadonlySet<string>): EntryAnswer {
  const { id } = decision
  if (decision.is === 'refused') return refused(id, decision.code, decision.findings)
  if (decision.is === 'new' && !written.has(id)) return refused(id, 'id_taken')
  const { row } = decision
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
      civilDateIn(surroundings.person.zone, row.cameAnewAt ?? row.firstReceivedAt ?? row.receivedAt), // as `waits_since`
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

async function knownEntries(tx: Tx, employeeId: string, ids: readonly string[]): Promise<Map<string, EntryRow>> {
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
