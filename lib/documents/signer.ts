import type { SignatureSpot } from '@/lib/documents/render.server'

/** The holder of a certificate: `id` names the key, the rest stands in the certificate's subject. */
export type Official = { id: string; name: string; organisation: string }

export type SignRequest = { pdf: Uint8Array; spot: SignatureSpot; official: Official; signedAt: Date }

/** What the letters of a signer say about it. */
/** A text with who signed it: ECDSA over P-256 and SHA-256, the signature in base64 (r and s), certificates as PEM. */
export type SignedText = { statement: string; signature: string; certificate: string; issuer: string }

export type SignerFacts = {
  name: string
  certificateIssuer: string
  /** Watermark of everything it signs; null once signatures count. */
  mark: 'test' | null
}

/**
 * Whoever holds the keys of officials. The government's service (BSrE) becomes a second one beside the test
 * authority: it takes the same file and gives back the same file, signed.
 */
export type Signer = SignerFacts & {
  sign(request: SignRequest): Promise<Uint8Array>
  signText(statement: string, official: Official, signedAt: Date): Promise<SignedText>
}

export const testSignerFacts: SignerFacts = { name: 'test', certificateIssuer: 'UJI', mark: 'test' }
