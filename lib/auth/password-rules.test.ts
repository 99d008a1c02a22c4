import { expect, test } from 'vitest'
import { passwordFault } from './password-rules'

const own = ['rina.tarmizi', 'Rina Tarmizi', 'Pemerintah Provinsi Kepulauan Bangka Belitung']
const fault = (password: string) => passwordFault(password, own, () => false)

test('fifteen characters are enough, fourteen are not', () => {
  expect(fault('perahu kertas x')).toBeUndefined()
  expect(fault('perahu kertas ')).toBe('password_too_short')
})

test('a character outside the keyboard counts once', () => {
  expect(fault('perahu kertas🛶')).toBe('password_too_short')
  expect(fault('perahu kertas 🛶')).toBeUndefined()
})

test('a password may be long, but not without end', () => {
  expect(fault('perahu kertas di kali '.repeat(5))).toBeUndefined()
  expect(fault('perahu kertas di kali '.repeat(6))).toBe('password_too_long')
})

test('no kind of character is asked for', () => {
  expect(fault('lada timah mercusuar')).toBeUndefined()
  expect(fault('LADATIMAHMERCUSUAR')).toBeUndefined()
})

test('one or two common words are refused, however they are dressed up', () => {
  for (const password of [
    'passwordpassword',
    'P@ssw0rd P@ssw0rd!',
    'indonesiamerdeka',
    'Indonesia Merdeka 1945!!!',
    'qwertyuiopasdfghjkl',
    'sayangsayangsayang',
    'bkpsdmd-bkpsdmd-2026',
    'r4h4s1a n3g4ra 2026',
  ]) {
    expect(fault(password), password).toBe('password_common')
  }
})

test('walks over the keyboard and phrases that everybody quotes are refused', () => {
  for (const password of [
    '1qaz2wsx3edc4rfv',
    '1QAZ-2WSX-3EDC-4RFV',
    'zxcvbnm,asdfghjkl,qwertyuiop',
    'poiuytrewq0987654321',
    'correcthorsebatterystaple',
    'Correct Horse Battery Staple 1!',
    'the quick brown fox',
  ]) {
    expect(fault(password), password).toBe('password_common')
  }
})

test('digits only and repeated pieces are refused', () => {
  for (const password of [
    '198506142011032004',
    '1945-08-17 1945-08-17',
    'aaaaaaaaaaaaaaaa',
    'xkcdxkcdxkcdxkcd',
    'ababababcabababa',
  ]) {
    expect(fault(password), password).toBe('password_common')
  }
})

test('what others know of the person is refused', () => {
  expect(fault('tarmizi rina 19850614')).toBe('password_personal')
  expect(fault('Kepulauan-Rina-2026')).toBe('password_personal')
  expect(passwordFault('Kepulauan-Rina-2026', [], () => false)).toBeUndefined()
})

test('three common words are a phrase', () => {
  expect(fault('kopi pagi pelangi')).toBeUndefined()
})

test('one or two stems of stolen passwords are refused, three are a phrase', () => {
  const stolen = new Set(['zqjphsyfctifgu', 'dimazarya', 'xpcrew'])
  const withList = (password: string) => passwordFault(password, own, (stem) => stolen.has(stem))
  expect(withList('zqjphsyf6ctifgu')).toBe('password_common')
  expect(withList('Dimazarya.XPCREW.2026')).toBe('password_common')
  expect(withList('dimazarya timah xpcrew')).toBeUndefined()
})

test('a password that can be cut into words in many ways is judged by asking of each piece once', () => {
  let asked = 0
  const isStolen = (stem: string) => {
    if (++asked > 1000) throw new Error('asked on and on')
    return /^a+$/.test(stem)
  }
  expect(passwordFault(`${'a'.repeat(120)}qxzvk`, [], isStolen)).toBeUndefined()
})

test('two words in any order and number are refused, a third among them is a phrase', () => {
  const stolen = new Set(['timah', 'timahlada', 'lada'])
  const withList = (password: string) => passwordFault(password, [], (stem) => stolen.has(stem))
  expect(withList('timah timah lada timah')).toBe('password_common')
  expect(withList('lada timahlada lada')).toBe('password_common')
  expect(withList('timah lada lada xqz timah')).toBeUndefined()
})
