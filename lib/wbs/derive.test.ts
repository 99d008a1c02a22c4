import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { bech32 } from '@scure/base'
import { expect, test } from 'vitest'
import { makeCode, type ReceiptCode } from './code'
import { deriveKeys } from './derive'
import { hashHex } from './protocol'

const CODE = '01234567890123456789' as ReceiptCode
const DEPLOYMENT = 'uji-coba'

/** Argon2id of version 1.3, by the numbers of the other library. */
const ARGON2ID = { algorithm: 2, version: 1 }

test('the vector of docs/decisions holds', async () => {
  const { locator, locatorHash, box, sign } = await deriveKeys(CODE, DEPLOYMENT)
  expect({ locator, locatorHash, box: box.identity, recipient: hashHex(box.recipient), sign: sign.public }).toEqual({
    locator: 'f_fpKz3zSSahHBuYo6QqT88Qb9c-pZQniqDXJLAZZ-k',
    locatorHash: '8396a8f7b6c452da264cf2db9b2ce125268db2fd5402f02430237a4103f95d4d',
    box: 'AGE-SECRET-KEY-PQ-1FXGDDEZE6H4NXL3JNW6GMTK4HYJAQ0JX5JC2H6ZNAS5VTUQT3W7S2VLUR6',
    recipient: '329710a93f77c0589b5ed6b5c9b6193eb62f1bafd7a025394b4d4ff2a46517c9',
    sign: 'rsvL22olu5Hov3J4OKPrMSbtj8j6x13Ltl0e-p632sw',
  })
})

test('other implementations of Argon2id, HKDF and Ed25519 derive the same', async () => {
  const salt = Buffer.from(hashHex(`satya-wbs/1|${DEPLOYMENT}`), 'hex').subarray(0, 16)
  const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 }
  const root = await hashRaw(CODE, { ...cost, salt, ...ARGON2ID })
  const seed = (purpose: string) => Buffer.from(hkdfSync('sha256', root, '', `satya-wbs/1|${purpose}`, 32))
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed('sign')])
  const signing = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))

  const keys = await deriveKeys(CODE, DEPLOYMENT)
  expect(keys.locator).toBe(seed('lokasi').toString('base64url'))
  expect(bech32.decodeToBytes(keys.box.identity).bytes).toEqual(Uint8Array.from(seed('box')))
  expect(keys.sign.public).toBe(signing.export({ format: 'jwk' }).x)
})

test('another code, or the same one at another agency, has nothing in common', async () => {
  const [code, other] = [makeCode(), makeCode()]
  const all = [await deriveKeys(code, 'a'), await deriveKeys(code, 'b'), await deriveKeys(other, 'a')]
  const secrets = all.flatMap(({ locator, locatorHash, box, sign }) => [
    locator,
    locatorHash,
    box.identity,
    sign.public,
  ])
  expect(new Set(secrets).size).toBe(12)
})
