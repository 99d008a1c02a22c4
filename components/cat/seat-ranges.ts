/** Seats in the fewest words: `1-4, 9, 12-36`. In ascending order. */
export function inRanges(seats: readonly number[]): string {
  const ranges: [from: number, to: number][] = []
  for (const seat of seats) {
    const last = ranges.at(-1)
    if (last && last[1] === seat - 1) last[1] = seat
    else ranges.push([seat, seat])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')
}
