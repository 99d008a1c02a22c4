import type { Signer, SignRequest } from '@/lib/documents/signer'
import { verifySignature } from '@/lib/documents/verify-signature'

/**
 * Has a letter signed and looks at what comes back before anybody stores it. Throws when the signature is not one that
 * our own page would accept: an outage of the signer, to be tried again.
 *
 * @param roots DER certificates that we trust
 */
export async function signChecked(
  signer: Signer,
  request: SignRequest,
  roots: Uint8Array<ArrayBuffer>[],
): Promise<Uint8Array> {
  const signed = await signer.sign(request)
  const verdict = await verifySignature(signed, roots)
  const state = verdict.state === 'valid' && !verdict.stampedAt ? 'without a timestamp' : verdict.state
  if (state !== 'valid') throw new Error(`the signer ${signer.name} gave back a signature that is ${state}`)
  return signed
}
