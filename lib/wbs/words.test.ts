import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { WORDS } from './words'

/** What people write alike when they hear it: a word of the list sounds like no other one of it. */
function soundOf(word: string): string {
  return word
    .replaceAll('sy', 's')
    .replaceAll('kh', 'k')
    .replaceAll('ng', 'N')
    .replaceAll('ny', 'Y')
    .replace(/[fv]/g, 'p')
    .replace(/[zx]/g, 's')
    .replaceAll('q', 'k')
    .replaceAll('y', 'i')
    .replaceAll('e', 'i')
    .replaceAll('o', 'u')
    .replaceAll('h', '')
    .replace(/(.)\1+/g, '$1')
    .replace(/b$/, 'p')
    .replace(/d$/, 't')
    .replace(/g$/, 'k')
}

/** Stems of insults, violence, bodies, drugs and of what a code of this system must not seem to say. */
const UNWANTED =
  /anjing|babi|monyet|bangsat|bajingan|bodoh|goblok|tolol|gila$|sinting|jalang|lonte|sundal|pelacur|perkosa|cabul|mesum|bugil|telanjang|kontol|memek|tetek|pantat|tahi|kencing|^mati|mayat|bunuh|darah|bacok|tembak|senjata|bom$|perang|siksa|sekap|culik|ganja|candu|sabu$|mabuk|judi$|setan|iblis|kafir|hantu|neraka|^babu|budak|cacat|buta$|tuli$|bisu|gendut|janda|banci|suap|korup|lapor|bocor|rahasia|saksi|hukum|penjara|polisi|jaksa|hakim/

test('there are 2,048 words, each of four to eight plain letters, in the order of the alphabet', () => {
  expect(WORDS).toHaveLength(2048)
  expect(WORDS.filter((word) => !/^[a-z]{4,8}$/.test(word))).toEqual([])
  expect(WORDS).toEqual([...WORDS].sort())
})

test('the first four letters tell a word, so that words need no space between them', () => {
  expect(new Set(WORDS.map((word) => word.slice(0, 4))).size).toBe(2048)
})

test('no word sounds like another one', () => {
  const sounds = new Map(WORDS.map((word) => [word, soundOf(word)]))
  const alike = WORDS.filter((word) => WORDS.some((other) => other !== word && sounds.get(other) === sounds.get(word)))
  expect(alike).toEqual([])
})

test('no word insults, frightens, or says what the code is for', () => {
  expect(WORDS.filter((word) => UNWANTED.test(word))).toEqual([])
})

test('the list is the one that codes were written down with', () => {
  expect(bytesToHex(sha256(utf8ToBytes(WORDS.join('\n'))))).toBe(
    'ea5527f77301a1e7111fcc6eb7817cc6c7f2d5c7b703b13154e00fc3cf308298',
  )
})
