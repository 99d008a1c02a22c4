/** A person as a form of an SKP names them. */
export type PlanPerson = {
  name: string // with titles
  nip: string
  rank: string | null // golongan code
  position: string
  unit: string
}

/** Whom a plan names: the person, the appraiser, and the appraiser's superior where there is one. */
export type PlanPeople = { employee: PlanPerson; appraiser: PlanPerson; superior: PlanPerson | null }
