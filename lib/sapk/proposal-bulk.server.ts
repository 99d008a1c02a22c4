import 'server-only'
import type { Context } from '@/lib/auth/actor'
import { Refusal, type RefusalData, refusalData } from '@/lib/refusal'
import type { ProposalRef } from '@/lib/sapk/proposal'

/** What became of several proposals: each stands alone, so that one refusal does not hold up the others. */
export type BulkResult = { done: number; refused: ({ id: string } & RefusalData)[] }

/** Runs one command for each proposal in its own transaction. Only refusals are collected; a fault ends the run. */
export async function eachProposal(
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
