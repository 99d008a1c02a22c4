'use server'

import { revalidatePath } from 'next/cache'
import { action } from '@/lib/action.server'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { announceInput, secondStageInput, secondTestInput } from '@/lib/cat/announcement-input'
import { publishRanking } from '@/lib/cat/announcing.server'
import { signCertificates } from '@/lib/cat/certificates.server'
import { discloseProgramme } from '@/lib/cat/disclosure.server'
import { tieDecline, tieInput, tieRef } from '@/lib/cat/final-tie'
import { decideTie, declineTie, proposeTie } from '@/lib/cat/final-tie.server'
import { answerInput } from '@/lib/cat/objection'
import { answerObjection } from '@/lib/cat/objections.server'
import { saveSecondTest } from '@/lib/cat/second-plan.server'
import { importSecondStage } from '@/lib/cat/second-stage.server'
import { sessionRef, signedRef } from '@/lib/cat/session'
import { settlementInput } from '@/lib/cat/settlement'
import { proposeSettlement } from '@/lib/cat/settlement.server'

export const discloseProgrammeAction = action('exam.disclose', sessionRef, async (context, { id }) => {
  await discloseProgramme(context, id)
  revalidatePath('/cat/hasil', 'layout')
})

export const publishRankingAction = action('exam.announce', announceInput, async (context, input) => {
  const published = await publishRanking(context, input)
  revalidatePath('/cat/hasil', 'layout')
  return published
})

export const importSecondStageAction = action('exam.import_second', secondStageInput, async (context, input) => {
  const imported = await importSecondStage(context, input)
  revalidatePath('/cat/hasil', 'layout')
  return imported
})

export const saveSecondTestAction = action('exam.plan_second', secondTestInput, async (context, input) => {
  await saveSecondTest(context, input)
  revalidatePath('/cat/hasil', 'layout')
})

export const proposeTieAction = action('exam.settle_tie', tieInput, async (context, input) => {
  await proposeTie(context, input)
  revalidatePath('/cat/hasil', 'layout')
})

export const decideTieAction = action('exam.settle_tie', tieRef, async (context, input) => {
  await decideTie(context, input)
  revalidatePath('/cat/hasil', 'layout')
})

export const declineTieAction = action('exam.settle_tie', tieDecline, async (context, input) => {
  await declineTie(context, input)
  revalidatePath('/cat/hasil', 'layout')
})

export const proposeSettlementAction = action('exam.propose_settlement', settlementInput, async (context, input) => {
  await proposeSettlement(context, input)
  revalidatePath('/cat/hasil', 'layout')
})

export const answerObjectionAction = action('exam.answer_objection', answerInput, async (context, input) => {
  await answerObjection(context, input)
  revalidatePath('/cat/hasil', 'layout')
})

export const signCertificatesAction = action('exam.certify', signedRef, async (context, { id, ...proof }) => {
  await requireFreshAuthentication(context, proof)
  const started = await signCertificates(context, id)
  revalidatePath('/cat/hasil', 'layout')
  return started
})
