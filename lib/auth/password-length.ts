/**
 * One minimum for everybody: NIST SP 800-63B-4, 3.1.1.2 asks for 15 characters where the password stands alone, as it
 * does for an employee. Nothing is asked about kinds of characters, and no password grows old.
 */
export const SHORTEST_PASSWORD = 15
export const LONGEST_PASSWORD = 128

/** Characters as people count them, after the same normalisation that precedes hashing. */
export function passwordLength(password: string): number {
  return [...password.normalize('NFKC')].length
}
