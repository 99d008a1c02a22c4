'use server'

import { action } from '@/lib/action.server'
import { conflictInput, departureInput, retractionInput, stepInput, unreadableInput } from '@/lib/wbs/case-inputs'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { leaveReport } from '@/lib/wbs/departure.server'
import { decide, propose } from '@/lib/wbs/handling.server'
import { asOfficer } from '@/lib/wbs/officer.server'
import { retractUnreadable, stateUnreadable } from '@/lib/wbs/unreadable.server'

export const decideAction = action('wbs.handle', stepInput, ({ actor, now }, input) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => decide(tx, officer, input, on)),
)

export const proposeAction = action('wbs.handle', stepInput, ({ actor, now }, input) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => propose(tx, officer, input, on)),
)

export const declareConflictAction = action('wbs.handle', conflictInput, ({ actor, now }, input) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => declareConflict(tx, officer, input, on)),
)

export const leaveReportAction = action('wbs.handle', departureInput, ({ actor, now }, input) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => leaveReport(tx, officer, input, on)),
)

export const stateUnreadableAction = action('wbs.handle', unreadableInput, ({ actor, now }, stated) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => stateUnreadable(tx, officer, stated, on)),
)

export const retractUnreadableAction = action('wbs.handle', retractionInput, ({ actor, now }, retracted) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => retractUnreadable(tx, officer, retracted, on)),
)
