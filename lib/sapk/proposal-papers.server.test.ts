import { beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { testAccount, testAgency } from '@/lib/auth/testing.server'
import { findSignatory, signedBy } from '@/lib/sapk/proposal-papers.server'

const database = await testDatabase()
const lastDay = new Date('2026-11-30T02:00:00Z')
const dayAfter = new Date('2026-12-01T02:00:00Z')

let signer: Context

beforeAll(async () => {
  const agencyId = await testAgency(database.owner, 'province')
  await database.owner`update agencies set seat = 'Muntok', head_title = 'Gubernur', personnel_unit_name = 'BKD'
    where id = ${agencyId}`
  const { id, employeeId } = await testAccount(database.owner, agencyId, ['agency_approver'])
  await database.owner`update employees set position_name = 'Sekretaris Badan' where id = ${employeeId}`
  await actFor(id, 'acting', 'Kepala Badan Kepegawaian Daerah')
  signer = {
    actor: {
      accountId: id,
      employeeId,
      name: 'Tini',
      agencyId,
      role: 'agency_signer',
      scope: { kind: 'agencies', agencyIds: [agencyId] },
    },
    now: lastDay,
  }
})

function actFor(accountId: string, kind: string, post: string) {
  return database.owner`
    insert into acting_assignments (account_id, role, kind, post, letter_number, until)
    values (${accountId}, 'agency_signer', ${kind}, ${post}, '800/77', '2026-11-30')
    on conflict (account_id) do update set kind = excluded.kind, post = excluded.post`
}

async function blockFor(context: Context) {
  const signatory = await transact(context, (tx) => findSignatory(tx, context))
  if (!signatory) throw new Error('nobody signs')
  return signedBy(signatory, { agency: signatory.agency, title: '' }, 'Gubernur')
}

test('a letter says for which post somebody acts, in small letters before it', async () => {
  expect((await blockFor(signer)).signatory.capacity).toEqual([
    'a.n. GUBERNUR',
    'Plt. KEPALA BADAN KEPEGAWAIAN DAERAH,',
  ])
})

test('in another role, and after the last day, they sign in their own post', async () => {
  const inOwnRole = { ...signer, actor: { ...signer.actor, role: 'agency_approver' } } as const
  for (const context of [inOwnRole, { ...signer, now: dayAfter }]) {
    expect((await blockFor(context)).signatory.capacity.at(-1)).toBe('SEKRETARIS BADAN,')
  }
})

test('whoever acts for the head of the agency signs in nobody else’s name, under the head’s own letterhead', async () => {
  await actFor(signer.actor.accountId ?? '', 'daily', 'Gubernur')
  const { letterhead, signatory } = await blockFor(signer)
  expect(signatory.capacity).toEqual(['Plh. GUBERNUR,'])
  expect(letterhead).toMatchObject({ kind: 'title', office: 'Gubernur' })
})
