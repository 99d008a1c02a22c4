/** Whoever works has no score yet: one that moved with each answer would tell the keys to whoever tries them. */
export type BoardLine = {
  number: string
  initials: string | null // null: of nobody on this board
  scores: Record<string, number> | null
  total: number | null
  answered: number
  state: 'finished' | 'running' | 'paused'
  /** Of those who have ended; equals share one. */
  place: number | null
  /** Below the passing grade of the candidate's own kind of formation, and in which sections. */
  isBelow: boolean
  lowSections: string[]
}

/** What the public sees of a session, or of one of its rooms. `isFinal` once it is closed. */
export type Board = {
  number: number
  site: string
  zone: string
  startsAt: string
  sections: { code: string }[]
  /** Of each section, where one minimum holds for everybody here. */
  minimum: Record<string, number>
  room: { id: string; name: string } | null
  rooms: { id: string; name: string }[]
  items: number
  isFinal: boolean
  /** Why its session was cancelled; then it has no lines. */
  cancelled: string | null
  present: number
  finished: number
  working: number
  absent: number
  /** When the last of those who work has to end; null while nobody does. */
  endsAt: string | null
  lines: BoardLine[]
  at: string
}
