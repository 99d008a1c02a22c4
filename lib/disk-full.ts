const CODES = ['ENOSPC', 'EDQUOT', '53100'] // 53100: PostgreSQL has no room

/** True when the server's storage has no room for what was to be written, on its own disk or on the database's. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && CODES.includes(String(error.code))) || isDiskFull(error.cause)
}
