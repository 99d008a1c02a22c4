/** Carries the answer to a file that was sent, from the POST to the page that follows it; never in the address. */
export const FILE_CHECK_COOKIE = 'periksa'

/** The largest file that is compared, in bytes. Letters are far smaller. */
export const FILE_CHECK_LIMIT = 20 * 1024 * 1024

export const FILE_FAULTS = ['too_large', 'missing', 'busy'] as const
type FileFault = (typeof FILE_FAULTS)[number]

/**
 * What the page answers about a sent file.
 *
 * @param cookie hash of the file, or why it was not compared
 */
export function fileAnswer(cookie: string | undefined, sha256: string): FileFault | 'match' | 'differs' | undefined {
  const fault = FILE_FAULTS.find((name) => name === cookie)
  if (fault) return fault
  if (!cookie || !/^[0-9a-f]{64}$/.test(cookie)) return undefined
  return cookie === sha256 ? 'match' : 'differs'
}
