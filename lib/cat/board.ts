export type BoardLine = {
  number: string
  initials: string
  scores: Record<string, number>
  total: number
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
  isFinal: boolean
  present: number
  finished: number
  working: number
  absent: number
  lines: BoardLine[]
  at: string
}
