/** A stream of numbers that depends on its seed only: the same seed, the same population on every machine. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number
  /** True in `percent` of 100 draws. */
  chance: (percent: number) => boolean
  pick: <T>(from: readonly [T, ...T[]]) => T
}

/** Two whole numbers make one stream: that of the run and that of the person, so that people can be made in any order. */
export function randomOf(seed: number, index: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (percent) => next() * 100 < percent,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  }
}
