import 'server-only'
import { detachedSignature, timestampToken } from '@/lib/documents/detached-signature'
import { appendSignatureField } from '@/lib/documents/signature-field'
import { type Signer, testSignerFacts } from '@/lib/documents/signer'
import { testSigningKey, testTimestampKey } from '@/lib/documents/test-authority.server'

const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

/** Signs with keys of our own below `folder`. PAdES baseline B-T; "UJI" stands in every certificate and on paper. */
export function testSigner(folder: string): Signer {
  return {
    ...testSignerFacts,
    async sign({ pdf, spot, official, signedAt }) {
      const key = await testSigningKey(folder, official, signedAt)
      const clock = await testTimestampKey(folder, signedAt)
      const unsigned = await appendSignatureField(pdf, { spot, name: official.name, signedAt })
      const content = new Uint8Array(unsigned.content)
      return unsigned.withSignature(
        await detachedSignature(content, key, (imprint) => timestampToken(imprint, clock, signedAt)),
      )
    },
    async signText(statement, official, signedAt) {
      const { key, certificate, issuer } = await testSigningKey(folder, official, signedAt)
      const signature = await crypto.subtle.sign(SIGNING, key, new TextEncoder().encode(statement))
      return {
        statement,
        signature: Buffer.from(signature).toString('base64'),
        certificate: pem(certificate),
        issuer: pem(issuer),
      }
    },
  }
}

/** A certificate as text. */
export function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
