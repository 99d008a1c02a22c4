import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pad, paddedLength, SMALLEST_BYTES, unpad } from './padding'

test('what is filled up comes back as it was, and costs at most 12 % above the smallest length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (content) => {
      const padded = pad(content)
      expect(unpad(padded)).toEqual(content)
      expect(padded.length).toBeLessThanOrEqual(Math.max(SMALLEST_BYTES, (content.length + 4) * 1.12))
    }),
  )
})

test('lengths fall together: a megabyte knows only some hundred of them', () => {
  const lengths = new Set(Array.from({ length: 1024 ** 2 / 16 }, (_, index) => paddedLength(index * 16)))
  expect(lengths.size).toBeLessThan(200)
  expect(paddedLength(SMALLEST_BYTES)).toBe(SMALLEST_BYTES)
  expect([4097, 100_000, 104_857_600].map(paddedLength)).toEqual([4352, 100_352, 104_857_600])
})

test('a filling that is not zeros, a wrong length or another size is refused', () => {
  const padded = pad(Uint8Array.of(1, 2, 3))
  const wrong = [
    padded.with(4000, 1),
    padded.with(0, 255),
    padded.slice(0, 4000),
    Uint8Array.from([...padded, ...new Uint8Array(4096)]),
    new Uint8Array(0),
  ]
  for (const each of wrong) expect(() => unpad(each)).toThrow('malformed')
})
