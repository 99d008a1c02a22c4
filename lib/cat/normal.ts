/** Density of the standard normal distribution. */
export function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** From here on the series loses digits and the continued fraction has them all. */
const FAR = 3
const STEPS = 60

/**
 * Chance that a standard normal value is `z` or more, exact to about twelve digits of itself also far out.
 *
 * Source: series and continued fraction of Abramowitz & Stegun 26.2.11 and 26.2.14.
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z)
  if (z >= FAR) return density(z) / tailFraction(z)
  let [term, sum] = [z, z]
  for (let odd = 3; term > Number.EPSILON * sum; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return 0.5 - density(z) * sum
}

function tailFraction(z: number): number {
  let value = z
  for (let step = STEPS; step > 0; step--) value = z + step / value
  return value
}
