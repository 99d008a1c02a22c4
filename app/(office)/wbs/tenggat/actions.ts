'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { dayChangeRef, dayProposalInput } from '@/lib/wbs/day-inputs'
import { confirmDays, dropDays, proposeDays, withdrawDays } from '@/lib/wbs/day-rules.server'
import { asOfficer } from '@/lib/wbs/officer.server'

export const proposeDaysAction = action('wbs.handle', dayProposalInput, async ({ actor, now }, rule) => {
  await asOfficer(actor.accountId, now, (tx, officer, on) => proposeDays(tx, officer, rule, on))
  revalidatePath('/wbs/tenggat')
})

export const confirmDaysAction = action('wbs.handle', dayChangeRef, async ({ actor, now }, { change }) => {
  await asOfficer(actor.accountId, now, (tx, officer, on) => confirmDays(tx, officer, change, on))
  revalidatePath('/wbs/tenggat')
})

export const dropDaysAction = action('wbs.handle', dayChangeRef, async ({ actor, now }, { change }) => {
  await asOfficer(actor.accountId, now, (tx, officer) => dropDays(tx, officer, change))
  revalidatePath('/wbs/tenggat')
})

export const withdrawDaysAction = action('wbs.handle', dayChangeRef, async ({ actor, now }, { change }) => {
  await asOfficer(actor.accountId, now, (tx, officer, on) => withdrawDays(tx, officer, change, on))
  revalidatePath('/wbs/tenggat')
})
