/**
 * Chance that at least so many of several independent things happen, each with a chance of its own.
 *
 * Source: the recursion of Lord & Wingersky 1984, "Comparison of IRT true-score and equipercentile observed-score
 * equatings", Applied Psychological Measurement 8, 453-461.
 */
export function chanceOfAtLeast(count: number, chances: readonly number[]): number {
  const distribution = new Float64Array(chances.length + 1)
  distribution[0] = 1
  for (const [before, chance] of chances.entries()) {
    for (let happened = before + 1; happened >= 0; happened--) {
      const stays = (distribution[happened] ?? 0) * (1 - chance)
      distribution[happened] = stays + (happened > 0 ? (distribution[happened - 1] ?? 0) * chance : 0)
    }
  }
  let tail = 0
  for (let happened = chances.length; happened >= Math.max(0, count); happened--) tail += distribution[happened] ?? 0
  return Math.min(1, tail)
}
