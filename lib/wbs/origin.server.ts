import 'server-only'
import { settings } from '@/lib/settings.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { isRequestSigned, type SignedRoute } from '@/lib/wbs/request'

/** Refuses `signature_wrong` unless the key signed this body for this route of one of our own addresses. */
export function requireSigned(publicKey: string, route: SignedRoute, body: { signature: string }): void {
  if (!isSignedHere(publicKey, route, body)) throw new NotTaken('signature_wrong')
}

export function isSignedHere(publicKey: string, route: SignedRoute, body: { signature: string }): boolean {
  return origins().some((origin) => isRequestSigned(publicKey, route, origin, body))
}

/** Where reporters are: the address of this server, and its onion address where there is one. */
function origins(): string[] {
  const urls = [process.env.NEXTAUTH_URL ?? `http://localhost:${settings().PORT}`, settings().WBS_ONION_URL]
  return urls.filter((url) => url !== undefined).map((url) => new URL(url).origin)
}
