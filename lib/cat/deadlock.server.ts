import 'server-only'

/** Runs again what PostgreSQL ended because two transactions waited for each other, once. */
export async function onceMore<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (isDeadlock(error)) return run()
    throw error
  }
}

/** Whether PostgreSQL has undone a statement to let another one go on. */
export function isDeadlock(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return cause instanceof Error && 'code' in cause && cause.code === '40P01'
}
