import 'server-only'
import type { Context } from '@/lib/auth/actor'
import { Refusal, type RefusalData, refusalData } from '@/lib/refusal'
import type { ProposalChoice, StepName } from '@/lib/sapk/bulk-command'
import { startBulkStep } from '@/lib/sapk/bulk-start.server'
import type { ProposalRef } from '@/lib/sapk/inputs'

/** What became of several proposals: each stands alone, so that one refusal does not hold up the others. */
export type BulkResult = { done: number; refused: ({ id: string } & RefusalData)[] }

/** The same, or the run in the background that a whole list became. */
export type BulkOutcome = BulkResult | { runId: string }

/** Gives a command to the proposals that were picked one by one now, or to a whole list in the background. */
export async function moveChosen(
  context: Context,
  name: StepName,
  { proposals, query }: ProposalChoice,
  run: (context: Context, ref: ProposalRef) => Promise<void>,
): Promise<BulkOutcome> {
  if (proposals.length > 0 || !query) return eachProposal(context, proposals, run)
  return { runId: await startBulkStep(context, name, query) }
}

/** Runs one command for each proposal in its own transaction. Only refusals are collected; a fault ends the run. */
async function eachProposal(
  context: Context,
  refs: readonly ProposalRef[],
  run: (context: Context, ref: ProposalRef) => Promise<void>,
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, refused: [] }
  for (const ref of refs) {
    try {
      await run(context, ref)
      result.done += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      result.refused.push({ id: ref.id, ...refusalData(error) })
    }
  }
  return result
}
