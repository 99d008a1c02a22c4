import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fromBER } from 'asn1js'
import { ContentInfo, SignedData } from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signChecked } from './checked-signature'
import { detachedSignature, type Timestamper, timestampToken } from './detached-signature'
import { present } from './oracle.fixture'
import { render } from './render.server'
import { sampleLetter } from './sample-letters'
import { appendSignatureField } from './signature-field'
import { testSigner } from './signer.server'
import { printModel } from './templates'
import { testRoot, testSigningKey, testTimestampKey } from './test-authority.server'
import { verifySignature } from './verify-signature'

const now = new Date('2027-01-25T02:30:00Z')
const later = new Date('2027-01-25T02:31:07Z')
const official = { id: 'nurhayati', name: 'Dra. Nurhayati Syamsuddin, M.Si.', organisation: 'Provinsi Babel' }
const folder = mkdtempSync(path.join(tmpdir(), 'satya-timestamp-'))
const keys = path.join(folder, 'keys')
let letter: Awaited<ReturnType<typeof render>>
let roots: Uint8Array<ArrayBuffer>[]

beforeAll(async () => {
  const template = 'promotion-decree-2'
  letter = await render({
    template,
    model: printModel(template, sampleLetter(template)),
    frame: { mark: 'test', code: '7QK4-M2XD-9TRB', checkUrl: 'https://satya.example/v/7QK4', certificateIssuer: 'UJI' },
    createdAt: now,
  })
  roots = [await testRoot(keys, now)]
})

afterAll(() => rmSync(folder, { recursive: true }))

/** A letter signed by an official, with what somebody else says about when. */
async function signedWith(timestamp: Timestamper): Promise<Uint8Array> {
  const key = await testSigningKey(keys, official, now)
  const unsigned = await appendSignatureField(letter.pdf, { spot: letter.spots[0], name: official.name, signedAt: now })
  return unsigned.withSignature(await detachedSignature(new Uint8Array(unsigned.content), key, timestamp))
}

/** The signature of a letter, and the letter with another one in its place. */
function signatureOf(pdf: Uint8Array) {
  const [, start = 0, end = 0] =
    /\/ByteRange \[0 (\d+) (\d+) /.exec(Buffer.from(pdf).toString('latin1'))?.map(Number) ?? []
  const cms = Buffer.from(Buffer.from(pdf.subarray(start + 1, end - 1)).toString('latin1'), 'hex')
  const signedData = new SignedData({ schema: new ContentInfo({ schema: fromBER(cms).result }).content })
  const [signerInfo] = signedData.signerInfos
  if (!signerInfo) throw new Error('nobody signed')
  const replaced = () => {
    const content = signedData.toSchema(true)
    const hex = Buffer.from(new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content }).toSchema().toBER())
    const changed = Buffer.from(pdf)
    changed.write(hex.toString('hex').padEnd(end - start - 2, '0'), start + 1, 'latin1')
    return changed
  }
  return { signerInfo, replaced }
}

test('the time of a letter is what the authority of timestamps says', async () => {
  const clock = await testTimestampKey(keys, later)
  const signed = await signedWith((imprint) => timestampToken(imprint, clock, later))
  expect(await verifySignature(signed, roots)).toMatchObject({ state: 'valid', signedAt: now, stampedAt: later })
})

test('a letter from before there were timestamps stays valid, and no new one is taken without', async () => {
  const { signerInfo, replaced } = signatureOf(
    await testSigner(keys).sign({ pdf: letter.pdf, spot: letter.spots[0], official, signedAt: now }),
  )
  signerInfo.unsignedAttrs = undefined
  const bare = replaced()
  expect(await verifySignature(bare, roots)).toMatchObject({ state: 'valid', signedAt: now, stampedAt: null })
  const forgetful = { ...testSigner(keys), sign: async () => bare }
  const request = { pdf: letter.pdf, spot: letter.spots[0], official, signedAt: now }
  await expect(signChecked(forgetful, request, roots)).rejects.toThrow('without a timestamp')
})

test.each<[string, () => Promise<Timestamper>]>([
  [
    'about another signature',
    async () => {
      const clock = await testTimestampKey(keys, now)
      return async () => timestampToken(await crypto.subtle.digest('SHA-256', Buffer.from('another')), clock, now)
    },
  ],
  [
    'by an official, who may sign letters and no times',
    async () => {
      const key = await testSigningKey(keys, official, now)
      return (imprint) => timestampToken(imprint, key, now)
    },
  ],
  [
    'by an authority of somebody else',
    async () => {
      const clock = await testTimestampKey(path.join(folder, 'others'), now)
      return (imprint) => timestampToken(imprint, clock, now)
    },
  ],
  [
    'whose time was changed afterwards',
    async () => {
      const clock = await testTimestampKey(keys, now)
      return async (imprint) => {
        const [honest, lie] = [await timestampToken(imprint, clock, now), await timestampToken(imprint, clock, later)]
        const token = new SignedData({ schema: honest.content })
        token.encapContentInfo.eContent = new SignedData({ schema: lie.content }).encapContentInfo.eContent
        return new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: token.toSchema(true) })
      }
    },
  ],
])('a timestamp %s is not accepted', async (_, timestamper) => {
  const signed = await signedWith(await timestamper())
  expect(await verifySignature(signed, roots)).toEqual({ state: 'timestamp_wrong' })
})

describe.runIf(present('openssl', 'version'))('openssl', () => {
  test('verifies the timestamp of a signature, and no other signature by it', async () => {
    const { signerInfo } = signatureOf(
      await testSigner(keys).sign({ pdf: letter.pdf, spot: letter.spots[0], official, signedAt: now }),
    )
    const token = Buffer.from(signerInfo.unsignedAttrs?.attributes[0]?.values[0].toBER() ?? new ArrayBuffer())
    const { issuer } = await testTimestampKey(keys, now)
    const file = (name: string, bytes: Uint8Array) => {
      writeFileSync(path.join(folder, name), bytes)
      return path.join(folder, name)
    }
    const pem = (der?: Uint8Array) => execFileSync('openssl', ['x509', '-inform', 'DER'], { input: der })
    const verdictOn = (signature: Uint8Array) =>
      spawnSync(
        'openssl',
        [
          ...['ts', '-verify', '-token_in', '-in', file('token.der', token), '-data', file('value', signature)],
          ...['-CAfile', file('root.pem', pem(roots[0])), '-untrusted', file('issuer.pem', pem(issuer))],
          ...['-attime', String(now.getTime() / 1000)],
        ],
        { encoding: 'utf8' },
      )
    const value = Buffer.from(signerInfo.signature.valueBlock.valueHexView)
    expect(verdictOn(value)).toMatchObject({ status: 0, stdout: expect.stringContaining('Verification: OK') })
    value[9] = (value[9] ?? 0) ^ 1
    expect(verdictOn(value).status).not.toBe(0)
  })
})
