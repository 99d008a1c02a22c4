'use server'

import { action } from '@/lib/action.server'
import { stepInput } from '@/lib/wbs/case-inputs'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { decide, propose } from '@/lib/wbs/handling.server'
import { reportInput } from '@/lib/wbs/office-inputs'
import { asOfficer } from '@/lib/wbs/officer.server'

export const decideAction = action('wbs.handle', stepInput, ({ actor, now }, input) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => decide(tx, officer, input, on)),
)

export const proposeAction = action('wbs.handle', stepInput, ({ actor, now }, input) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => propose(tx, officer, input, on)),
)

export const declareConflictAction = action('wbs.handle', reportInput, ({ actor, now }, { report }) =>
  asOfficer(actor.accountId, now, (tx, officer, on) => declareConflict(tx, officer, report, on)),
)
