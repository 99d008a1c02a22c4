import 'server-only'
import { postgresError } from '@/db/postgres-error.server'

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
  return postgresError(error)?.code === '40P01'
}
