import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { type RecoveryKey, recoveryKeyOf, type Signed, signNext, withNewRecovery } from '@/lib/wbs/ceremony'
import { beginNotes, besideReport, openNext } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { type Holder, openNotes, replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { isOfFormerRecovery, type Manifest } from '@/lib/wbs/manifest'
import {
  DEPLOYMENT,
  office,
  type Person,
  recoveryKey,
  reporterKeys,
  root,
  seedOf,
  TODAY,
} from '@/lib/wbs/people.fixture'
import { fromBase64url } from '@/lib/wbs/protocol'
import { countOwed } from '@/lib/wbs/recovery-dues.server'
import { makeReport } from '@/lib/wbs/report'
import { officerOf, readAs } from '@/lib/wbs/report-people.fixture'
import { keepKeys, ORIGIN, post, proofFrom, publish, reportOf } from '@/lib/wbs/reporter.fixture'
import { entryOf, signCheckpoint } from '@/lib/wbs/transparency'
import { publishManifest } from '@/lib/wbs/transparency.server'
import { RECOVERY, type Ring } from '@/lib/wbs/wraps'

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
let last: Signed

/** A report from before, and then a list with another key of last resort, as a ceremony signs it. */
beforeEach(async () => {
  await publish(owner, people.signed)
  await keepKeys(owner, people.people)
  const { keys, body } = await reportOf('pelapor')
  await post('laporan', body)
  ;[report, reporter] = [body.id, keys]
  const checkpoint = signCheckpoint([entryOf(people.signed)], { deployment: DEPLOYMENT, on: TODAY }, root)
  ;[last, manifest] = [{ ...people.signed, log: [], checkpoint }, people.manifest]
  await replaceRecovery(anew)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

async function replaceRecovery({ box, sign }: RecoveryKey) {
  const key = { box: box.recipient, sign: sign.public }
  const next = withNewRecovery({ ...manifest, before: last }, key, ['Inspektur', 'Kepala Biro', 'KPK'])
  const made = signNext(next, last, TODAY, root)
  const { checkpoint, ...signed } = made
  await transactWbs((tx) => publishManifest(tx, { signed, checkpoint, on: TODAY }))
  ;[last, manifest] = [made, JSON.parse(signed.manifest)]
}

const readBy = (person: Person) => readAs(owner, { report, person, manifest })
const asRecovery = ({ box, sign }: RecoveryKey): Person => ({ key: { ...ani.key, id: RECOVERY }, box, sign })
const owed = () => transactWbs(countOwed)

const send = (who: Person, change: ReturnType<typeof reportKeyChange>) =>
  transactWbs((tx) => changeKeys(tx, officerOf(who), change, TODAY))

/** As the desk does it. `lacking`: the ring whose epochs before do not open for the one who makes the new key. */
async function newKeyBy(who: Person, { lacking, hasNotes = false }: { lacking?: Ring; hasNotes?: boolean } = {}) {
  const by = { id: who.key.id, sign: who.sign }
  const { manifest: madeUnder } = hasNotes ? await besideOf(who) : (await readBy(who)).conversation
  const made = async (ring: Ring, box?: string) => {
    const { conversation, boxes } = await readAs(owner, { report, person: who, manifest, ring })
    const at = { ...conversation, manifest: madeUnder }
    const nobody = { leaving: [], adding: [], isWhole: !lacking }
    return replaceMembers(at, ring === lacking ? [] : boxes, nobody, by, manifest, box)
  }
  const pesan = await made('pesan', reporter.box.recipient)
  await send(who, reportKeyChange(report, { pesan, ...(hasNotes && { catatan: await made('catatan') }) }))
}

async function besideOf(person: Person) {
  const notes = await readAs(owner, { report, person, manifest, ring: 'catatan' })
  return besideReport(notes.conversation, (await readBy(person)).conversation)
}

async function openNotesBy(who: Person) {
  const { conversation } = await readBy(who)
  const by = { id: who.key.id, sign: who.sign }
  const catatan = await openNotes(beginNotes(conversation), conversation.members, by, manifest)
  await send(who, reportKeyChange(report, { catatan }))
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
  await newKeyBy(ani, { lacking: 'pesan' })
  expect(await owed()).toBe(1)
})

test('a new key that leaves out epochs of the notes settles nothing either, and is followed by one that does', async () => {
  await openNotesBy(ani)
  await newKeyBy(ani, { lacking: 'catatan', hasNotes: true })
  expect(await owed()).toBe(1)
  expect(isOfFormerRecovery(manifest, (await besideOf(budi)).manifest)).toBe(true)
  await newKeyBy(budi, { hasNotes: true })
  expect(await owed()).toBe(0)
})

test('the key in force is given a report that hangs on the former one even where the server knows of no due', async () => {
  await owner`delete from recovery_dues`
  await newKeyBy(ani)
  expect((await readBy(asRecovery(anew))).envelopes.map(({ kind }) => kind)).toEqual(['laporan', 'kunci'])
})

test('a report that comes in while the next list is published is counted by it', async () => {
  const keys = await reporterKeys('yang lain')
  const input = { manifest, groupId: 'inspektorat', excluded: [], content: {}, origin: ORIGIN }
  const made = await makeReport(keys, input)
  const body = { ...made, proof: await proofFrom('pow') }
  const waiting = (locktype: string) =>
    expect.poll(async () => {
      const ofThis = owner`database = (select oid from pg_database where datname = current_database())`
      return owner`select 1 from pg_locks where not granted and locktype = ${locktype} and ${ofThis}`
    })
  const [heard] = await owner.begin(async (tx) => {
    await tx`lock table reports in share mode`
    const posting = post('laporan', body)
    await waiting('relation').not.toEqual([])
    const publishing = replaceRecovery(await recoveryKeyOf(seedOf('a third key of last resort')))
    await Promise.race([publishing, waiting('advisory').not.toEqual([])])
    return [{ posting, publishing }]
  })
  expect((await heard?.posting)?.status).toBe(200)
  await heard?.publishing
  expect(await owed()).toBe(2)
})

test('who finds papers of the former key may say who reads only where a report still hangs on it', async () => {
  const by = { id: RECOVERY, sign: former.sign }
  await expect(said(by)).resolves.toMatchObject({ conversation: { epoch: 1 } })
  await newKeyBy(ani)
  await expect(said(by)).rejects.toMatchObject({ code: 'bad_signature' })
  await expect(said({ id: RECOVERY, sign: anew.sign })).resolves.toMatchObject({ conversation: { epoch: 2 } })
})
