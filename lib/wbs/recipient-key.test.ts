import { beforeAll, expect, test } from 'vitest'
import {
  isOffered,
  isStrongPassphrase,
  type LockedKey,
  lockWithPassphrase,
  lockWithRecovery,
  makeRecipientKey,
  offerKey,
  type RecipientKey,
  unlock,
} from './recipient-key'

const PASSPHRASE = 'enam kata yang tidak pernah bersama'
let key: RecipientKey
let locked: LockedKey

beforeAll(async () => {
  key = await makeRecipientKey()
  locked = await lockWithPassphrase(key, PASSPHRASE)
})

test('the passphrase opens the key, however its letters and spaces were typed, and another one does not', async () => {
  expect(await unlock(locked, `  ${PASSPHRASE.replace(' ', '   ')}`)).toEqual(key)
  expect(await unlock(locked, `${PASSPHRASE}!`)).toBeUndefined()
  expect(locked.ct).not.toContain(key.box.identity)
})

test('twelve words on paper open it too, and each locking has its own', async () => {
  const [one, other] = [await lockWithRecovery(key), await lockWithRecovery(key)]
  expect(one.words).toHaveLength(12)
  expect(await unlock(one.locked, one.words.join(' '))).toEqual(key)
  expect(await unlock(one.locked, other.words.join(' '))).toBeUndefined()
  expect(await unlock(one.locked, 'satu dua tiga')).toBeUndefined()
})

test('what stands beside a locked key cannot be exchanged, and its cost cannot be lowered', async () => {
  const other = await makeRecipientKey()
  expect(await unlock({ ...locked, box: other.box.recipient }, PASSPHRASE)).toBeUndefined()
  for (const change of [{ memoryKib: 1024 }, { passes: 1 }, { memoryKib: 2 ** 24 }, { passes: 10_000 }])
    await expect(unlock({ ...locked, ...change } as LockedKey, PASSPHRASE)).rejects.toMatchObject({
      code: 'wrong_challenge',
    })
})

test('an offered key shows that whoever offers it holds it', () => {
  const offer = offerKey(key, 'holder')
  expect(isOffered(offer)).toBe(true)
  expect(isOffered({ ...offer, holder: 'somebody else' })).toBe(false)
  expect(isOffered({ ...offer, sign: 'rsvL22olu5Hov3J4OKPrMSbtj8j6x13Ltl0e-p632sw' })).toBe(false)
})

test('a passphrase is six words or fifteen letters, and not one letter again and again', () => {
  expect([PASSPHRASE, 'a1b2c3d4e5f6g7h', 'satu dua tiga empat lima enam'].map(isStrongPassphrase)).toEqual([
    true,
    true,
    true,
  ])
  expect(['pendek saja', 'aaaaaaaaaaaaaaaaaaaa', '', 'a b a b a b'].map(isStrongPassphrase)).toEqual(
    Array(4).fill(false),
  )
})
