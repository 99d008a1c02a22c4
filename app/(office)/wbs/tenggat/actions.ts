'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { dayProposal, dayProposalInput } from '@/lib/wbs/day-inputs'
import { confirmDays, dropDays, proposeDays } from '@/lib/wbs/day-rules.server'
import { asOfficer } from '@/lib/wbs/officer.server'

export const proposeDaysAction = action('wbs.handle', dayProposal, async ({ actor, now }, rule) => {
  await asOfficer(actor.accountId, now, (tx, officer, on) => proposeDays(tx, officer, rule, on))
  revalidatePath('/wbs/tenggat')
})

export const confirmDaysAction = action('wbs.handle', dayProposalInput, async ({ actor, now }, { proposal }) => {
  await asOfficer(actor.accountId, now, (tx, officer, on) => confirmDays(tx, officer, proposal, on))
  revalidatePath('/wbs/tenggat')
})

export const dropDaysAction = action('wbs.handle', dayProposalInput, async ({ actor, now }, { proposal }) => {
  await asOfficer(actor.accountId, now, (tx, officer) => dropDays(tx, officer, proposal))
  revalidatePath('/wbs/tenggat')
})
