'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { unitChangeInput, unitCorrectionInput, unitInput, unitWithdrawalInput } from '@/lib/registry/unit-input'
import { changeUnit, correctUnit, foundUnit, withdrawUnitChange } from '@/lib/registry/units.server'
import { countOpenProposals } from '@/lib/sapk/public.server'

const showAnew = () => revalidatePath('/admin/struktur', 'layout')

export const foundUnitAction = action('structure.add', unitInput, async (context, input) => {
  await foundUnit(context, input)
  showAnew()
})

export const changeUnitAction = action('structure.change', unitChangeInput, async (context, input) => {
  await changeUnit(context, input, countOpenProposals)
  showAnew()
})

export const correctUnitAction = action('structure.correct', unitCorrectionInput, async (context, input) => {
  await correctUnit(context, input, countOpenProposals)
  showAnew()
})

export const withdrawUnitChangeAction = action('structure.withdraw', unitWithdrawalInput, async (context, input) => {
  await withdrawUnitChange(context, input)
  showAnew()
})
