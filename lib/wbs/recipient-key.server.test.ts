import { expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { lockWithPassphrase, lockWithRecovery, makeRecipientKey, unlock } from '@/lib/wbs/recipient-key'
import { keepRecipientKey, lockedKeysOf } from '@/lib/wbs/recipient-key.server'

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
