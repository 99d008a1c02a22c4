import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { canonical } from '@/lib/canonical-json'
import { testSigner } from '@/lib/documents/signer.server'
import { leafHash } from '@/lib/merkle'
import type { Sealed } from './disclosure'
import { checkSeal } from './seal'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-seal-'))
const elsewhere = mkdtempSync(path.join(tmpdir(), 'satya-seal-other-'))
afterAll(() => {
  for (const each of [folder, elsewhere]) rmSync(each, { recursive: true })
})

const SESSION = '11111111-1111-4111-8111-111111111111'
const official = { id: 'ketua', name: 'Nurhayati Lubukbesar', organisation: 'Instansi Uji' }
const published = { root: leafHash('answers'), attempts: 3 }
const statement = (change: Partial<Sealed> = {}) =>
  canonical({ session: SESSION, ...published, keysHash: leafHash('keys'), ...change })
const signed = (text: string, keys = folder) => testSigner(keys).signText(text, official, new Date())
const authorityOf = (keys: string) => readFileSync(path.join(keys, 'root', 'certificate.pem'), 'utf8')

const seal = await signed(statement())
const forged = await signed(statement(), elsewhere) // the same name, another authority
const trusted = authorityOf(folder)

test('a seal holds: signed, by a certificate of the authority, and saying what the site says', async () => {
  expect(await checkSeal(SESSION, seal, published, trusted)).toMatchObject({
    signer: 'UJI Nurhayati Lubukbesar',
    authority: 'UJI Satya Akar',
    authorityPrint: expect.stringMatching(/^[0-9a-f]{64}$/),
    isSigned: true,
    isIssued: true,
    isSame: true,
  })
})

test('a false root is found: the site shows another one than was signed', async () => {
  const found = await checkSeal(SESSION, seal, { ...published, root: leafHash('other answers') }, trusted)
  expect(found).toMatchObject({ isSigned: true, isIssued: true, isSame: false })
})

test('a false signature is found: the statement was exchanged under it', async () => {
  const root = leafHash('other answers')
  const exchanged = { ...seal, statement: statement({ root }) }
  const found = await checkSeal(SESSION, exchanged, { ...published, root }, trusted)
  expect(found).toMatchObject({ isSigned: false, isIssued: true, isSame: true })
})

test('a seal of somebody whom the authority does not know is found, whatever the name', async () => {
  const found = await checkSeal(SESSION, forged, published, trusted)
  expect(found).toMatchObject({ signer: 'UJI Nurhayati Lubukbesar', isSigned: true, isIssued: false })
  const mixed = { ...forged, issuer: seal.issuer }
  expect(await checkSeal(SESSION, mixed, published, trusted)).toMatchObject({ isIssued: false })
  const own = { ...seal, certificate: forged.certificate }
  expect(await checkSeal(SESSION, own, published, trusted)).toMatchObject({ isSigned: false, isIssued: false })
})

test('the seal of another session, or over fewer attempts, is not this one', async () => {
  expect(await checkSeal('another', seal, published, trusted)).toMatchObject({ isSame: false })
  const fewer = await checkSeal(SESSION, seal, { ...published, attempts: 2 }, trusted)
  expect(fewer).toMatchObject({ isSame: false })
})

test('what cannot be read is no seal', async () => {
  const damaged = [{ statement: '{' }, { certificate: 'bukan' }, { issuer: '' }, { signature: '***' }]
  const found = damaged.map((each) => checkSeal(SESSION, { ...seal, ...each }, published, trusted))
  expect(await Promise.all(found)).toEqual(damaged.map(() => undefined))
})
