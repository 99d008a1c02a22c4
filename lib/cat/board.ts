/** Whoever works has no score yet: one that moved with each answer would tell the keys to whoever tries them. */
export type BoardLine = {
  number: string
  initials: string
  scores: Record<string, number> | null
  total: number | null
  answered: number
  state: 'finished' | 'running' | 'paused'
  isBelow: boolean
}

/** What the public sees of a session. `isFinal` once it is closed. */
export type Board = {
  number: number
  site: string
  zone: string
  startsAt: string
  sections: { code: string }[]
  minimum: Record<string, number>
  items: number
  isFinal: boolean
  present: number
  finished: number
  working: number
  absent: number
  lines: BoardLine[]
  at: string
}
