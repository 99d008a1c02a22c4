import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeAsDigits, codeAsWords, makeCode, type ReceiptCode, readCode } from './code'
import { WORDS } from './words'

const codes = fc.bigInt({ min: 0n, max: (1n << 66n) - 1n }).map((value) => `${value}`.padStart(20, '0') as ReceiptCode)
const problemOf = (typed: string) => {
  const read = readCode(typed)
  return read.ok ? undefined : read.problem.code
}

test('both forms of every code are read back, with or without spaces and capitals', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const [digits, words] = [codeAsDigits(code), codeAsWords(code)]
      for (const typed of [digits.join(' '), digits.join(''), words.join(' '), words.join(''), words.join('-')])
        expect(readCode(typed)).toEqual({ ok: true, code })
      expect(readCode(` ${words.join('  ').toUpperCase()} \n`)).toEqual({ ok: true, code })
    }),
  )
})

test('digits look like a reference number: three groups of seven', () => {
  expect(codeAsDigits(makeCode()).join(' ')).toMatch(/^\d{7} \d{7} \d{7}$/)
  expect(codeAsWords(makeCode())).toHaveLength(6)
})

test('every wrong digit and every swap of neighbours is noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(20), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
      const digits = [...codeAsDigits(code).join('')]
      const wrong = digits.with(place, `${(Number(digits[place]) + shift) % 10}`)
      expect(problemOf(wrong.join(''))).toBe('check_digit')
      const [left = '', right = ''] = [digits[place], digits[place + 1]]
      if (place < 20 && left !== right)
        expect(
          problemOf(
            digits
              .with(place, right)
              .with(place + 1, left)
              .join(''),
          ),
        ).toBe('check_digit')
    }),
  )
})

test('a code that cannot be one says why, and which word is not of the list', () => {
  expect(problemOf('  ')).toBe('empty')
  expect(readCode('123')).toEqual({ ok: false, problem: { code: 'digits', found: 3 } })
  const words = codeAsWords(makeCode())
  expect(readCode(words.slice(1).join(' '))).toEqual({ ok: false, problem: { code: 'words', found: 5 } })
  expect(readCode(words.with(3, 'kaxtu').join(' '))).toEqual({
    ok: false,
    problem: { code: 'unknown_word', word: 4, typed: 'kaxtu' },
  })
  expect(problemOf('99999999999999999999')).toBe('digits')
  expect(problemOf('1234567 89O1234 5678901')).toBe('mixed')
  expect(readCode('a'.repeat(10_000))).toMatchObject({ problem: { typed: 'a'.repeat(24) } })
})

test('a number above 66 bits is no code even when its check digit is right', () => {
  const largest = `${(1n << 66n) - 1n}`
  expect(codeAsWords(largest as ReceiptCode)).toEqual(Array(6).fill(WORDS[2047]))
  const above = Array.from({ length: 10 }, (_, digit) => `${1n << 66n}${digit}`)
  expect(above.map(problemOf)).toEqual(Array(10).fill('check_digit'))
})

test('codes are as many as 66 bits: every bit is once set and once not', () => {
  const seen = Array.from({ length: 200 }, () => BigInt(makeCode()))
  const all = (1n << 66n) - 1n
  expect(seen.reduce((bits, code) => bits | code, 0n)).toBe(all)
  expect(seen.reduce((bits, code) => bits & code, all)).toBe(0n)
  expect(new Set(seen).size).toBe(200)
})

test('the vectors of docs/decisions hold', () => {
  const code = '01234567890123456789' as ReceiptCode
  expect([codeAsDigits(code).join(' '), codeAsWords(code).join(' ')]).toEqual([
    '0123456 7890123 4567891',
    'agen dosis ansambel dedaunan nyenyak beledu',
  ])
})
