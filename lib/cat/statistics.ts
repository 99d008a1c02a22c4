/** 0 of no values. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / (values.length || 1)
}

/** Null of no values. */
export function knownMean(values: readonly number[]): number | null {
  return values.length === 0 ? null : meanOf(values)
}

/** Of the population: the mean square of the distances from the mean. 0 of no values. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return meanOf(values.map((value) => (value - mean) ** 2))
}

export type Moments = { mean: number; deviation: number }

/** Mean and standard deviation of the population. */
export function momentsOf(values: readonly number[]): Moments {
  return { mean: meanOf(values), deviation: Math.sqrt(varianceOf(values)) }
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
