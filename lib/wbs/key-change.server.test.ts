import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { declareConflict } from '@/lib/wbs/conflict.server'
import { beginNotes } from '@/lib/wbs/conversation'
import { leaveReport } from '@/lib/wbs/departure.server'
import { addMembers, openNotes, type ReportKeyChange, replaceMembers, reportKeyChange } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import type { Manifest } from '@/lib/wbs/manifest'
import { office, type Person, person, TODAY } from '@/lib/wbs/people.fixture'
import { anyFileFor, officerOf, readAs, signedFarewell } from '@/lib/wbs/report-people.fixture'
import { ORIGIN, post, publish, reportOf } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database

let people: Awaited<ReturnType<typeof office>>
let manifest: Manifest
let report: string
let reporterBox: string

/** A report to Ani, Budi and Citra, in an office where Dewi keeps identities, Eka reads none yet and Fitri handles none. */
beforeEach(async () => {
  people = await office()
  const eka = await person('Eka', ['investigator'])
  const fitri = await person('Fitri', ['statistik', 'pengelola_kunci', 'pimpinan'])
  const dewi = { ...people.dewi.key, roles: ['kustodian' as const] }
  const keys = [...people.manifest.keys.slice(0, 3), dewi, eka.key, fitri.key]
  ;({ manifest } = await office({ keys }))
  await publish(owner, (await office({ keys })).signed)
  const made = await reportOf('ani')
  report = made.body.id
  reporterBox = made.body.boxPub
  await post('laporan', made.body)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const by = ({ key, sign }: Person) => ({ id: key.id, sign })
const changing = (change: ReportKeyChange, who: Person = people.ani) =>
  transactWbs((tx) => changeKeys(tx, officerOf(who), change, TODAY))
const read = (who: Person, ring?: 'catatan') => readAs(owner, { report, person: who, manifest, ring })
const events = () => owner`select kind, role from events where report_id = ${report} order by number`

async function adding(who: Person, from: Person = people.ani): Promise<ReportKeyChange> {
  const { conversation, boxes } = await read(from)
  return reportKeyChange(report, { pesan: await addMembers(conversation, boxes, [who.key.id], by(from), manifest) })
}

/** The next signed list ends the key of somebody. */
async function ending(who: Person): Promise<void> {
  const keys = manifest.keys.map((key) => (key.id === who.key.id ? { ...key, until: TODAY } : key))
  const next = await office({ keys, version: manifest.version + 1 })
  await publish(owner, next.signed)
  manifest = next.manifest
}

async function removing(who: Person, from: Person = people.ani): Promise<ReportKeyChange> {
  const { conversation } = await read(from)
  return reportKeyChange(report, {
    pesan: await replaceMembers(
      conversation,
      [],
      { leaving: [who.key.id], adding: [] },
      by(from),
      manifest,
      reporterBox,
    ),
  })
}

test('whoever is added reads from the beginning, and the reporter sees that an investigator came', async () => {
  const eka = await person('Eka', ['investigator'])
  const change = await adding(eka)
  await changing(change)
  await changing(change) // the same again, as after an answer that got lost
  expect((await read(eka)).conversation).toMatchObject({ seq: 2, epoch: 0 })
  expect(await events()).toMatchObject([{ kind: 'received' }, { kind: 'recipient_added', role: 'investigator' }])
})

test('nobody leaves out another who reads: one goes when the list ends the key, or when they declare a conflict', async () => {
  const eka = await person('Eka', ['investigator'])
  const refused = { code: 'wbs_not_yours_to_remove' }
  await expect(changing(await removing(people.budi))).rejects.toMatchObject(refused)
  const { conversation, boxes } = await read(people.ani)
  const coup = { leaving: [people.budi.key.id, people.citra.key.id], adding: [eka.key.id] }
  const pesan = await replaceMembers(conversation, boxes, coup, by(people.ani), manifest, reporterBox)
  await expect(changing(reportKeyChange(report, { pesan }))).rejects.toMatchObject(refused)
  expect(await owner`select epoch from reports`).toEqual([{ epoch: 0 }])
  await transactWbs((tx) =>
    declareConflict(tx, officerOf(people.budi), signedFarewell(people.budi, report, 'conflict'), TODAY),
  )
  await expect(changing(await removing(people.citra))).rejects.toMatchObject(refused)
  await changing(await removing(people.budi))
  expect((await read(people.citra)).conversation).toMatchObject({ epoch: 1 })
})

test('whoever stepped out comes back by no newer key either before there is a key that they have not', async () => {
  const { budi } = people
  await transactWbs((tx) => leaveReport(tx, officerOf(budi), signedFarewell(budi, report, 'workload'), TODAY))
  const renewed = await person('Budi yang baru')
  renewed.key.holder = budi.key.holder
  manifest = { ...manifest, keys: [...manifest.keys, renewed.key] }
  await ending(budi)
  await expect(changing(await adding(renewed))).rejects.toMatchObject({ code: 'wbs_wrong_members' })
  await changing(await removing(budi))
  await changing(await adding(renewed))
  expect((await read(renewed)).conversation).toMatchObject({ epoch: 1 })
})

test('only those come in who handle reports, not who keeps keys or figures or leads the agency', async () => {
  const fitri = await person('Fitri')
  await expect(changing(await adding(fitri))).rejects.toMatchObject({ code: 'wbs_no_reader' })
})

test('whoever is removed is given nothing any more, and the others and the reporter read on', async () => {
  await ending(people.budi)
  await changing(await removing(people.budi))
  await expect(read(people.budi)).rejects.toMatchObject({ code: 'cannot_decrypt' })
  expect((await read(people.citra)).conversation).toMatchObject({ epoch: 1, seq: 2 })
  const [kept] = await owner`select epoch, members from reports`
  expect(kept).toEqual({ epoch: 1, members: [people.ani.key.id, people.citra.key.id] })
  const own = await owner`select epoch from wraps where holder = 'pelapor' order by epoch`
  expect(own.map(({ epoch }) => epoch)).toEqual([0, 1])
  expect((await events()).at(-1)).toMatchObject({ kind: 'recipient_removed', role: 'verifikator' })
})

test('the ring of notes follows: nobody leaves one ring and stays in the other', async () => {
  const opened = beginNotes((await read(people.ani)).conversation)
  const notes = await openNotes(opened, opened.members, by(people.ani), manifest)
  await changing(reportKeyChange(report, { catatan: notes }))
  await ending(people.budi)
  const pesan = (await removing(people.budi)).rings
  await expect(changing({ ...(await removing(people.budi)), rings: pesan })).rejects.toMatchObject({
    code: 'wbs_wrong_rings',
  })
  const { conversation } = await read(people.ani, 'catatan')
  const catatan = await replaceMembers(
    conversation,
    [],
    { leaving: [people.budi.key.id], adding: [] },
    by(people.ani),
    manifest,
  )
  const { seq, epoch, ct, wraps } = catatan
  await changing({ ...(await removing(people.budi)), rings: [...pesan, { ring: 'catatan', seq, epoch, ct, wraps }] })
  expect((await read(people.citra, 'catatan')).conversation).toMatchObject({ ring: 'catatan', epoch: 1 })
  expect(await owner`select 1 from wraps where holder = ${people.budi.key.id}`).toHaveLength(0)
  expect(await owner`select 1 from wraps where ring = 'catatan' and holder = 'pelapor'`).toHaveLength(0)
})

test('one person takes the place of another at once, so that two always read', async () => {
  const eka = await person('Eka', ['investigator'])
  await ending(people.citra)
  await changing(await removing(people.citra))
  await ending(people.budi)
  await expect(changing(await removing(people.budi))).rejects.toMatchObject({ code: 'wbs_too_few_readers' })
  const { conversation, boxes } = await read(people.ani)
  const replace = { leaving: [people.budi.key.id], adding: [eka.key.id] }
  const pesan = await replaceMembers(conversation, boxes, replace, by(people.ani), manifest, reporterBox)
  await changing(reportKeyChange(report, { pesan }))
  expect((await read(eka)).conversation).toMatchObject({ epoch: 2, members: [people.ani.key.id, eka.key.id] })
})

test('a key that is renewed reads instead of the old one, whose wraps go', async () => {
  const renewed = await person('Ani yang baru')
  renewed.key.holder = people.ani.key.holder
  const keys = manifest.keys.map((key) => (key.id === people.ani.key.id ? { ...key, until: TODAY } : key))
  const next = await office({ keys: [...keys, renewed.key], version: 4 })
  await publish(owner, next.signed)
  manifest = next.manifest
  const change = await adding(renewed)
  await transactWbs((tx) => changeKeys(tx, officerOf(renewed, [people.ani.key]), change, TODAY))
  expect((await read(renewed)).conversation.members).toContain(renewed.key.id)
  expect(await owner`select 1 from wraps where holder = ${people.ani.key.id}`).toHaveLength(0)
  expect((await events()).map(({ kind }) => kind)).toEqual(['received', 'key_renewed'])
})

test('whoever is no reader of the report changes nothing, and for them there is no such report', async () => {
  const eka = await person('Eka', ['investigator'])
  await expect(changing(await adding(eka), eka)).rejects.toMatchObject({ code: 'not_found' })
  const change = await removing(people.budi)
  await expect(changing(change, people.budi)).rejects.toMatchObject({ code: 'not_found' }) // the sender is to stay
  await expect(changing({ ...change, report: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  expect(await owner`select 1 from messages`).toHaveLength(1)
})

test('a custodian, or whoever the reporter excluded, is never added, whatever a browser sends', async () => {
  await expect(changing(await adding(people.dewi))).rejects.toMatchObject({ code: 'custodian_reads' })
  await owner`update reports set excluded = ${[people.dewi.key.id]}`
  const { manifest: open } = await office({ keys: people.manifest.keys })
  await publish(owner, (await office({ keys: people.manifest.keys, version: 4 })).signed)
  manifest = open
  await expect(changing(await adding(people.dewi))).rejects.toMatchObject({ code: 'wbs_excluded' })
})

const HOSTILE: [string, string, (change: ReportKeyChange) => Promise<ReportKeyChange> | ReportKeyChange][] = [
  ['a wrap is missing', 'wbs_wrong_wraps', (change) => withWraps(change, (wraps) => wraps.slice(1))],
  [
    'recovery gets none',
    'wbs_wrong_wraps',
    (change) => withWraps(change, (w) => w.filter((e) => e.for !== 'pemulihan')),
  ],
  [
    'the reporter gets none',
    'wbs_wrong_wraps',
    (change) => withWraps(change, (w) => w.filter((e) => e.for !== 'pelapor')),
  ],
  [
    'a stranger gets one',
    'wbs_wrong_wraps',
    async (change) => {
      const ct = await anyFileFor(people.dewi)
      return withWraps(change, (wraps) => [...wraps, { for: people.dewi.key.id, epoch: 1, ct }])
    },
  ],
  [
    'whoever left gets one',
    'wbs_wrong_wraps',
    async (change) => {
      const ct = await anyFileFor(people.budi)
      return withWraps(change, (wraps) => [...wraps, { for: people.budi.key.id, epoch: 1, ct }])
    },
  ],
  [
    'a wrap is no age file',
    'wbs_not_age',
    (change) => withWraps(change, (w) => w.map((each) => ({ ...each, ct: 'AAAA' }))),
  ],
  ['a member is in no list', 'wbs_wrong_members', (change) => ({ ...change, members: [...change.members, 'nobody'] })],
  [
    'a member is named twice',
    'wbs_wrong_members',
    (change) => ({ ...change, members: change.members.concat(change.members) }),
  ],
  [
    'an epoch is left out',
    'wbs_wrong_epoch',
    (change) => ({ ...change, rings: change.rings.map((r) => ({ ...r, epoch: 2 })) }),
  ],
  [
    'the message is not the next',
    'wbs_wrong_seq',
    (change) => ({ ...change, rings: change.rings.map((r) => ({ ...r, seq: 5 })) }),
  ],
  ['no message comes with it', 'wbs_wrong_rings', (change) => ({ ...change, rings: [] })],
]

function withWraps(
  change: ReportKeyChange,
  of: (wraps: ReportKeyChange['rings'][number]['wraps']) => ReportKeyChange['rings'][number]['wraps'],
): ReportKeyChange {
  return { ...change, rings: change.rings.map((ring) => ({ ...ring, wraps: of(ring.wraps) })) }
}

test.each(HOSTILE)('a change is refused whole where %s: %s', async (_, code, change) => {
  await ending(people.budi)
  await expect(changing(await change(await removing(people.budi)))).rejects.toMatchObject({ code })
  expect(await owner`select epoch from reports`).toEqual([{ epoch: 0 }])
  expect(await owner`select 1 from wraps`).toHaveLength(5)
})

test('nobody lets in again a person who declared a conflict of interest', async () => {
  const eka = await person('Eka', ['investigator'])
  await owner`insert into conflicts values (${report}, ${eka.key.holder}, ${TODAY})`
  await expect(changing(await adding(eka))).rejects.toMatchObject({ code: 'wbs_conflict' })
})
