import { expect, test } from 'vitest'
import { MOST_PART_BODY_BYTES, partBytes, partsOf, readPart, writePart } from '@/lib/wbs/upload'

const MIB = 1024 * 1024
const id = '6f0e6c1e-8a2b-4d4c-9d5e-2b7f2f9f3c11'

test('an attachment is cut into parts of 4 MiB, the last as long as what is left', () => {
  expect([partsOf(1), partsOf(4 * MIB), partsOf(4 * MIB + 1)]).toEqual([1, 1, 2])
  expect([0, 1, 2, 3].map((number) => partBytes(9 * MIB, number))).toEqual([4 * MIB, 4 * MIB, MIB, undefined])
})

test('a part comes out as it went in, and its length is that of whole steps', () => {
  const part = { id, number: 24, content: new Uint8Array([1, 2, 3]) }
  const body = writePart(part)
  expect(body.length).toBe(4096)
  expect(readPart(body)).toEqual(part)
  expect(writePart({ ...part, content: new Uint8Array(4 * MIB) }).length).toBe(MOST_PART_BODY_BYTES)
})

test('a body that is cut, too long or empty is no part', () => {
  const body = writePart({ id, number: 0, content: new Uint8Array(5000) })
  for (const wrong of [
    body.subarray(0, 4096),
    new Uint8Array([...body, ...body]),
    new Uint8Array(4096),
    body.subarray(0, 9),
  ])
    expect(readPart(wrong)).toBeUndefined()
})
