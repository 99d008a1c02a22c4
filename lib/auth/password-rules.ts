import { commonWords } from '@/lib/auth/common-passwords'
import { LONGEST_PASSWORD, passwordLength, SHORTEST_PASSWORD } from '@/lib/auth/password-length'

const FEWEST_DIFFERENT = 5

export type PasswordFault = 'password_too_short' | 'password_too_long' | 'password_common' | 'password_personal'

/**
 * Why a new password is refused, or undefined.
 *
 * @param ownWords what others know of the person: user-id, NIP, names, agency
 * @param isBreached whether a stem of stolen passwords, see `passwordStem`
 */
export function passwordFault(
  password: string,
  ownWords: readonly string[],
  isBreached: (stem: string) => boolean,
): PasswordFault | undefined {
  const length = passwordLength(password)
  if (length < SHORTEST_PASSWORD) return 'password_too_short'
  if (length > LONGEST_PASSWORD) return 'password_too_long'
  const letters = passwordStem(password)
  const own = new Set(
    ownWords.flatMap((words) => words.toLowerCase().split(/[^a-z]+/)).filter((word) => word.length > 2),
  )
  const isCommon = (word: string) => commonWords.has(word) || isBreached(word)
  if (isSimple(password) || isWalk(password) || isMadeOf(letters, isCommon)) return 'password_common'
  if (own.size > 0 && isMadeOf(letters, (word) => own.has(word) || isCommon(word))) return 'password_personal'
  return undefined
}

/** Few different characters, digits only (a NIP, a telephone number), or one piece repeated. */
function isSimple(password: string): boolean {
  const text = password.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  return new Set(text).size < FEWEST_DIFFERENT || /^[\d\W_]*$/.test(text) || /^(.{1,7})\1+.{0,3}$/.test(text)
}

const LINES = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const COLUMNS = ['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik', '9ol']
const WALKS = [...LINES, ...COLUMNS].flatMap((keys) => [keys, [...keys].reverse().join('')])

/** Nothing but steps from key to neighbouring key, three or more in each direction: 1qaz2wsx3edc4rfv. */
function isWalk(password: string): boolean {
  let rest = password.normalize('NFKC').toLowerCase().replace(/[\W_]/g, '')
  while (rest.length > 0) {
    const step = longestWalk(rest)
    if (step < 3) return false
    rest = rest.slice(step)
  }
  return true
}

function longestWalk(text: string): number {
  for (let length = Math.min(text.length, 10); length >= 3; length--) {
    if (WALKS.some((keys) => keys.includes(text.slice(0, length)))) return length
  }
  return 0
}

/** The letters of a password after undoing the usual replacements: P@ssw0rd2026! is password. */
export function passwordStem(password: string): string {
  const replaced: Record<string, string> = {
    '@': 'a',
    '4': 'a',
    '3': 'e',
    '1': 'i',
    '!': 'i',
    '0': 'o',
    $: 's',
    '5': 's',
  }
  return password
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\d\W_]+$/, '')
    .replace(/[@431!0$5]/g, (sign) => replaced[sign] ?? sign)
    .replace(/[^a-z]/g, '')
}

/** Whether the text is one or two different words, however often repeated. Asks of each piece of the text once. */
function isMadeOf(letters: string, isWord: (text: string) => boolean): boolean {
  if (letters.length === 0) return true
  const asked = new Map<string, boolean>()
  const isKnown = (word: string) => {
    const answer = asked.get(word) ?? isWord(word)
    asked.set(word, answer)
    return answer
  }
  return wordsAt(letters, 0, isKnown).some((first) => {
    const others = new Set<string>()
    for (let at = first.length; letters.startsWith(first, at - first.length); at += first.length) {
      for (const word of wordsAt(letters, at, isKnown)) others.add(word)
    }
    return [first, ...others].some((second) => isSequence(letters, first, second))
  })
}

/** The words of two letters and more that begin at one place of a text. */
function wordsAt(letters: string, start: number, isWord: (text: string) => boolean): string[] {
  const words: string[] = []
  for (let end = start + 2; end <= letters.length; end++) {
    const word = letters.slice(start, end)
    if (isWord(word)) words.push(word)
  }
  return words
}

/** Whether the text is nothing but these two words, in any order. */
function isSequence(letters: string, first: string, second: string): boolean {
  const reached = new Set([0])
  for (const at of reached) {
    for (const word of [first, second]) if (letters.startsWith(word, at)) reached.add(at + word.length)
  }
  return reached.has(letters.length)
}
