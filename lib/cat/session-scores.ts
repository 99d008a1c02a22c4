/** One candidate of a closed session, with the score of those who finished. */
export type ScoredCandidate = {
  number: string
  name: string
  formation: string
  position: string
  state: 'finished' | 'absent' | 'disqualified'
  scores: Record<string, number> | null
  total: number | null
  isAboveGrade: boolean | null
}

export type Outcome = 'above' | 'below' | 'absent' | 'disqualified'

/** How a session ended for one candidate. */
export function outcomeOf({ state, isAboveGrade }: ScoredCandidate): Outcome {
  if (state !== 'finished') return state
  return isAboveGrade ? 'above' : 'below'
}
