import { canonical } from '@/lib/canonical-json'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/** The routes that take a signed body. */
export type SignedRoute = 'laporan' | 'buka' | 'pesan' | 'segel' | 'segel/jawab' | 'cabut' | 'kunci' | 'lampiran/mulai'

/** The body with the reporter's signature; it is good at this route of this origin alone. */
export function signRequest<Body extends object>(
  key: SigningKey,
  route: SignedRoute,
  origin: string,
  body: Body,
): Body & { signature: string } {
  return { ...body, signature: sign(key, `${route}|${origin}`, signedText(body)) }
}

/** Whether a body was signed for this route of this origin by the key, in base64url. */
export function isRequestSigned(
  publicKey: string,
  route: SignedRoute,
  origin: string,
  body: { signature: string },
): boolean {
  return isSigned(publicKey, `${route}|${origin}`, signedText(body), body.signature)
}

/** A proof is found after signing and the filling is of no meaning: neither is signed. */
function signedText(body: object): string {
  const signed = Object.entries(body).filter(([name]) => !['signature', 'proof', 'pad'].includes(name))
  return canonical(Object.fromEntries(signed))
}
