'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { cancelSession, decideCancellation } from '@/lib/cat/cancelling.server'
import { closeSession } from '@/lib/cat/closing.server'
import { declineProposal } from '@/lib/cat/declining.server'
import { registerCandidate, registerLate, renewPin } from '@/lib/cat/desk.server'
import {
  decideDisqualification,
  decideReinstatement,
  proposeDisqualification,
  proposeReinstatement,
} from '@/lib/cat/disqualification.server'
import { switchExamBrowser } from '@/lib/cat/exam-browser.server'
import {
  addExamTime,
  endAttempt,
  handOverAttempt,
  moveSeat,
  pauseExam,
  prepareSession,
  recordIncident,
  releaseSession,
  resumeExam,
  switchBoard,
} from '@/lib/cat/exam-day.server'
import { signMinutes, witnessMinutes } from '@/lib/cat/minutes.server'
import {
  boardSwitch,
  browserSwitch,
  cancellation,
  closing,
  extraTimeInput,
  handOverInput,
  incidentInput,
  pauseInput,
  reasoned,
  reasonedRegistration,
  registration,
  seatMoveInput,
  sessionRef,
  signedMinutes,
  signedRef,
} from '@/lib/cat/session'

export const prepareSessionAction = action('exam.prepare', sessionRef, async (context, { id }) => {
  await prepareSession(context, id)
  revalidatePath('/cat/sesi', 'layout')
})

export const registerCandidateAction = action('exam.register', registration, async (context, input) => {
  const registered = await registerCandidate(context, input)
  revalidatePath('/cat/sesi', 'layout')
  return registered
})

export const registerLateAction = action('exam.register_late', reasonedRegistration, async (context, input) => {
  const registered = await registerLate(context, input)
  revalidatePath('/cat/sesi', 'layout')
  return registered
})

export const renewPinAction = action('exam.renew_pin', reasonedRegistration, async (context, input) => {
  const renewed = await renewPin(context, input)
  revalidatePath('/cat/sesi', 'layout')
  return renewed
})

export const releaseSessionAction = action('exam.release', sessionRef, async (context, { id }) => {
  await releaseSession(context, id)
  revalidatePath('/cat/sesi', 'layout')
})

export const cancelSessionAction = action('exam.cancel', cancellation, async (context, input) => {
  const cancelled = await cancelSession(context, input)
  revalidatePath('/cat', 'layout')
  return cancelled
})

export const decideCancellationAction = action('exam.cancel', sessionRef, async (context, input) => {
  await decideCancellation(context, input)
  revalidatePath('/cat', 'layout')
})

export const closeSessionAction = action('exam.close', closing, async (context, input) => {
  await closeSession(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const pauseExamAction = action('exam.pause', pauseInput, async (context, input) => {
  await pauseExam(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const resumeExamAction = action('exam.resume', pauseInput, async (context, input) => {
  await resumeExam(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const addExamTimeAction = action('exam.add_time', extraTimeInput, async (context, input) => {
  await addExamTime(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const handOverAttemptAction = action('exam.hand_over', handOverInput, async (context, input) => {
  await handOverAttempt(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const moveSeatAction = action('exam.move_seat', seatMoveInput, async (context, input) => {
  await moveSeat(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const endAttemptAction = action('exam.end', reasoned, async (context, input) => {
  await endAttempt(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const recordIncidentAction = action('exam.note', incidentInput, async (context, input) => {
  await recordIncident(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const proposeDisqualificationAction = action('exam.disqualify', reasoned, async (context, input) => {
  await proposeDisqualification(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const declineDisqualificationAction = action('exam.disqualify', reasoned, async (context, input) => {
  await declineProposal(context, 'disqualification', input)
  revalidatePath('/cat/sesi', 'layout')
})

export const declineReinstatementAction = action('exam.reinstate', reasoned, async (context, input) => {
  await declineProposal(context, 'reinstatement', input)
  revalidatePath('/cat/sesi', 'layout')
})

export const declineCancellationAction = action('exam.cancel', reasoned, async (context, input) => {
  await declineProposal(context, 'cancellation', input)
  revalidatePath('/cat/sesi', 'layout')
})

export const decideDisqualificationAction = action('exam.disqualify', sessionRef, async (context, input) => {
  await decideDisqualification(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const proposeReinstatementAction = action('exam.reinstate', reasoned, async (context, input) => {
  await proposeReinstatement(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const decideReinstatementAction = action('exam.reinstate', sessionRef, async (context, input) => {
  await decideReinstatement(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const signMinutesAction = action(
  'exam.sign_minutes',
  signedMinutes,
  async (context, { password, code, ...minutes }) => {
    await requireFreshAuthentication(context, { password, code })
    await signMinutes(context, minutes)
    revalidatePath('/cat/sesi', 'layout')
  },
)

export const witnessMinutesAction = action('exam.witness_minutes', signedRef, async (context, { id, ...proof }) => {
  await requireFreshAuthentication(context, proof)
  const signed = await witnessMinutes(context, id)
  revalidatePath('/cat/sesi', 'layout')
  return signed
})

export const switchExamBrowserAction = action('exam.lock_browser', browserSwitch, async (context, input) => {
  await switchExamBrowser(context, input)
  revalidatePath('/cat/sesi', 'layout')
})

export const switchBoardAction = action('exam.switch_board', boardSwitch, async (context, input) => {
  await switchBoard(context, input)
  revalidatePath('/cat/sesi', 'layout')
})
