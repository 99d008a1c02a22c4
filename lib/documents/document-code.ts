/** Crockford's base 32: no I, L, O or U, so that a code read aloud or from paper has one spelling. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12

/** A code from 12 random bytes: 60 bits, so that nobody finds a document by trying. */
export function documentCode(random: Uint8Array): string {
  return Array.from(random.subarray(0, LENGTH), (byte) => ALPHABET[byte % 32]).join('')
}

/** 7QK4-M2XD-9TRB, as it stands in a letter. */
export function printedCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** The code meant by what somebody typed: spaces, hyphens and look-alike letters are forgiven. Null when it is none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null
}

/** Y**** R*******: the first letter of each word of a name, without titles. */
export function maskedName(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => [...word].map((letter, at) => (at === 0 ? letter.toUpperCase() : '*')).join(''))
    .join(' ')
}
