import { argon2id as noble } from '@noble/hashes/argon2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { hashRaw } from '@node-rs/argon2'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { argon2id } from './argon2id'
import { hashHex } from './protocol'

/** Argon2id of version 1.3, by the numbers of the other library. */
const ARGON2ID = { algorithm: 2, version: 1 }

test('three implementations agree on every password, salt and cost', async () => {
  const inputs = fc.record({
    password: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    salt: fc.uint8Array({ minLength: 8, maxLength: 32 }),
    memoryKib: fc.integer({ min: 8, max: 300 }),
    passes: fc.integer({ min: 1, max: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(inputs, async ({ password, salt, memoryKib, passes }) => {
      const own = hex(await argon2id(password, salt, { memoryKib, passes }))
      expect(hex(noble(password, salt, { t: passes, m: memoryKib, p: 1, dkLen: 32 }))).toBe(own)
      const cost = { memoryCost: memoryKib, timeCost: passes, parallelism: 1, outputLen: 32 }
      const options = { ...cost, salt, ...ARGON2ID }
      expect(hex(await hashRaw(password, options))).toBe(own)
    }),
    { numRuns: 40 },
  )
})

test('without WebAssembly the same comes out, and it says how far it is', async () => {
  const [password, salt] = [utf8ToBytes('rahasia'), utf8ToBytes('sixteen bytes ok')]
  const compiled = await argon2id(password, salt, { memoryKib: 256, passes: 3 })
  const shares: number[] = []
  vi.stubGlobal('WebAssembly', undefined)
  const plain = await argon2id(
    password,
    salt,
    { memoryKib: 256, passes: 3 },
    { onProgress: (share) => shares.push(share) },
  )
  vi.unstubAllGlobals()
  expect(hex(plain)).toBe(hex(compiled))
  expect(shares.at(-1)).toBe(1)
})

function hex(bytes: Uint8Array): string {
  return hashHex(bytes)
}
