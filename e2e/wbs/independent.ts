import postgres from 'postgres'
import { demonstrationPassword } from '@/e2e/people'
import { decryptAge } from '@/lib/wbs/age.fixture'
import { type LockedKey, unlock } from '@/lib/wbs/recipient-key'
import { beside } from '@/scripts/wbs-database.mjs'

type Sent = { wraps: { for: string; ct: string }[]; first: { ct: string } }
type KeyRow = { id: string; box: string; kind: 'passphrase'; kdf: string; ct: Buffer }

/**
 * What a browser locked into a report, opened with a key of the demonstration by an implementation of age that shares no
 * code with the product's: the first message as text.
 */
export async function openIndependently({ wraps, first }: Sent): Promise<string> {
  const wbs = postgres(beside(process.env.TEST_DATABASE_URL ?? ''), { max: 1 })
  const rows = await wbs<KeyRow[]>`
    select recipient_keys.id, age_pub as box, kind, kdf, ct from recipient_keys
    join wrapped_keys on wrapped_keys.key_id = recipient_keys.id where revoked_on is null and kind = 'passphrase'`
  await wbs.end()
  const row = rows.find(({ id }) => wraps.some((wrap) => wrap.for === id))
  if (!row) throw new Error('nobody of the demonstration reads this report')
  const locked = { ...JSON.parse(row.kdf), box: row.box, kind: row.kind, ct: row.ct.toString('base64url') } as LockedKey
  const reader = await unlock(locked, demonstrationPassword)
  const wrap = wraps.find((each) => each.for === row.id)
  if (!reader || !wrap) throw new Error('the key of the demonstration does not open')
  const { identity } = JSON.parse(String(await decryptAge(reader.box.identity, bytes(wrap.ct))))
  return String(await decryptAge(identity, bytes(first.ct)))
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
