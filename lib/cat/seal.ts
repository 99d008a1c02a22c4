import type { Sealed } from '@/lib/cat/disclosure'
import type { PublishedSession } from '@/lib/cat/receipt'
import { bytesOf, isIssuedBy, isSignedBy, readCertificate } from '@/lib/documents/certificate'
import type { SignedText } from '@/lib/documents/signer'

/**
 * What a browser can say about the seal of a session by itself. All of it comes from whoever runs the site, with
 * its certificates: only what the reader has from elsewhere shows that none of it was made anew.
 */
export type CheckedSeal = {
  signer: string
  authority: string
  authorityPrint: string // SHA-256 of the authority's certificate, in hex
  isSigned: boolean // by the certificate that comes with it
  isIssued: boolean // that certificate leads to the one of the authority
  isSame: boolean // as what the site says of this session
}

/**
 * Checks the signature of a session's seal and what it says; undefined when it cannot be read.
 *
 * @param trusted the certificate of the authority, as PEM
 */
export async function checkSeal(
  session: string,
  seal: SignedText,
  { root, attempts }: Pick<PublishedSession, 'root' | 'attempts'>,
  trusted: string,
): Promise<CheckedSeal | undefined> {
  try {
    const sealed: Sealed = JSON.parse(seal.statement)
    const [own, issuer, authority] = await Promise.all([seal.certificate, seal.issuer, trusted].map(readCertificate))
    if (!own || !issuer || !authority) return undefined
    const bytes = new TextEncoder().encode(seal.statement)
    return {
      signer: own.name,
      authority: authority.name,
      authorityPrint: authority.fingerprint,
      isSigned: await isSignedBy(own, bytes, bytesOf(seal.signature)),
      isIssued: (await isIssuedBy(issuer, own)) && (await isIssuedBy(authority, issuer)),
      isSame: sealed.session === session && sealed.root === root && sealed.attempts === attempts,
    }
  } catch {
    return undefined
  }
}
