import type { EarlierRound } from '@/components/sapk/earlier-rounds'
import type { ProposalCheck } from '@/lib/sapk/review'

/** An item that did not match, as it stands in its last round, and the rounds before. */
export type Thread = EarlierRound & { item: string; earlier: EarlierRound[] }

/** The rounds before `round` in which an item did not match, oldest first. */
export function earlierRounds(checks: readonly ProposalCheck[], item: string, round: number): EarlierRound[] {
  return checks.filter((check) => check.item === item && !check.matches && check.round < round).map(roundOf)
}

/** What did not match: after a return that of its round alone, else everything that ever did not. */
export function threadsOf(checks: readonly ProposalCheck[], round: number, isReturned: boolean): Thread[] {
  const mismatched = checks.filter((check) => !check.matches && (!isReturned || check.round === round))
  const last = new Map(mismatched.toSorted((a, b) => a.round - b.round).map((check) => [check.item, check]))
  return [...last.values()].map((check) => ({
    item: check.item,
    ...roundOf(check),
    earlier: earlierRounds(checks, check.item, check.round),
  }))
}

function roundOf({ round, reasonCode, detail, nextStep, reply }: ProposalCheck): EarlierRound {
  return { round, reasonCode, detail, nextStep, reply }
}
