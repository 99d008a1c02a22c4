import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { draftProblems, type NextList, type Signed, signNext } from '@/lib/wbs/ceremony'
import { tablesWith } from '@/lib/wbs/every-row.fixture'
import { approveOffer, dropKeyChange, nextList, planKeyChange, refuseOffer } from '@/lib/wbs/key-list.server'
import { findOwnOffer, offerRecipientKey } from '@/lib/wbs/key-offer.server'
import { findOfficer, requireOfficer } from '@/lib/wbs/officer.server'
import { DEPLOYMENT, idOf, office, root, TODAY } from '@/lib/wbs/people.fixture'
import { lockWithPassphrase, lockWithRecovery, makeRecipientKey, offerKey, unlock } from '@/lib/wbs/recipient-key'
import { lockedKeysOf, relockRecipientKey } from '@/lib/wbs/recipient-key.server'
import { relock } from '@/lib/wbs/relock'
import { officerOf } from '@/lib/wbs/report-people.fixture'
import { publishManifest } from '@/lib/wbs/transparency.server'

process.env.WBS_DEPLOYMENT = DEPLOYMENT
process.env.WBS_ROOT_KEYS = root.public
const database = await testWbsDatabase()
const { owner } = database
const PASSPHRASE = 'enam kata yang tidak pernah bersama'
const eka = idOf('Eka|holder')
const standing = { name: 'Eka', position: 'Auditor', groupId: 'inspektorat' }

let people: Awaited<ReturnType<typeof office>>
let keeper: ReturnType<typeof officerOf>

beforeEach(async () => {
  people = await office()
  keeper = { ...officerOf(people.dewi), roles: ['pengelola_kunci'] }
  await publish(signNext(people.manifest, undefined, TODAY, root))
})
afterEach(database.reset)

const publish = ({ manifest, signature, checkpoint }: Signed) =>
  transactWbs((tx) => publishManifest(tx, { signed: { manifest, signature }, checkpoint, on: TODAY }))
const next = () => transactWbs((tx) => nextList(tx, TODAY))
const approving = (approval: Parameters<typeof approveOffer>[2], by = keeper) =>
  transactWbs((tx) => approveOffer(tx, by, approval, TODAY))
const refusing = (offer: string, by = keeper) => transactWbs((tx) => refuseOffer(tx, by, offer, TODAY))
const planning = (plan: object, by = keeper) =>
  transactWbs((tx) =>
    planKeyChange(
      tx,
      by,
      {
        key: people.ani.key.id,
        position: 'Auditor',
        groupId: 'inspektorat',
        ends: false,
        ...plan,
      },
      TODAY,
    ),
  )

/** As at the ceremony: what came out of the office, signed. */
async function sign(draft: NextList): Promise<void> {
  expect(draftProblems(draft, draft.before)).toEqual([])
  await publish(signNext(draft, draft.before, TODAY, root))
}

async function offer(accountId: string): Promise<string> {
  return (await offerLocked(accountId)).id
}

/** The same with the key itself, and how its passphrase locks it. */
async function offerLocked(accountId: string) {
  const key = await makeRecipientKey()
  const byPassphrase = await lockWithPassphrase(key, PASSPHRASE)
  const given = { offer: offerKey(key, accountId), locked: [byPassphrase, (await lockWithRecovery(key)).locked] }
  const { id } = await transactWbs((tx) => offerRecipientKey(tx, accountId, given, TODAY))
  return { id, key, byPassphrase }
}

test('an offered key takes part from the signed list on, and its holder opens it with the passphrase', async () => {
  const id = await offer(eka)
  expect((await next()).keys).toHaveLength(4)
  await approving({ offer: id, ...standing, roles: ['investigator'] })
  expect(await transactWbs((tx) => findOfficer(tx, eka))).toBeUndefined()
  const draft = await next()
  expect(draft.groups[0]?.keys).toContain(id)
  await sign(draft)
  expect(await transactWbs((tx) => findOfficer(tx, eka))).toMatchObject({ keyId: id, roles: ['investigator'] })
  const [kept] = await transactWbs((tx) => lockedKeysOf(tx, eka))
  if (!kept) throw new Error('no key')
  expect(await unlock(kept.locked, PASSPHRASE)).toMatchObject({ box: { recipient: kept.locked.box } })
  expect(await transactWbs((tx) => findOwnOffer(tx, eka))).toBeUndefined()
  const [left] = await owner`select to_jsonb(o)::text as offer from key_offers o where id = ${id}`
  expect(left?.offer).not.toContain(kept.locked.ct)
  await expect(owner`update key_offers set locked = '[]' where id = ${id}`).rejects.toThrow('a_lock_lies_in_one_place')
})

test('no row of any table holds a lock in whose place another came, or that of an offer that was refused', async () => {
  const { id, key, byPassphrase } = await offerLocked(eka)
  expect(await tablesWith(owner, byPassphrase.ct)).toEqual(['key_offers'])
  await approving({ offer: id, ...standing, roles: ['investigator'] })
  await sign(await next())
  expect(await tablesWith(owner, byPassphrase.ct)).toEqual(['wrapped_keys'])
  const locked = await lockWithPassphrase(key, 'frasa lain yang sama panjangnya')
  await transactWbs(async (tx) =>
    relockRecipientKey(tx, await requireOfficer(tx, eka), relock(key, { key: id, before: byPassphrase, locked })),
  )
  expect(await tablesWith(owner, byPassphrase.ct)).toEqual([])

  const refused = await offerLocked(idOf('Fitri|holder'))
  await refusing(refused.id)
  expect(await tablesWith(owner, refused.byPassphrase.ct)).toEqual([])
  const back = owner`update key_offers set locked = '[]' where id = ${refused.id}`
  await expect(back).rejects.toThrow('a_lock_lies_in_one_place')
})

test('nobody decides about the own key, neither in the rules nor in the database', async () => {
  const id = await offer(keeper.holder)
  const approved = { offer: id, ...standing, roles: ['verifikator' as const] }
  await expect(approving(approved)).rejects.toMatchObject({ code: 'wbs_own_key' })
  await expect(planning({ key: people.dewi.key.id })).rejects.toMatchObject({ code: 'wbs_own_key' })
  const forced = owner`update key_offers set state = 'approved', name = 'x', position = 'x', roles = '{}', decided_by = account_id`
  await expect(forced).rejects.toMatchObject({ constraint_name: 'nobody_decides_about_the_own_key' })
})

test('only whoever keeps the keys decides, and a custodian of identities never reads', async () => {
  const id = await offer(eka)
  await expect(refusing(id, officerOf(people.ani))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(planning({}, officerOf(people.budi))).rejects.toMatchObject({ code: 'forbidden' })
  const both = { offer: id, ...standing, roles: ['kustodian' as const] }
  await expect(approving(both)).rejects.toMatchObject({ code: 'wbs_keeps_and_reads' })
  await approving({ ...both, groupId: null })
  await refusing(id)
  expect((await next()).keys).toHaveLength(4)
  await expect(approving({ ...both, groupId: null })).rejects.toMatchObject({ code: 'not_found' })
})

test('a renewed key ends the old one, and what is planned of a key stands in the next list and is a plan no more', async () => {
  const id = await offer(people.ani.key.holder)
  await approving({ offer: id, ...standing, name: 'Ani', roles: ['verifikator'] })
  await planning({ key: people.budi.key.id, position: 'Auditor madya' })
  await planning({ key: people.citra.key.id })
  await transactWbs((tx) => dropKeyChange(tx, keeper, people.citra.key.id))
  const draft = await next()
  const of = (key: string) => draft.keys.find((each) => each.id === key)
  expect(of(people.ani.key.id)).toMatchObject({ until: TODAY })
  expect(of(people.budi.key.id)).toMatchObject({ position: 'Auditor madya', roles: people.budi.key.roles, until: null })
  expect(of(people.citra.key.id)).toEqual(people.citra.key)
  await sign(draft)
  expect(await owner`select from key_changes`).toHaveLength(0)
  expect(await transactWbs((tx) => findOfficer(tx, people.ani.key.holder))).toMatchObject({
    keyId: id,
    keyIds: [people.ani.key.id, id],
  })
})

test('whoever gets other roles gets them with a new key: no list gives them to the old one, whoever wrote it', async () => {
  const draft = await next()
  const keys = draft.keys.map((key) =>
    key.id === people.budi.key.id ? { ...key, roles: ['inspektur' as const] } : key,
  )
  const written = { ...draft, keys }
  expect(draftProblems(written, draft.before)).toEqual([{ code: 'other_roles', of: 'Budi' }])
  const published = publish(signNext(written, draft.before, TODAY, root))
  await expect(published).rejects.toMatchObject({ code: 'manifest_dropped', facts: { keys: 'Budi' } })
  const id = await offer(people.budi.key.holder)
  await approving({ offer: id, ...standing, name: 'Budi', roles: ['inspektur'] })
  await sign(await next())
  const inside = await transactWbs((tx) => findOfficer(tx, people.budi.key.holder))
  expect(inside).toMatchObject({ keyId: id, roles: ['inspektur'] })
})

test('a key that ends leaves its group, and a group of one is not signed', async () => {
  await planning({ ends: true })
  const draft = await next()
  expect(draft.groups[0]?.keys).toEqual([people.budi.key.id, people.citra.key.id])
  await planning({ key: people.budi.key.id, ends: true })
  const fewer = await next()
  expect(draftProblems(fewer, fewer.before)).toEqual([{ code: 'too_few', of: 'Inspektorat' }])
})
