import 'server-only'
import type { dailyEntries } from '@/db/schema/kinerja-entry'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn } from '@/lib/civil-date'
import { type EntryState, entryFindings, entryFlow } from '@/lib/kinerja/entry'
import type { EntrySurroundings } from '@/lib/kinerja/entry-facts.server'
import type { EntryInput } from '@/lib/kinerja/entry-input'
import { type Finding, Refusal, refuseUnless } from '@/lib/refusal'
import { move } from '@/lib/workflow'

export type EntryRow = typeof dailyEntries.$inferSelect

/** Who sends, from a clock that is how wrong, and what decides. */
export type Desk = { context: Context; surroundings: EntrySurroundings; skewSeconds: number }

/** What becomes of one entry that was sent. */
export type Decision = { id: string } & (
  | { is: 'refused'; code: string; findings: readonly Finding[] }
  | { is: 'there'; row: EntryRow }
  | { is: 'new'; row: EntryRow }
  | { is: 'changed'; before: EntryRow; row: EntryRow }
)

/** Decides one entry; the next ones of the batch find it where it stands then. */
export function decide(desk: Desk, input: EntryInput, known: EntryRow | undefined): Decision {
  const { id } = input
  if (known && isThere(input, known)) return { id, is: 'there', row: known }
  if (known && input.version !== known.version && input.version !== 0 && !isOwnWord(input, known)) {
    return { id, is: 'refused', code: 'changed_elsewhere', findings: [] }
  }
  try {
    const state = known ? move(entryFlow, known.state, 'edit') : 'submitted'
    refuseUnless(findingsOf(desk, input, known))
    const row = rowOf(desk, input, state, known)
    take(desk.surroundings, row)
    return known ? { id, is: 'changed', before: known, row } : { id, is: 'new', row }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { id, is: 'refused', code: error.code, findings: error.findings }
  }
}

/**
 * Whether what was sent is what stands. A new entry that is known came before and was not heard of; when it says
 * something else since, its owner changed it on the device meanwhile. A returned one may be sent again as it was.
 */
function isThere(input: EntryInput, known: EntryRow): boolean {
  if (isSame(input, known)) return known.state !== 'returned' || input.version !== known.version
  if (input.version !== 0 || isOwnWord(input, known)) return false
  return known.version > 1 || new Date(input.deviceAt) <= known.deviceAt
}

/** What stands is what this device sent and heard no answer to: its next word changes no other one's. */
function isOwnWord({ unheard }: EntryInput, { deviceAt }: EntryRow): boolean {
  return unheard?.some((at) => +new Date(at) === +deviceAt) ?? false
}

function isSame(input: EntryInput, known: EntryRow): boolean {
  const {
    id,
    version,
    workOn,
    isToday,
    deviceAt,
    quantity,
    unheard,
    collaborators = known.collaborators,
    ...rest
  } = input
  const isEqual = Object.entries(rest).every(([name, value]) => known[name as keyof typeof rest] === value)
  const isElse = workOn !== known.workOn || collaborators !== known.collaborators
  return isEqual && !isElse && quantity === (known.quantity === null ? null : Number(known.quantity))
}

function findingsOf({ surroundings, context }: Desk, input: EntryInput, known: EntryRow | undefined): Finding[] {
  return entryFindings(input, {
    ...surroundings.around,
    rules: surroundings.rulesOn(input.workOn),
    receivedOn: civilDateIn(surroundings.person.zone, arrivalOf(context, input, known)),
  })
}

/** When the word that stands came in. The correction of an entry that was returned is no later than the entry was. */
function arrivalOf({ now }: Context, { workOn }: EntryInput, known: EntryRow | undefined): Date {
  return known?.state === 'returned' && known.workOn === workOn ? known.receivedAt : now
}

function rowOf(desk: Desk, input: EntryInput, state: EntryState, known: EntryRow | undefined): EntryRow {
  const { id, version, isToday, quantity, deviceAt, unheard, ...rest } = input
  const { collaborators = known?.collaborators ?? null } = input
  const receivedAt = arrivalOf(desk.context, input, known)
  const first = known?.firstReceivedAt ?? known?.receivedAt
  return {
    ...rest,
    id,
    employeeId: desk.surroundings.person.id,
    agencyId: desk.surroundings.person.agencyId,
    appraiserId: desk.surroundings.reviewerOn(input.workOn)?.id ?? null,
    quantity: quantity === null ? null : String(quantity),
    collaborators,
    state,
    approvedMinutes: null,
    reviewNote: known?.reviewNote ?? null, // what it was returned for stays beside the correction
    reviewedBy: known?.reviewedBy ?? null,
    reviewedAt: known?.reviewedAt ?? null,
    deviceAt: new Date(deviceAt),
    skewSeconds: desk.skewSeconds,
    receivedAt,
    firstReceivedAt: first && first < receivedAt ? first : null,
    cameAnewAt: known?.reviewedAt ? desk.context.now : (known?.cameAnewAt ?? null),
    version: (known?.version ?? 0) + 1,
    evidenceVersion: known?.evidenceVersion ?? 0,
  }
}

/** The next entry of the batch finds this one where it stands now. */
function take({ around }: EntrySurroundings, row: EntryRow): void {
  around.others = [...around.others.filter(({ id }) => id !== row.id), row]
}
