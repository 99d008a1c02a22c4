import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { type RecoveryKey, recoveryKeyOf, type Signed, signNext, withNewRecovery } from '@/lib/wbs/ceremony'
import { openNext } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { type Holder, replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { isOfFormerRecovery, type Manifest } from '@/lib/wbs/manifest'
import { DEPLOYMENT, office, type Person, recoveryKey, root, seedOf, TODAY } from '@/lib/wbs/people.fixture'
import { fromBase64url } from '@/lib/wbs/protocol'
import { countOwed } from '@/lib/wbs/recovery-dues.server'
import { officerOf, readAs } from '@/lib/wbs/report-people.fixture'
import { keepKeys, ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'
import { entryOf, signCheckpoint } from '@/lib/wbs/transparency'
import { publishManifest } from '@/lib/wbs/transparency.server'
import { RECOVERY } from '@/lib/wbs/wraps'

process.env.NEXTAUTH_URL = ORIGIN
process.env.WBS_DEPLOYMENT = DEPLOYMENT
process.env.WBS_ROOT_KEYS = root.public
const database = await testWbsDatabase()
const { owner } = database
const people = await office()
const { ani, budi } = people
const former = await recoveryKey()
const anew = await recoveryKeyOf(seedOf('another key of last resort'))
let report: string
let reporter: ReporterKeys
let manifest: Manifest

/** A report from before, and then a list with another key of last resort, as a ceremony signs it. */
beforeEach(async () => {
  await publish(owner, people.signed)
  await keepKeys(owner, people.people)
  const { keys, body } = await reportOf('pelapor')
  await post('laporan', body)
  ;[report, reporter] = [body.id, keys]
  const checkpoint = signCheckpoint([entryOf(people.signed)], { deployment: DEPLOYMENT, on: TODAY }, root)
  const before: Signed = { ...people.signed, log: [], checkpoint }
  const key = { box: anew.box.recipient, sign: anew.sign.public }
  const next = withNewRecovery({ ...people.manifest, before }, key, ['Inspektur', 'Kepala Biro', 'KPK'])
  const { checkpoint: made, ...signed } = signNext(next, before, TODAY, root)
  await transactWbs((tx) => publishManifest(tx, { signed, checkpoint: made, on: TODAY }))
  manifest = JSON.parse(signed.manifest)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const readBy = (person: Person) => readAs(owner, { report, person, manifest })
const asRecovery = ({ box, sign }: RecoveryKey): Person => ({ key: { ...ani.key, id: RECOVERY }, box, sign })
const owed = () => transactWbs(countOwed)

async function newKeyBy(who: Person, isWhole = true) {
  const { conversation, boxes } = await readBy(who)
  const by = { id: who.key.id, sign: who.sign }
  const nobody = { leaving: [], adding: [] }
  const made = await replaceMembers(conversation, boxes, nobody, by, manifest, reporter.box.recipient)
  const wraps = made.wraps.filter((wrap) => isWhole || wrap.for !== RECOVERY || wrap.epoch === made.epoch)
  const change = reportKeyChange(report, { pesan: { ...made, wraps } })
  await transactWbs((tx) => changeKeys(tx, officerOf(who), change, TODAY))
}

/** What somebody who has the papers of a key of last resort says about who reads. */
async function said(by: Holder) {
  const { conversation, boxes } = await readBy(ani)
  const adding = conversation.members
  const made = await replaceMembers(
    conversation,
    boxes,
    { leaving: [], adding: [...adding] },
    by,
    manifest,
    reporter.box.recipient,
  )
  const received = { seq: made.seq, epoch: made.epoch, ct: fromBase64url(made.ct) }
  return openNext(conversation, received, () => made.box, manifest)
}

test('a report from before hangs on the former key, until a reader makes a new one that the key in force opens whole', async () => {
  expect(await owed()).toBe(1)
  expect(isOfFormerRecovery(manifest, (await readBy(ani)).conversation.manifest)).toBe(true)
  expect((await readBy(asRecovery(former))).envelopes).toHaveLength(1)
  await newKeyBy(ani)
  expect(await owed()).toBe(0)
  expect(isOfFormerRecovery(manifest, (await readBy(budi)).conversation.manifest)).toBe(false)
  expect((await readBy(asRecovery(anew))).envelopes.map(({ kind }) => kind)).toEqual(['laporan', 'kunci'])
  await expect(readBy(asRecovery(former))).rejects.toMatchObject({ code: 'cannot_decrypt' })
  const events = await owner`select kind, role from events order by number`
  expect(events.at(-1)).toEqual({ kind: 'recovery_replaced', role: 'pemulihan' })
  await newKeyBy(budi)
  expect(await owner`select kind from events where kind = 'recovery_replaced'`).toHaveLength(1)
})

test('a new key that leaves the epochs before it with the former key settles nothing', async () => {
  await newKeyBy(ani, false)
  expect(await owed()).toBe(1)
})

test('who finds papers of the former key may say who reads only where a report still hangs on it', async () => {
  const by = { id: RECOVERY, sign: former.sign }
  await expect(said(by)).resolves.toMatchObject({ conversation: { epoch: 1 } })
  await newKeyBy(ani)
  await expect(said(by)).rejects.toMatchObject({ code: 'bad_signature' })
  await expect(said({ id: RECOVERY, sign: anew.sign })).resolves.toMatchObject({ conversation: { epoch: 2 } })
})
