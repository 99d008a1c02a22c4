import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptAge, encryptAge, isAge } from './age.server'

/** Made by another implementation of the format, under `lada timah mercusuar`. */
const FOREIGN = Buffer.from(
  'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBCWHhnbVRadTVTYTRSU3hVS0Q0UG5BIDgKQ0Q5aW5BZ0JENFR1ZUM0TWw5UHJscGxHSWRhNG1ZQVU0RmZVSVZhUDNtQQotLS0gZVZpVmZCMWw1SEZZY084TTYxdE11NThWYU1NZ291MTR0MXpiamN3Q2h6VQp8rLpziIkdP1WR45azi6HQoUmLPWLc6J6g9F7aCllY8smzFvExvkODgtY3sXYphhBmOQ==',
  'base64',
)

test('a file of another implementation is opened', async () => {
  expect(isAge(FOREIGN)).toBe(true)
  expect((await decryptAge(FOREIGN, 'lada timah mercusuar')).toString()).toBe('Bank soal: rahasia')
})

test.each([0, 1, 200_000])('%i bytes come back as they were', async (size) => {
  const plain = randomBytes(size)
  expect((await decryptAge(await encryptAge(plain, 'kata'), 'kata')).equals(plain)).toBe(true)
})

test('another passphrase opens nothing', async () => {
  await expect(decryptAge(FOREIGN, 'lada timah mercusuara')).rejects.toMatchObject({ code: 'passphrase_wrong' })
})

test('what was changed, cut or lengthened is not opened', async () => {
  const whole = await encryptAge(randomBytes(140_000), 'kata')
  const refused = (bytes: Buffer) => expect(decryptAge(bytes, 'kata')).rejects.toMatchObject({ code: 'age_unreadable' })
  const flipped = Buffer.from(whole)
  flipped[whole.length - 1] = (flipped[whole.length - 1] ?? 0) ^ 1
  await refused(flipped)
  await refused(whole.subarray(0, -1))
  await refused(whole.subarray(0, whole.length - (140_000 % 65_536) - 16)) // without the last chunk
  await refused(Buffer.concat([whole, Buffer.from([0])]))
  const mac = Buffer.from(whole)
  const at = mac.indexOf('\n--- ') + 6
  mac[at] = mac[at] === 0x41 ? 0x42 : 0x41
  await refused(mac)
})

test('a file that asks for more work than a server gives is not tried', async () => {
  const greedy = Buffer.from(FOREIGN.toString('latin1').replace(' 8\n', ' 22\n'), 'latin1')
  await expect(decryptAge(greedy, 'lada timah mercusuar')).rejects.toMatchObject({ code: 'age_unreadable' })
  await expect(decryptAge(Buffer.from('age-encryption.org/v1\n'), 'x')).rejects.toMatchObject({
    code: 'age_unreadable',
  })
})
