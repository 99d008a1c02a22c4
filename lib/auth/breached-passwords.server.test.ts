import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isBreachedStem, PREFIX_BYTES } from './breached-passwords.server'
import { passwordFault } from './password-rules'

test('what stands in every list of stolen passwords is refused without asking the network', () => {
  for (const password of [
    'mailcreated5240',
    'qazwsxedcrfvtgb',
    'momsanaladventure',
    'passwordstandard',
    'zxcvbnm123456789',
    'Michelle&Michael',
    'butterfly-sunshine',
    'sayangku.bismillah',
  ]) {
    expect(passwordFault(password, [], isBreachedStem), password).toBe('password_common')
  }
})

test('a phrase of several words passes', () => {
  for (const password of [
    'lada timah mercusuar',
    'perahu kertas di kali',
    'kopi pagi tanpa gula',
    'hujan turun lagi deras',
  ]) {
    expect(passwordFault(password, [], isBreachedStem), password).toBeUndefined()
  }
})

test('the list is sorted, whole, and large enough to be one', () => {
  const list = readFileSync('lib/auth/breached-passwords.bin')
  const prefixes = Array.from({ length: list.length / PREFIX_BYTES }, (_, at) =>
    list.subarray(at * PREFIX_BYTES, (at + 1) * PREFIX_BYTES).toString('hex'),
  )
  expect(prefixes.length).toBeGreaterThan(50_000)
  expect(prefixes).toEqual([...new Set(prefixes)].sort())
})

test('the longest password is judged at once', () => {
  const began = performance.now()
  passwordFault('abcdefghijklmnopqrstuvwxy'.repeat(4), [], isBreachedStem)
  expect(performance.now() - began).toBeLessThan(1000)
})
