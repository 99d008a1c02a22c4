import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Each lane has its own few connections. Whoever holds one may wait for one of a later lane, never for one of the same or
 * an earlier lane: as many as there are connections would wait for each other for ever.
 */
const LANES = ['wbs', 'shred', 'usual', 'beside'] as const

export type Lane = (typeof LANES)[number]

type Held = { lane: Lane; within: Held | undefined; isOver: boolean }

const holding = new AsyncLocalStorage<Held>()

/** What a transaction runs, once it is sure that its lane may be waited for here; asked wherever the code is developed. */
export function takingTurn<Tx, T>(lane: Lane, run: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  if (process.env.NODE_ENV === 'production') return run
  const within = holding.getStore()
  for (let held = within; held; held = held.within) {
    if (!held.isOver && LANES.indexOf(lane) <= LANES.indexOf(held.lane))
      throw new Error(`a transaction (${lane}) inside another one (${held.lane})`)
  }
  return async (tx) => {
    const held: Held = { lane, within, isOver: false }
    try {
      return await holding.run(held, () => run(tx))
    } finally {
      held.isOver = true
    }
  }
}
