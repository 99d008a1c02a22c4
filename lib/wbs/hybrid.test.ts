import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decryptAge, encryptAge } from './age.fixture'
import { type Box, decryptWith, encryptTo, isForOneHybrid, isHybridRecipient, makeBox } from './hybrid'

/** `npm run test:wbs` tries a thousand files, `npm test` some. */
const FILES = process.env.WBS_WHOLE ? 1000 : 25
const WHOLE_MS = 10 * 60_000
const CHUNK = 65_536
const files = fc.oneof(
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 5000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK).map((size) => bytesOf(size)) },
)
if (process.env.WBS_WHOLE) vi.setConfig({ testTimeout: WHOLE_MS })

const hasAge = spawnSync('age', ['--version']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'satya-age-'))
let box: Box
let classic: string

beforeAll(async () => {
  box = await makeBox()
  classic = await generateX25519Identity()
  writeFileSync(join(folder, 'key.txt'), classic)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('what we encrypt to a hybrid key, another implementation reads, and we read what it writes', async () => {
  await fc.assert(
    fc.asyncProperty(files, async (file) => {
      expect(Buffer.compare(await decryptAge(box.identity, await encryptTo(box.recipient, file)), file)).toBe(0)
      const theirs = Uint8Array.from(await encryptAge(box.recipient, file))
      expect(Buffer.compare(await decryptWith(box.identity, theirs), file)).toBe(0)
    }),
    { numRuns: FILES },
  )
})

test.skipIf(!hasAge)('the library and the standard age tool read each other’s files, with classic keys', async () => {
  const recipient = await identityToRecipient(classic)
  await fc.assert(
    fc.asyncProperty(files, async (file) => {
      const encrypter = new Encrypter()
      encrypter.addRecipient(recipient)
      const read = spawnSync('age', ['-d', '-i', join(folder, 'key.txt')], { input: await encrypter.encrypt(file) })
      expect(Buffer.compare(read.stdout, file)).toBe(0)
      const written = spawnSync('age', ['-r', recipient], { input: file })
      const decrypter = new Decrypter()
      decrypter.addIdentity(classic)
      expect(Buffer.compare(await decrypter.decrypt(Uint8Array.from(written.stdout)), file)).toBe(0)
    }),
    { numRuns: FILES },
  )
})

test('classic keys are refused, alone and beside a hybrid one, and so is a passphrase', async () => {
  const recipient = await identityToRecipient(classic)
  expect([recipient, box.recipient, `${box.recipient}q`, ''].map(isHybridRecipient)).toEqual([
    false,
    true,
    false,
    false,
  ])
  await expect(encryptTo(recipient, bytesOf(5))).rejects.toMatchObject({ code: 'not_hybrid' })
  const mixed = new Encrypter()
  mixed.addRecipient(box.recipient)
  mixed.addRecipient(recipient)
  const secret = new Encrypter()
  secret.setScryptWorkFactor(2)
  secret.setPassphrase('rahasia')
  for (const encrypter of [mixed, secret]) {
    const file = await encrypter.encrypt(bytesOf(5))
    expect(isForOneHybrid(file)).toBe(false)
    await expect(decryptWith(box.identity, file)).rejects.toMatchObject({ code: 'not_hybrid' })
  }
})

test('any cut and any flipped bit of a file is noticed', async () => {
  const file = await encryptTo(box.recipient, bytesOf(3000))
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), async (place, bit) => {
      const flipped = file.with(place, (file[place] ?? 0) ^ (1 << bit))
      const found = await Promise.allSettled([
        decryptWith(box.identity, flipped),
        decryptWith(box.identity, file.slice(0, place)),
      ])
      expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    }),
    { numRuns: process.env.WBS_WHOLE ? 3000 : 100 },
  )
})

function bytesOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => (index * 31) & 255)
}
