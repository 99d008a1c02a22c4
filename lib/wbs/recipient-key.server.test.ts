import { expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import {
  type LockedKey,
  lockWithPassphrase,
  lockWithRecovery,
  makeRecipientKey,
  type RecipientKey,
  unlock,
} from '@/lib/wbs/recipient-key'
import { keepRecipientKey, lockedKeysOf, relockRecipientKey } from '@/lib/wbs/recipient-key.server'
import { relock } from '@/lib/wbs/relock'

const database = await testWbsDatabase()

test('a recipient opens with the own words what the server kept, and the server holds nothing that does', async () => {
  const made = await makeRecipientKey()
  const { words, locked } = await lockWithRecovery(made)
  const holder = crypto.randomUUID()
  const key = { id: crypto.randomUUID(), holder, box: made.box.recipient, sign: made.sign.public, from: '2026-11-27' }
  const both = [await lockWithPassphrase(made, 'lada timah mercusuar'), locked]
  await transactWbs((tx) => keepRecipientKey(tx, { key, locked: both }))

  const kept = await transactWbs((tx) => lockedKeysOf(tx, holder))
  const opened = await Promise.all(
    kept.map((each) => unlock(each.locked, each.locked.kind === 'recovery' ? words.join(' ') : 'lada timah mercusuar')),
  )
  expect(opened.map((each) => each?.box)).toEqual([made.box, made.box])
  const [row] = await database.owner`select string_agg(to_jsonb(w)::text, '') as everything from wrapped_keys w`
  expect(row?.everything).not.toContain(made.box.identity)
  expect(await transactWbs((tx) => lockedKeysOf(tx, crypto.randomUUID()))).toEqual([])
})

test('a key that was revoked is not handed out any more', async () => {
  const [key] = await database.owner`update recipient_keys set revoked_on = current_date returning account_id`
  expect(await transactWbs((tx) => lockedKeysOf(tx, key?.account_id))).toEqual([])
})

/** A key that the server keeps, locked by a passphrase, and its officer. */
async function keptKey() {
  const key = await makeRecipientKey()
  const [id, holder] = [crypto.randomUUID(), crypto.randomUUID()]
  const before = await lockWithPassphrase(key, 'lada timah mercusuar')
  const halves = { box: key.box.recipient, sign: key.sign.public, from: '2026-11-27' }
  await transactWbs((tx) => keepRecipientKey(tx, { key: { id, holder, ...halves }, locked: [before] }))
  const officer = { holder, keyId: id, keyIds: [id], roles: ['verifikator' as const] }
  const keeping = (
    locked: LockedKey,
    by: RecipientKey = key,
    of = { key: id, before: before as LockedKey | undefined },
  ) => transactWbs((tx) => relockRecipientKey(tx, officer, relock(by, { ...of, locked })))
  const opens = async (typed: string) => {
    const kept = await transactWbs((tx) => lockedKeysOf(tx, holder))
    return (await Promise.all(kept.map(({ locked }) => unlock(locked, typed)))).some((each) => each !== undefined)
  }
  return { id, key, before, keeping, opens }
}

test('with a new passphrase the same key opens, and with the old one no more; new words come beside it', async () => {
  const { id, key, keeping, opens } = await keptKey()
  await keeping(await lockWithPassphrase(key, 'enam kata yang tidak pernah bersama'))
  expect([await opens('lada timah mercusuar'), await opens('enam kata yang tidak pernah bersama')]).toEqual([
    false,
    true,
  ])
  const { words, locked } = await lockWithRecovery(key)
  await keeping(locked, key, { key: id, before: undefined })
  expect([await opens(words.join(' ')), await opens('enam kata yang tidak pernah bersama')]).toEqual([true, true])
})

test('no lock is exchanged by whoever has the session and not the key, or for another one than was there', async () => {
  const { id, key, keeping, opens } = await keptKey()
  const other = await makeRecipientKey()
  const anew = await lockWithPassphrase(key, 'enam kata yang tidak pernah bersama')
  const ofOther = (await lockWithRecovery(other)).locked
  const cheap = await lockWithPassphrase(key, 'enam kata', { memoryKib: 1024, passes: 1 })
  const refusals: [string, () => Promise<void>][] = [
    ['key_not_locked', () => keeping(anew, other)],
    ['key_not_locked', () => keeping(ofOther)],
    ['key_not_locked', () => keeping(cheap)],
    ['wbs_lock_changed', () => keeping(anew, key, { key: id, before: undefined })],
    ['not_found', () => keeping(anew, key, { key: crypto.randomUUID(), before: undefined })],
  ]
  for (const [code, refused] of refusals) await expect(refused()).rejects.toMatchObject({ code })
  expect(await opens('lada timah mercusuar')).toBe(true)
})
