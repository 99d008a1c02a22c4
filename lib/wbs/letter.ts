import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '@/lib/canonical-json'
import { decryptWith, encryptTo } from '@/lib/wbs/hybrid'
import { pad, unpad } from '@/lib/wbs/padding'
import { base64url, fromBase64url, PROTOCOL, readJson, Tampered } from '@/lib/wbs/protocol'
import { isSigned, type Purpose, type SigningKey, sign } from '@/lib/wbs/signature'

/** A signed file for one reader, outside any conversation: custodians read no report. `by` is a key of the manifest. */
export type Letter = { by: string; report: string }

/** Signs, pads and encrypts a letter; base64url. */
export async function sealLetter<L extends Letter>(
  purpose: Purpose,
  letter: L,
  key: SigningKey,
  recipient: string,
): Promise<string> {
  const content = { v: PROTOCOL, letter, signature: sign(key, purpose, canonical(letter)) }
  return base64url(await encryptTo(recipient, pad(utf8ToBytes(canonical(content)))))
}

/**
 * Opens a letter for this purpose about this report, with who is to have signed it. Refuses `cannot_decrypt`,
 * `not_hybrid`, `malformed`, `wrong_version`, `wrong_report`, `unknown_sender` where `signerOf` knows no key of whoever it
 * says, and `bad_signature`.
 */
export async function openLetter<L extends Letter, S extends { sign: string }>(
  purpose: Purpose,
  ct: string,
  identity: string,
  report: string,
  signerOf: (by: string) => S | undefined,
): Promise<{ letter: L; signer: S }> {
  const opened = readJson(unpad(await decryptWith(identity, fromBase64url(ct)))) as {
    v?: string
    letter?: L
    signature?: string
  } | null
  if (opened?.v !== PROTOCOL) throw new Tampered('wrong_version')
  const { letter, signature } = opened
  if (typeof letter !== 'object' || letter === null || typeof signature !== 'string') throw new Tampered('malformed')
  if (letter.report !== report) throw new Tampered('wrong_report')
  const signer = signerOf(letter.by)
  if (!signer) throw new Tampered('unknown_sender')
  if (!isSigned(signer.sign, purpose, canonical(letter), signature)) throw new Tampered('bad_signature')
  return { letter, signer }
}
