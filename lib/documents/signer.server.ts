import 'server-only'
import { detachedSignature } from '@/lib/documents/detached-signature'
import { appendSignatureField } from '@/lib/documents/signature-field'
import { type Signer, testSignerFacts } from '@/lib/documents/signer'
import { testSigningKey } from '@/lib/documents/test-authority.server'

/** Signs with keys of our own below `folder`. PAdES baseline B-B; "UJI" stands in every certificate and on paper. */
export function testSigner(folder: string): Signer {
  return {
    ...testSignerFacts,
    async sign({ pdf, spot, official, signedAt }) {
      const key = await testSigningKey(folder, official, signedAt)
      const unsigned = await appendSignatureField(pdf, { spot, name: official.name, signedAt })
      return unsigned.withSignature(await detachedSignature(new Uint8Array(unsigned.content), key))
    },
  }
}
