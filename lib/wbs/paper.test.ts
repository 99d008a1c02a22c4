import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paperWords, readPaperWords } from './paper'

const secrets = fc.constantFrom(16, 32, 33).chain((bytes) => fc.uint8Array({ minLength: bytes, maxLength: bytes }))

test('a secret comes back from its words, however they are written', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      const words = paperWords(secret)
      expect(words).toHaveLength({ 16: 12, 32: 24, 33: 25 }[secret.length] ?? 0)
      const typed = words.map((word, place) => `${place + 1}. ${word.toUpperCase()}`).join('\n')
      expect(readPaperWords(typed, secret.length)).toEqual(secret)
    }),
  )
})

test('a word that is missing, unknown or exchanged is noticed', () => {
  const words = paperWords(Uint8Array.from({ length: 33 }, (_, index) => index * 7))
  const wrong = [words.slice(1), words.with(2, 'kaxtu'), words.with(4, 'abad'), [...words].reverse(), []]
  expect(wrong.map((each) => readPaperWords(each.join(' '), 33))).toEqual(Array(5).fill(undefined))
})
