import 'server-only'
import { and, asc, eq, gte, inArray, isNull, lte, notInArray, or, type SQL } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { referenceRows } from '@/db/schema/reference'
import { promotionProposals, proposalEvents } from '@/db/schema/sapk'
import { type Context, systemContext } from '@/lib/auth/actor'
import { type CivilDate, civilDay } from '@/lib/civil-date'
import { readHolidays } from '@/lib/registry/holidays.server'
import {
  type Calendar,
  type ClockStep,
  clockEvents,
  dueOn,
  hasDueDate,
  isBoundByCutOff,
  isOnBknClock,
} from '@/lib/sapk/due-date'
import { findPeriod } from '@/lib/sapk/periods.server'
import { endStates, type Proposal, type ProposalEvent } from '@/lib/sapk/proposal'

type Waiting = Pick<Proposal, 'id' | 'state' | 'sentAt' | 'enteredStateAt' | 'effectiveOn'>

/** The due date of a proposal that enters a state now, by a step that is not on its timeline yet. */
export async function dueDate(tx: Tx, proposal: Waiting, step: ProposalEvent): Promise<CivilDate | null> {
  const { id, state, effectiveOn, enteredStateAt: now } = proposal
  if (!hasDueDate(state)) return null
  const closesOn = isBoundByCutOff(state) ? await cutOffOf(tx, effectiveOn) : null
  const steps = isOnBknClock(state) ? await clockSteps(tx, eq(proposalEvents.proposalId, id)) : []
  if (step === 'correct') steps.push({ proposalId: id, event: step, at: now })
  return dueOn(proposal, closesOn, steps, await loadCalendar(tx, now))
}

/** The last day for the agency's answer if the proposal were returned now. */
export function replyDueOn(context: Context, proposal: Proposal): Promise<CivilDate | null> {
  const returned: Waiting = { ...proposal, state: 'returned', enteredStateAt: context.now }
  return transact(context, (tx) => dueDate(tx, returned, 'return'))
}

/**
 * Brings the due dates of all open proposals to the calendar of today: a holiday, a service level or the dates of a
 * period were changed. Calling it again does no harm.
 */
export function renewDueDates(now: Date): Promise<void> {
  return transact(systemContext('due_dates', now), async (tx) => {
    const calendar = await loadCalendar(tx, now)
    const isOpen = notInArray(promotionProposals.state, [...endStates])
    const open = await tx.select().from(promotionProposals).where(isOpen)
    const steps = new Map<string, ClockStep[]>()
    for (const step of await clockSteps(tx, isOpen)) {
      const own = steps.get(step.proposalId)
      if (own) own.push(step)
      else steps.set(step.proposalId, [step])
    }
    const cutOffs = new Map<CivilDate, CivilDate | null>()
    for (const proposal of open) {
      const { id, state, effectiveOn } = proposal
      if (!cutOffs.has(effectiveOn)) cutOffs.set(effectiveOn, await cutOffOf(tx, effectiveOn))
      const ownSteps = isOnBknClock(state) ? (steps.get(id) ?? []) : []
      const renewed = dueOn(proposal, cutOffs.get(effectiveOn) ?? null, ownSteps, calendar)
      if (renewed === proposal.dueOn) continue
      await tx
        .update(promotionProposals)
        .set({ dueOn: renewed })
        .where(and(eq(promotionProposals.id, id), eq(promotionProposals.state, state)))
    }
  })
}

async function cutOffOf(tx: Tx, effectiveOn: CivilDate): Promise<CivilDate | null> {
  return (await findPeriod(tx, effectiveOn))?.closesOn ?? null
}

async function loadCalendar(tx: Tx, now: Date): Promise<Calendar> {
  const today = civilDay(now)
  const levels = await tx
    .select({ code: referenceRows.code, data: referenceRows.data })
    .from(referenceRows)
    .where(
      and(
        eq(referenceRows.tableName, 'service_levels'),
        lte(referenceRows.validFrom, today),
        or(isNull(referenceRows.validTo), gte(referenceRows.validTo, today)),
      ),
    )
  return {
    today,
    holidays: await readHolidays(tx),
    daysOf(level) {
      const found = levels.find(({ code }) => code === level)?.data as { workingDays?: number } | undefined
      if (found?.workingDays === undefined) throw new Error(`no service level ${level} on ${today}`)
      return found.workingDays
    },
  }
}

/** The steps of BKN's clock of some proposals, the earliest first. */
function clockSteps(tx: Tx, whose: SQL): Promise<(ClockStep & { proposalId: string })[]> {
  return tx
    .select({ proposalId: proposalEvents.proposalId, event: proposalEvents.event, at: proposalEvents.at })
    .from(proposalEvents)
    .innerJoin(promotionProposals, eq(promotionProposals.id, proposalEvents.proposalId))
    .where(and(whose, inArray(proposalEvents.event, clockEvents)))
    .orderBy(asc(proposalEvents.at))
}
