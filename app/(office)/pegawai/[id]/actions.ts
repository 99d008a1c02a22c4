'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { keepUpload } from '@/lib/documents/uploads.server'
import { correctionInput, historyInput, withdrawInput } from '@/lib/registry/history'
import { attachInput, detachInput, uploadPaperInput, verifyInput } from '@/lib/registry/history-proof'
import { attachPaper, detachPaper, uploadPaper, verifyHistory } from '@/lib/registry/history-proof.server'
import { addHistory, correctHistory, withdrawHistory } from '@/lib/registry/history-write.server'
import { revealInput } from '@/lib/registry/inputs'
import { nikCheckInput, supplementInput } from '@/lib/registry/main-data'
import { checkNik, supplementMainData } from '@/lib/registry/main-data.server'
import { revealValue } from '@/lib/registry/reveal.server'
import { blockInput, standingInput } from '@/lib/registry/standing'
import { blockEmployee, changeStanding, unblockEmployee } from '@/lib/registry/standing.server'

/** One sensitive value in full; who saw it and why is written down. */
export const revealValueAction = action('employee.reveal', revealInput, revealValue)

export const addHistoryAction = action('history.add', historyInput, async (context, input) => {
  await addHistory(context, input)
  revalidatePath(`/pegawai/${input.employeeId}`)
})

export const correctHistoryAction = action('history.correct', correctionInput, async (context, input) => {
  await correctHistory(context, input)
  revalidatePath(`/pegawai/${input.employeeId}`)
})

export const withdrawHistoryAction = action('history.withdraw', withdrawInput, async (context, input) => {
  await withdrawHistory(context, input)
  revalidatePath(`/pegawai/${input.employeeId}`)
})

export const attachPaperAction = action('history.attach', attachInput, async (context, input) => {
  await attachPaper(context, input)
  revalidatePath(`/pegawai/${input.employeeId}`)
})

export const uploadPaperAction = action('history.attach', uploadPaperInput, async (context, { upload, ...paper }) => {
  await keepUpload(context, upload, (pdf) => uploadPaper(context, paper, pdf))
  revalidatePath(`/pegawai/${paper.employeeId}`)
})

export const detachPaperAction = action('history.detach', detachInput, async (context, input) => {
  await detachPaper(context, input)
  revalidatePath(`/pegawai/${input.employeeId}`)
})

export const verifyHistoryAction = action('history.verify', verifyInput, async (context, input) => {
  await verifyHistory(context, input)
  revalidatePath(`/pegawai/${input.employeeId}`)
})

export const changeStandingAction = action('employee.change_standing', standingInput, async (context, input) => {
  await changeStanding(context, input)
  revalidatePath(`/pegawai/${input.id}`)
})

export const blockEmployeeAction = action('employee.block', blockInput, async (context, input) => {
  await blockEmployee(context, input)
  revalidatePath(`/pegawai/${input.id}`)
})

export const unblockEmployeeAction = action('employee.unblock', blockInput, async (context, input) => {
  await unblockEmployee(context, input)
  revalidatePath(`/pegawai/${input.id}`)
})

export const supplementAction = action('employee.supplement', supplementInput, async (context, input) => {
  await supplementMainData(context, input)
  revalidatePath(`/pegawai/${input.id}`)
})

export const checkNikAction = action('employee.check_nik', nikCheckInput, async (context, input) => {
  await checkNik(context, input)
  revalidatePath(`/pegawai/${input.id}`)
})
