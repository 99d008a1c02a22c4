import type { Permission } from '@/lib/auth/permissions'
import type { EvaluationPart, EvaluationState } from '@/lib/kinerja/evaluation'

/** What somebody does next with an evaluation. */
export type Turn = 'confirm' | 'rate' | 'accept' | 'answer_objection' | 'decide_objection'

type Seen = {
  part: EvaluationPart // of whoever looks
  state: EvaluationState
  isOver: boolean // the period
  canRateUnconfirmed: boolean // the days of confirming have passed
}

/**
 * Whose turn it is, for the one who looks; null for whoever only reads. Nothing happens before the period is over.
 *
 * @param isAllowed whether the role that they act in may do it at all
 */
export function turnOf(seen: Seen, isAllowed: (permission: Permission) => boolean): Turn | null {
  const turn = seen.isOver ? nextOf(seen) : null
  return turn && isAllowed(`evaluation.${turn}`) ? turn : null
}

function nextOf({ part, state, canRateUnconfirmed }: Seen): Turn | null {
  switch (part) {
    case 'employee':
      return state === 'open' ? 'confirm' : state === 'received' ? 'accept' : null
    case 'appraiser':
      if (state === 'confirmed' || (state === 'open' && canRateUnconfirmed)) return 'rate'
      return state === 'objected' ? 'answer_objection' : null
    case 'superior':
      return state === 'objected' || state === 'answered' ? 'decide_objection' : null
  }
}
