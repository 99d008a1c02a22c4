import 'server-only'

/** What PostgreSQL said of a statement that failed, which the query builder wraps; undefined where something else did. */
export function postgresError(error: unknown): (Error & { code: unknown }) | undefined {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error && 'code' in cause ? cause : undefined
}

/** Whether a row with the same key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return postgresError(error)?.code === '23505'
}
