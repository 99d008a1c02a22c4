/**
 * Does one piece of work after another, also after one that failed, so that none stands in the way of the others. Throws
 * what failed at the end, together.
 */
export async function eachInTurn(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const work of works) {
    try {
      await work()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${works.length} failed`)
}

/** Every failure by itself of what was done in turn. */
export function eachFailure(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(eachFailure) : [error]
}
