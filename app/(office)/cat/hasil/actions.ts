'use server'

import { revalidatePath } from 'next/cache'
import type * as z from 'zod'
import { action } from '@/lib/action.server'
import type { Context } from '@/lib/auth/actor'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { announceInput, secondStageInput, secondTestInput } from '@/lib/cat/announcement-input'
import { publishRanking } from '@/lib/cat/announcing.server'
import { signCertificates } from '@/lib/cat/certificates.server'
import { discloseProgramme } from '@/lib/cat/disclosure.server'
import { tieDecline, tieInput, tieRef } from '@/lib/cat/final-tie'
import { decideTie, declineTie, proposeTie } from '@/lib/cat/final-tie.server'
import { answerInput } from '@/lib/cat/objection'
import { answerObjection } from '@/lib/cat/objections.server'
import { rulingDecline, rulingInput, rulingRef } from '@/lib/cat/ruling'
import { decideRuling, declineRuling, proposeRuling } from '@/lib/cat/ruling.server'
import { saveSecondTest } from '@/lib/cat/second-plan.server'
import { importSecondStage } from '@/lib/cat/second-stage.server'
import { sessionRef, signedRef } from '@/lib/cat/session'
import { settlementInput } from '@/lib/cat/settlement'
import { proposeSettlement } from '@/lib/cat/settlement.server'

/** Runs a command, and shows every page of the results anew. */
function shown<Input, Done>(run: (context: Context, input: Input) => Promise<Done>) {
  return async (context: Context, input: Input): Promise<Done> => {
    const done = await run(context, input)
    revalidatePath('/cat/hasil', 'layout')
    return done
  }
}

export const discloseProgrammeAction = action(
  'exam.disclose',
  sessionRef,
  shown((context, { id }: z.output<typeof sessionRef>) => discloseProgramme(context, id)),
)
export const publishRankingAction = action('exam.announce', announceInput, shown(publishRanking))
export const importSecondStageAction = action('exam.import_second', secondStageInput, shown(importSecondStage))
export const saveSecondTestAction = action('exam.plan_second', secondTestInput, shown(saveSecondTest))

export const proposeTieAction = action('exam.settle_tie', tieInput, shown(proposeTie))
export const decideTieAction = action('exam.settle_tie', tieRef, shown(decideTie))
export const declineTieAction = action('exam.settle_tie', tieDecline, shown(declineTie))

export const proposeRulingAction = action('exam.rule', rulingInput, shown(proposeRuling))
export const decideRulingAction = action('exam.rule', rulingRef, shown(decideRuling))
export const declineRulingAction = action('exam.rule', rulingDecline, shown(declineRuling))

export const proposeSettlementAction = action('exam.propose_settlement', settlementInput, shown(proposeSettlement))
export const answerObjectionAction = action('exam.answer_objection', answerInput, shown(answerObjection))

export const signCertificatesAction = action('exam.certify', signedRef, async (context, { id, ...proof }) => {
  await requireFreshAuthentication(context, proof)
  const started = await signCertificates(context, id)
  revalidatePath('/cat/hasil', 'layout')
  return started
})
