import { WORDS } from '@/lib/wbs/words'

/** The secret of a report as protocol `satya-wbs/1` derives from it: 66 random bits as 20 digits, without check digit. */
export type ReceiptCode = string & { readonly __code: never }

/** Why a typed code cannot be one. `word` counts from 1. */
export type CodeProblem =
  | { code: 'empty' }
  | { code: 'digits'; found: number }
  | { code: 'check_digit' }
  | { code: 'words'; found: number }
  | { code: 'mixed' }
  | { code: 'unknown_word'; word: number; typed: string }

export const CODE_WORDS = 6
export const CODE_DIGITS = 21
const BITS = 66n
const WORD_BITS = 11n
const GROUP = 7
const LONGEST_TYPED = 24 // of what is no word, as it is told

/** A new secret from the browser's own source of chance. */
export function makeCode(): ReceiptCode {
  const bytes = crypto.getRandomValues(new Uint8Array(9))
  const chance = bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
  return codeOf(chance & ((1n << BITS) - 1n))
}

/** The code as a reference number: 20 digits and a check digit, in three groups of seven. */
export function codeAsDigits(code: ReceiptCode): string[] {
  const digits = code + dammDigit(code)
  return [0, 1, 2].map((group) => digits.slice(group * GROUP, (group + 1) * GROUP))
}

/** The same code as six words. */
export function codeAsWords(code: ReceiptCode): string[] {
  const value = BigInt(code)
  return Array.from({ length: CODE_WORDS }, (_, place) => {
    const shift = WORD_BITS * BigInt(CODE_WORDS - 1 - place)
    return WORDS[Number((value >> shift) & 2047n)] ?? ''
  })
}

/** Reads a code in either form; spaces, signs and capitals do not matter. */
export function readCode(typed: string): { ok: true; code: ReceiptCode } | { ok: false; problem: CodeProblem } {
  const letters = typed
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  if (!letters) return { ok: false, problem: { code: 'empty' } }
  if (/[a-z]/.test(letters) && /\d/.test(letters)) return { ok: false, problem: { code: 'mixed' } }
  const problemOrValue = /[a-z]/.test(letters) ? readWords(letters) : readDigits(letters.replaceAll(' ', ''))
  return typeof problemOrValue === 'bigint'
    ? { ok: true, code: codeOf(problemOrValue) }
    : { ok: false, problem: problemOrValue }
}

function readDigits(digits: string): bigint | CodeProblem {
  if (digits.length !== CODE_DIGITS) return { code: 'digits', found: digits.length }
  const value = BigInt(digits.slice(0, -1))
  if (dammDigit(digits) !== 0 || value >= 1n << BITS) return { code: 'check_digit' }
  return value
}

/** The first four letters tell which word begins, and so where it ends: spaces are not needed. */
function readWords(text: string): bigint | CodeProblem {
  let value = 0n
  let found = 0
  for (let rest = text.replaceAll(' ', ''); rest; found++) {
    const place = WORDS.findIndex((word) => rest.startsWith(word))
    if (place < 0) return { code: 'unknown_word', word: found + 1, typed: typedWord(text, rest) }
    value = (value << WORD_BITS) | BigInt(place)
    rest = rest.slice((WORDS[place] ?? '').length)
  }
  return found === CODE_WORDS ? value : { code: 'words', found }
}

/** The word as it was typed where what cannot be read begins. */
function typedWord(text: string, rest: string): string {
  let end = text.length
  for (let letters = rest.length; letters > 0; letters -= text[end] === ' ' ? 0 : 1) end--
  return (text.slice(end).split(' ')[0] ?? '').slice(0, LONGEST_TYPED)
}

function codeOf(value: bigint): ReceiptCode {
  return value.toString().padStart(CODE_DIGITS - 1, '0') as ReceiptCode
}

/** Totally anti-symmetric quasigroup of H. Michael Damm (2004): finds every single wrong digit and every swap. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function dammDigit(digits: string): number {
  return [...digits].reduce((interim, digit) => Number(DAMM[interim]?.[Number(digit)]), 0)
}
