import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { calls } from '@/components/wbs/desk/calls'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs, type WbsTx } from '@/db/wbs/client.server'
import { wrappedKeys } from '@/db/wbs/keys-schema'
import { civilDateIn } from '@/lib/civil-date'
import { bytesOf } from '@/lib/wbs/bytes.server'
import { answerAsCustodian, listCustodianTasks } from '@/lib/wbs/custodian.server'
import {
  as,
  ask,
  askingOf,
  IDENTITY,
  reporterAnswers,
  type Sealed,
  sealedReport,
  sealingOffice,
} from '@/lib/wbs/disclosure.fixture'
import { askForIdentity, readIdentityOffice } from '@/lib/wbs/disclosure.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { toldIn } from '@/lib/wbs/identity'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { seenOf } from '@/lib/wbs/manifest'
import { handOutReport } from '@/lib/wbs/office-report.server'
import { asOfficer, type Officer } from '@/lib/wbs/officer.server'
import { endOldKey, oldKeysOf } from '@/lib/wbs/old-keys.server'
import { handOutOldShare, type OldShare, takeOverShare } from '@/lib/wbs/old-shares.server'
import { DEPLOYMENT, office, type Person, person, reporterKeys, root, TODAY } from '@/lib/wbs/people.fixture'
import { lockWithRecovery } from '@/lib/wbs/recipient-key'
import { anyFileFor, officerOf } from '@/lib/wbs/report-people.fixture'
import { keepKeys, ORIGIN, publish } from '@/lib/wbs/reporter.fixture'
import { sealDesk } from '@/lib/wbs/seal-desk.server'
import { settleKeys } from '@/lib/wbs/settled-keys.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
const on = civilDateIn('Asia/Jakarta', NOW)
let sealed: Sealed

beforeAll(async () => {
  sealed = await sealedReport(await reporterKeys('ani'), await sealingOffice(database.owner))
})
afterAll(async () => {
  forgetCounts()
  await database.reset()
})

/** Unlocks the desk of somebody, in place of whoever had it. */
async function unlockFor(who: Person) {
  const { words, locked } = await lockWithRecovery(who)
  const place = { deployment: DEPLOYMENT, rootKeys: [root.public] }
  const { signed } = sealed.at
  await calls.unlock({
    typed: words.join(' '),
    locked: [locked],
    officer: officerOf(who),
    place,
    signed,
    seen: undefined,
  })
}

test('on their desks an investigator asks, two custodians hand on, and the identity is read', async () => {
  const { dini, eka, gita } = sealed.at
  const { report } = sealed
  const account = ({ key }: Person) => key.holder
  await unlockFor(dini)
  const open = async () => calls.open(await handOutReport(account(dini), report, NOW))
  const told = async () => toldIn((await open()).messages, sealed.at.manifest)
  const { custodians } = await as(dini, (tx, officer) => readIdentityOffice(tx, officer, report, on))
  const key = (await told()).key ?? ''
  const said = { report, key, purpose: 'Meminta keterangan', basis: 'UU 31/2014', on, custodians }
  const { question, request, letters } = await calls.askIdentity(said)
  const message = await calls.seal({ report, ring: 'pesan', kind: 'identitas', body: { act: 'asked', question } })
  const { seq, epoch, ct: sealedCt } = message
  await sealDesk.ask(account(dini), { report, request, letters, message: { seq, epoch, ct: sealedCt } }, NOW)
  expect((await told()).questions).toMatchObject([{ hash: request, question }])
  expect((await reporterAnswers(sealed, request, true)).status).toBe(200)

  for (const who of [eka, gita]) {
    await unlockFor(who)
    const [task] = await sealDesk.tasks(account(who), null, NOW)
    if (!task) throw new Error('nothing is asked')
    expect(await calls.openTask(task.file)).toMatchObject({ question, requester: { name: 'Dini' }, ordered: null })
    await expect(calls.openTask({ ...task.file, consent: null })).rejects.toMatchObject({ code: 'no_consent' })
    const ct = await calls.answerTask({ file: task.file, reason: null })
    await sealDesk.answer(account(who), { request: task.request, answer: 'shared', ct }, NOW)
  }

  await unlockFor(dini)
  await open()
  const disclosed = await sealDesk.take(account(dini), { report, request }, NOW)
  expect(await calls.openIdentity({ question, disclosed })).toEqual({ identity: IDENTITY, dropped: [] })
  const [first, second] = disclosed.handed
  const junk = { keyId: second?.keyId ?? '', ct: letters[0]?.ct ?? '' }
  const one = { ...disclosed, handed: first ? [first, junk] : [] }
  expect(await calls.openIdentity({ question, disclosed: one })).toMatchObject({
    identity: null,
    dropped: [expect.any(String)],
  })
})

test('a custodian who renewed the key takes share and letters over, answers with the new one, and the reporter sees it', async () => {
  const { owner } = database
  forgetCounts()
  await database.reset()
  sealed = await sealedReport(await reporterKeys('budi'), await sealingOffice(owner))
  const { report } = sealed
  const { dini, eka, gita, manifest, signed: before } = sealed.at
  const { request } = await ask(owner, sealed, dini)
  expect((await reporterAnswers(sealed, request, true)).status).toBe(200)
  const renewed = await person('Eka yang baru', ['kustodian'])
  renewed.key.holder = eka.key.holder
  const keys = manifest.keys.map((key) => (key.id === eka.key.id ? { ...key, until: TODAY } : key))
  const groups = manifest.groups
  const next = await office({ keys: [...keys, renewed.key], groups, version: 4, previous: seenOf(before).hash })
  await publish(owner, next.signed)
  await keepKeys(owner, [renewed])
  sealed.at.signed = next.signed

  const officer = officerOf(renewed, [eka.key])
  const old = await lockWithRecovery(eka)
  await unlockFor(renewed)
  await calls.unlockOld({ id: eka.key.id, locked: [old.locked], typed: old.words.join(' ') })
  const place = { report, key: eka.key.id }
  const handing = (who: Officer) => transactWbs((tx) => handOutOldShare(tx, who, place))
  await expect(handing(officerOf(gita))).rejects.toMatchObject({ code: 'not_found' })
  await expect(handing({ ...officer, roles: ['inspektur'] })).rejects.toMatchObject({ code: 'forbidden' })
  const made = await calls.takeOverShare(await handing(officer))
  const taking = (given: OldShare) => transactWbs((tx) => takeOverShare(tx, officer, given, on))
  await expect(taking({ ...made, letters: [] })).rejects.toMatchObject({ code: 'wbs_wrong_wraps' })
  await expect(taking({ ...made, share: 'AAAA' })).rejects.toMatchObject({ code: 'wbs_not_age' })
  await taking(made)
  await expect(taking(made)).rejects.toMatchObject({ code: 'not_found' })

  for (const who of [renewed, gita]) {
    await unlockFor(who)
    const [task] = await transactWbs((tx) => listCustodianTasks(tx, officerOf(who), on))
    if (!task) throw new Error('nothing to answer')
    const ct = await calls.answerTask({ file: task.file, reason: null })
    await transactWbs((tx) =>
      answerAsCustodian(tx, officerOf(who), { request: task.request, answer: 'shared', ct }, on),
    )
  }
  await unlockFor(dini)
  await calls.open(await handOutReport(dini.key.holder, report, NOW))
  const disclosed = await sealDesk.take(dini.key.holder, { report, request }, NOW)
  const asked = (await calls.open(await handOutReport(dini.key.holder, report, NOW))).messages
  const { question } = toldIn(asked, next.manifest).questions.at(-1) ?? {}
  if (!question) throw new Error('nothing was asked')
  expect((await calls.openIdentity({ question, disclosed })).identity).toEqual(IDENTITY)
  const happened = await owner`select kind, role from events where report_id = ${report} order by number`
  expect(happened).toContainEqual({ kind: 'key_renewed', role: 'kustodian' })
})

test('whoever asked and renewed the key opens what was handed on with the old one, which stays until that is over', async () => {
  const { request, renewed } = await askedThenRenewed(2)
  const { report } = sealed
  const { dini } = sealed.at
  const { holder } = dini.key
  await transactWbs((tx) => keepLocks(tx, dini))
  expect(await oldKeysOf(holder, on)).toMatchObject([{ id: dini.key.id, reports: [report], questions: [report] }])
  const old = await lockWithRecovery(dini)
  const unlocking = async () => {
    await unlockFor(renewed)
    await calls.unlockOld({ id: dini.key.id, locked: [old.locked], typed: old.words.join(' ') })
  }
  await unlocking()
  const { change } = await calls.takeOver(await handOutReport(holder, report, NOW, dini.key.id))
  await asOfficer(holder, NOW, (tx, officer, today) => changeKeys(tx, officer, change, today))
  const ending = (today: string) => asOfficer(holder, NOW, (tx, officer) => endOldKey(tx, officer, dini.key.id, today))
  await expect(ending(on)).rejects.toMatchObject({ code: 'wbs_key_asked_with', facts: { questions: 1 } })

  await unlocking()
  const { messages } = await calls.open(await handOutReport(holder, report, NOW))
  const { question } = toldIn(messages, sealed.at.manifest).questions.at(-1) ?? {}
  if (!question) throw new Error('nothing was asked')
  const disclosed = await sealDesk.take(holder, { report, request }, NOW)
  expect((await calls.openIdentity({ question, disclosed })).identity).toEqual(IDENTITY)
  await expect(ending(on)).rejects.toMatchObject({ code: 'wbs_key_asked_with' })
  await ending('2999-01-01')
  expect(await oldKeysOf(holder, on)).toEqual([])
})

test('nothing is handed to a key that was renewed: its owner asks anew, and the earlier question ends', async () => {
  const { owner } = database
  const { renewed } = await askedThenRenewed(1)
  const { dini, fitri, sabar } = sealed.at
  const [asked] = await owner`select id from seal_requests`
  const given = { request: asked?.id as string, answer: 'shared' as const, ct: await anyFileFor(dini) }
  const answering = transactWbs((tx) => answerAsCustodian(tx, officerOf(fitri), given, on))
  await expect(answering).rejects.toMatchObject({ code: 'wbs_asker_renewed' })

  const { asking: anew } = await askingOf(owner, sealed, sabar)
  const askingAs = (who: Officer) => transactWbs((tx) => askForIdentity(tx, who, anew, on))
  await expect(askingAs(officerOf(sabar))).rejects.toMatchObject({ code: 'wbs_seal_requested' })
  await owner`update wraps set holder = ${renewed.key.id} where holder = ${dini.key.id}`
  await askingAs(officerOf(renewed, [dini.key]))
  expect(await owner`select state, requester_key as key from seal_requests order by number`).toEqual([
    { state: 'lapsed', key: dini.key.id },
    { state: 'asked', key: renewed.key.id },
  ])
})

/** Dini asked with the reporter's leave, so many custodians handed on, and then the list gave her a new key. */
async function askedThenRenewed(answers: number) {
  const { owner } = database
  forgetCounts()
  await database.reset()
  sealed = await sealedReport(await reporterKeys('dodi'), await sealingOffice(owner))
  const { dini, eka, gita, manifest, signed: before } = sealed.at
  const { request } = await ask(owner, sealed, dini)
  await reporterAnswers(sealed, request, true)
  for (const who of [eka, gita].slice(0, answers)) {
    await unlockFor(who)
    const [task] = await sealDesk.tasks(who.key.holder, null, NOW)
    if (!task) throw new Error('nothing to answer')
    const ct = await calls.answerTask({ file: task.file, reason: null })
    await sealDesk.answer(who.key.holder, { request: task.request, answer: 'shared', ct }, NOW)
  }
  const renewed = await person('Dini yang baru', ['investigator'])
  renewed.key.holder = dini.key.holder
  const keys = manifest.keys.map((key) => (key.id === dini.key.id ? { ...key, until: TODAY } : key))
  const change = { keys: [...keys, renewed.key], groups: manifest.groups, version: 4, previous: seenOf(before).hash }
  const next = await office(change)
  await publish(owner, next.signed)
  await keepKeys(owner, [renewed])
  sealed.at.signed = next.signed
  sealed.at.manifest = next.manifest
  return { request, renewed }
}

/** As the server keeps what opens a key. */
async function keepLocks(tx: WbsTx, who: Person): Promise<void> {
  const { kind, ct } = (await lockWithRecovery(who)).locked
  await tx.insert(wrappedKeys).values({ keyId: who.key.id, kind, kdf: '{}', ct: bytesOf(ct) })
}

test('the share of a custodian who left goes with the list that says so, and the reporter sees it', async () => {
  const { owner } = database
  forgetCounts()
  await database.reset()
  sealed = await sealedReport(await reporterKeys('citra'), await sealingOffice(owner))
  const { eka, manifest, signed: before } = sealed.at
  const keys = manifest.keys.map((key) => (key.id === eka.key.id ? { ...key, until: TODAY } : key))
  const next = await office({ keys, groups: manifest.groups, version: 4, previous: seenOf(before).hash })
  await publish(owner, next.signed)
  await transactWbs((tx) => settleKeys(tx, next.manifest, on))
  expect(await owner`select from seal_shares where report_id = ${sealed.report}`).toHaveLength(2)
  const happened = await owner`select kind from events where report_id = ${sealed.report} order by number`
  expect(happened.at(-1)).toEqual({ kind: 'custodian_left' })
})
