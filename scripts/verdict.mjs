/**
 * How a run of the tests ends. What was skipped, and why, stands before the line that a program reads.
 *
 * @param {{ passed: number, failed: number, skipped: number }} total
 * @param {string[]} absent the judges that could not be asked
 */
export function verdict({ passed, failed, skipped }, absent) {
  const why = absent.length > 0 ? `, because these programs are missing: ${absent.join(', ')}` : ''
  const left = skipped > 0 || absent.length > 0 ? `${skipped} skipped${why}\n` : ''
  return `${left}${passed} passed, ${failed} failed`
}
