import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UNREADABLE_PATH } from './readable-path'

const pattern = new RegExp(`^/${UNREADABLE_PATH.replace('/:path', '')}$`)
const isUnreadable = (path: string) => pattern.test(path)

function decodes(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined
  } catch {
    return false
  }
}

const escaped = (byte: number) => `%${byte.toString(16).padStart(2, '0')}`
const twoBytes = Array.from({ length: 0x10000 }, (_, bytes) => [escaped(bytes >> 8), escaped(bytes & 0xff)].join(''))
const printable = (text: string) => !/%[01]/.test(text)

test('every pair of escaped bytes is taken exactly when it cannot be decoded', () => {
  const wrong = twoBytes.filter(printable).filter((text) => isUnreadable(`/v/${text}`) === decodes(text))
  expect(wrong).toEqual([])
})

test('any escaped bytes are taken exactly when they cannot be decoded', () => {
  const edge = fc.constantFrom(0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe4, 0xed, 0xf0, 0xf4, 0xf5)
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 6 }), (bytes) => {
      const text = bytes.map(escaped).join('')
      expect(isUnreadable(`/v/${text}`)).toBe(!decodes(text))
      expect(isUnreadable(`/v/${text.toUpperCase()}`)).toBe(!decodes(text))
    }),
    { numRuns: 5000 },
  )
})

test('a sign of per cent that escapes nothing, and a control character, are taken', () => {
  for (const path of ['/v/%', '/v/%2', '/v/%zz', '/v/%E0%A4%A', '/pegawai/a%00b', '/%0a', '/v/50%/x']) {
    expect(isUnreadable(path), path).toBe(true)
  }
})

test('an ordinary address is left alone', () => {
  for (const path of [
    '/',
    '/v/7QK4-M2XD-9TRB',
    '/pegawai/Jos%C3%A9%20%F0%9F%98%80',
    '/a%2F..%2Fb',
    '/_next/static/a.js',
  ]) {
    expect(isUnreadable(path), path).toBe(false)
  }
})
