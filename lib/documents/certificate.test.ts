import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bytesOf, isIssuedBy, isSignedBy, readCertificate } from './certificate'
import { testSigner } from './signer.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-certificate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const official = { id: 'ketua', name: 'Nurhayati Lubukbesar', organisation: 'Instansi Uji' }
const text = new TextEncoder().encode('pernyataan')
const { certificate, issuer, signature } = await testSigner(folder).signText('pernyataan', official, new Date())
const root = readFileSync(path.join(folder, 'root', 'certificate.pem'), 'utf8')

test('name and fingerprint of a certificate are those that Node.js reads', async () => {
  for (const pem of [certificate, issuer, root]) {
    const { name, fingerprint } = await readCertificate(pem)
    const judge = new X509Certificate(pem)
    expect(judge.subject.split('\n')).toContain(`CN=${name}`)
    expect(fingerprint).toBe(judge.fingerprint256.replaceAll(':', '').toLowerCase())
  }
})

test('a certificate leads to who issued it, and to nobody else', async () => {
  const [own, above, top] = await Promise.all([certificate, issuer, root].map(readCertificate))
  if (!own || !above || !top) throw new Error('three certificates')
  expect([await isIssuedBy(above, own), await isIssuedBy(top, above), await isIssuedBy(top, top)]).toEqual([
    true,
    true,
    true,
  ])
  expect([await isIssuedBy(top, own), await isIssuedBy(own, own), await isIssuedBy(own, above)]).toEqual([
    false,
    false,
    false,
  ])
})

test('a signature holds for its text and for no other', async () => {
  const own = await readCertificate(certificate)
  expect(await isSignedBy(own, text, bytesOf(signature))).toBe(true)
  expect(await isSignedBy(own, new TextEncoder().encode('pernyataan.'), bytesOf(signature))).toBe(false)
})

test('what is no certificate is refused', async () => {
  for (const pem of ['', 'bukan', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', btoa('\x30\x00')])
    await expect(readCertificate(pem)).rejects.toThrow()
})
