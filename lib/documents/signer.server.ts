import 'server-only'
import { detachedSignature } from '@/lib/documents/detached-signature'
import type { SignatureSpot } from '@/lib/documents/render.server'
import { appendSignatureField } from '@/lib/documents/signature-field'
import { type Official, testSigningKey } from '@/lib/documents/test-authority.server'

export type SignRequest = { pdf: Uint8Array; spot: SignatureSpot; official: Official; signedAt: Date }

/**
 * Whoever holds the keys of officials. The government's service (BSrE) becomes a second one beside the test
 * authority: it takes the same file and gives back the same file, signed.
 */
export type Signer = {
  name: string
  certificateIssuer: string
  /** Watermark of everything it signs; null once signatures count. */
  mark: 'test' | null
  sign(request: SignRequest): Promise<Uint8Array>
}

/** Signs with keys of our own below `folder`. PAdES baseline B-B; "UJI" stands in every certificate and on paper. */
export function testSigner(folder: string): Signer {
  return {
    name: 'test',
    certificateIssuer: 'UJI',
    mark: 'test',
    async sign({ pdf, spot, official, signedAt }) {
      const key = await testSigningKey(folder, official, signedAt)
      const unsigned = await appendSignatureField(pdf, { spot, name: official.name, signedAt })
      return unsigned.withSignature(await detachedSignature(new Uint8Array(unsigned.content), key))
    },
  }
}
