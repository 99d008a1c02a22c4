'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { settlementDecline, settlementRef } from '@/lib/cat/settlement'
import { approveSettlement, declineSettlement } from '@/lib/cat/settlement.server'

export const approveSettlementAction = action('exam.decide_settlement', settlementRef, async (context, input) => {
  await approveSettlement(context, input)
  revalidatePath('/cat/pascasanggah')
})

export const declineSettlementAction = action('exam.decide_settlement', settlementDecline, async (context, input) => {
  await declineSettlement(context, input)
  revalidatePath('/cat/pascasanggah')
})
