import { utf8ToBytes } from '@noble/hashes/utils.js'
import { combine, split } from 'shamir-secret-sharing'
import { canonical } from '@/lib/canonical-json'
import { boxFromSeed, decryptWith, encryptTo } from '@/lib/wbs/hybrid'
import { pad, unpad } from '@/lib/wbs/padding'
import { base64url, fromBase64url, hashHex, PROTOCOL, readJson, Tampered } from '@/lib/wbs/protocol'
import { CUSTODIANS, NEEDED } from '@/lib/wbs/seal-request'
import { isSigned, type SigningKey, sign } from '@/lib/wbs/signature'

/** Who the reporter is, as far as the reporter says. */
export type SealedIdentity = { name: string; number: string; contact: string; safeTime: string }

/** A sealed identity on the wire: what two of three custodians together open. */
export type Seal = { ct: string; shares: { keyId: string; ct: string }[] }

/**
 * One custodian's share, as it is handed on to whoever may open the seal. `key` says of which seal (SHA-256, in hex, of its
 * age1pq1…), `reporter` whose consent opens it: a custodian reads no report and learns the reporter's public key here alone.
 */
export type Share = { report: string; key: string; share: string; reporter: string }

/**
 * Seals an identity to three custodians. The reporter's key signs it, so that nobody else's name can stand in its place.
 * Refuses `wrong_group` when they are not three people.
 */
export async function sealIdentity(
  report: string,
  identity: SealedIdentity,
  reporter: SigningKey,
  custodians: readonly { id: string; holder: string; box: string }[],
): Promise<Seal & { key: string }> {
  if (custodians.length !== CUSTODIANS || new Set(custodians.map(({ holder }) => holder)).size !== CUSTODIANS)
    throw new Tampered('wrong_group')
  const seed = crypto.getRandomValues(new Uint8Array(32))
  const box = await boxFromSeed(seed)
  const signed = { report, identity }
  const content = { v: PROTOCOL, ...signed, signature: sign(reporter, 'identity', canonical(signed)) }
  const shares = await split(seed, CUSTODIANS, NEEDED)
  const key = hashHex(box.recipient)
  const sealed = custodians.map(async ({ id, box: recipient }, place) => {
    const share = base64url(shares[place] ?? new Uint8Array())
    return { keyId: id, ct: await encryptShare({ report, key, share, reporter: reporter.public }, recipient) }
  })
  return {
    key,
    ct: base64url(await encryptTo(box.recipient, pad(utf8ToBytes(canonical(content))))),
    shares: await Promise.all(sealed),
  }
}

/** Opens the own share, in a custodian's browser. Refuses `wrong_report`. */
export async function openShare(identity: string, ct: string, report: string): Promise<Share> {
  const { v, ...share } = readJson(await decryptWith(identity, fromBase64url(ct))) as Share & { v: string }
  if (v !== PROTOCOL) throw new Tampered('wrong_version')
  if (share.report !== report) throw new Tampered('wrong_report')
  return share
}

async function encryptShare(share: Share, recipient: string): Promise<string> {
  return base64url(await encryptTo(recipient, utf8ToBytes(canonical({ v: PROTOCOL, ...share }))))
}

/**
 * The identity, from two shares. Refuses `wrong_share` where they are fewer, the same twice or do not make the key;
 * `wrong_report` and `bad_signature` where the reporter of this report did not write it.
 *
 * @param reporterSign the reporter's public key as the first message of the report says it
 */
export async function openIdentity(
  report: string,
  ct: string,
  shares: readonly Share[],
  reporterSign: string,
): Promise<SealedIdentity> {
  const [first, ...others] = shares
  if (!first || others.some(({ key }) => key !== first.key)) throw new Tampered('wrong_share')
  const parts = [...new Set(shares.map(({ share }) => share))]
  if (parts.length < NEEDED) throw new Tampered('wrong_share')
  const seed = await seedOf(parts)
  const box = seed?.length === 32 ? await boxFromSeed(seed) : undefined
  if (!box || hashHex(box.recipient) !== first.key) throw new Tampered('wrong_share')
  const opened = readJson(unpad(await decryptWith(box.identity, fromBase64url(ct)))) as Sealed
  if (opened.v !== PROTOCOL) throw new Tampered('wrong_version')
  if (opened.report !== report) throw new Tampered('wrong_report')
  const signed = canonical({ report, identity: opened.identity })
  if (!isSigned(reporterSign, 'identity', signed, opened.signature)) throw new Tampered('bad_signature')
  return opened.identity
}

/** What shares make; undefined for what are none. */
async function seedOf(parts: readonly string[]): Promise<Uint8Array | undefined> {
  try {
    return await combine(parts.map(fromBase64url))
  } catch {
    return undefined
  }
}

type Sealed = { v: string; report: string; identity: SealedIdentity; signature: string }
