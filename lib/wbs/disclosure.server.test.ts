import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { answerAsCustodian, listCustodianTasks } from '@/lib/wbs/custodian.server'
import { leaveReport } from '@/lib/wbs/departure.server'
import { decline, handOn, openCase, openDeclined, openDisclosed, orderTo } from '@/lib/wbs/disclosure'
import {
  as,
  ask,
  askingOf,
  DAY,
  IDENTITY,
  officerSays,
  reporterAnswers,
  type Sealed,
  sealedReport,
  sealingOffice,
} from '@/lib/wbs/disclosure.fixture'
import { askForIdentity, orderIdentity, readIdentityOffice, takeIdentity } from '@/lib/wbs/disclosure.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { type Person, reporterKeys } from '@/lib/wbs/people.fixture'
import { signedFarewell } from '@/lib/wbs/report-people.fixture'
import { ciphertext, ORIGIN } from '@/lib/wbs/reporter.fixture'
import { removeSeal } from '@/lib/wbs/seal.server'
import { hasWbsTask } from '@/lib/wbs/task.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const today = civilDateIn('Asia/Jakarta', new Date())
let sealed: Sealed

beforeEach(async () => {
  const at = await sealingOffice(owner)
  sealed = await sealedReport(await reporterKeys('ani'), at)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const events = async () => (await owner`select kind from events order by number offset 2`).map(({ kind }) => kind)
const states = async () => (await owner`select state from seal_requests order by number`).map(({ state }) => state)

/** A custodian opens what is given, checks it, and hands the share on or says no. */
async function custodianAnswers(who: Person, answer: 'shared' | 'declined', on = today, state?: 'opened') {
  const { manifest } = sealed.at
  await as(who, async (tx, officer) => {
    const task = (await listCustodianTasks(tx, officer, on)).find(
      (each) => each.answer === null && (each.state === 'opened') === (state === 'opened'),
    )
    if (!task) throw new Error('nothing is asked')
    const opened = await openCase(who.box.identity, task.file, manifest)
    const actor = { id: who.key.id, sign: who.sign }
    const ct = answer === 'shared' ? await handOn(opened, actor) : await decline(opened, 'Tidak perlu', actor)
    await answerAsCustodian(tx, officer, { request: task.request, answer, ct }, on)
  })
}

/** Whoever asked takes what was handed on and opens it. */
async function opens(who: Person, asked: Awaited<ReturnType<typeof ask>>) {
  const { report, keys, at } = sealed
  const taken = await as(who, (tx, officer) => takeIdentity(tx, officer, { report, request: asked.request }, today))
  return openDisclosed(who.box.identity, taken, asked.question, keys.sign.public, at.manifest)
}

test('the reporter is asked first; then two of three custodians open, and every step is an event', async () => {
  const { dini, eka, gita } = sealed.at
  const asked = await ask(owner, sealed, dini, {}, today)
  expect(await as(eka, (tx, officer) => listCustodianTasks(tx, officer, today))).toEqual([])
  const told = () => Promise.all([eka, gita, dini].map(({ key }) => hasWbsTask(key.holder, today)))
  expect(await told(), 'the reporter was not asked').toEqual([false, false, false])
  expect((await reporterAnswers(sealed, asked.request, true)).status).toBe(200)
  expect(await told()).toEqual([true, true, false])
  await custodianAnswers(eka, 'shared')
  expect(await told(), 'one answered').toEqual([false, true, false])
  await expect(opens(dini, asked)).rejects.toMatchObject({ code: 'wbs_no_quorum' })
  await custodianAnswers(gita, 'shared')
  expect(await opens(dini, asked)).toEqual({ identity: IDENTITY, dropped: [] })
  expect(await opens(dini, asked)).toEqual({ identity: IDENTITY, dropped: [] })
  expect(await states()).toEqual(['opened'])
  expect(await events()).toEqual([
    ...['identity_asked', 'identity_granted', 'share_given', 'share_given', 'identity_handed', 'identity_handed'],
  ])
  expect(JSON.stringify(await owner`select * from seal_requests`)).not.toContain('keterangan')
})

test('any two of the three are enough', async () => {
  const { dini, eka, fitri, gita } = sealed.at
  for (const [number, pair] of [
    [eka, fitri],
    [eka, gita],
    [fitri, gita],
  ].entries()) {
    const asked = await ask(owner, sealed, dini, { nonce: `n${number}` }, today)
    await reporterAnswers(sealed, asked.request, true)
    for (const who of pair) await custodianAnswers(who, 'shared')
    expect(await opens(dini, asked)).toEqual({ identity: IDENTITY, dropped: [] })
  }
})

test('one who hands on what is no share blocks nothing: the third still can, after two were taken, until the day', async () => {
  const { dini, eka, fitri, gita } = sealed.at
  const asked = await ask(owner, sealed, dini, {}, today)
  await reporterAnswers(sealed, asked.request, true)
  await custodianAnswers(eka, 'shared')
  const junk = { request: (await requestIds())[0] ?? '', answer: 'shared' as const, ct: await ciphertext() }
  await as(fitri, (tx, officer) => answerAsCustodian(tx, officer, junk, today))
  const dropped = [{ keyId: fitri.key.id, code: 'cannot_decrypt' }]
  expect(await opens(dini, asked)).toEqual({ identity: null, dropped })
  expect(await states()).toEqual(['opened'])

  const late = as(gita, (tx, officer) => answerAsCustodian(tx, officer, junk, '2999-01-01'))
  await expect(late).rejects.toMatchObject({ code: 'wrong_state' })
  await custodianAnswers(gita, 'shared', today, 'opened')
  expect(await opens(dini, asked)).toEqual({ identity: IDENTITY, dropped })
})

test('one person who is investigator and Inspektur does not ask and order alone', async () => {
  const { dini } = sealed.at
  const { report } = sealed
  const asked = await ask(owner, sealed, dini, {}, today)
  await reporterAnswers(sealed, asked.request, false)
  const said = { number: '12/Pen.Pid', issuer: 'PN Pangkalpinang', orderedOn: DAY, on: DAY }
  const order = { report, request: asked.request, by: dini.key.id, ...said }
  const letters = sealed.at.custodians.map(async ({ key }) => ({
    keyId: key.id,
    ct: await orderTo(order, dini.sign, key),
  }))
  const message = await officerSays(owner, sealed, dini, { act: 'ordered', order })
  const ordering = { report, request: asked.request, letters: await Promise.all(letters), message }
  const both = as(dini, (tx, officer) => orderIdentity(tx, { ...officer, roles: ['inspektur'] }, ordering, today))
  await expect(both).rejects.toMatchObject({ code: 'wbs_second_person' })
  expect(await states()).toEqual(['refused'])
})

test('a no opens nothing; a legal order handed on by the Inspektur does, and is said to the reporter', async () => {
  const { dini, ratna, eka, fitri, custodians } = sealed.at
  const asked = await ask(owner, sealed, dini, {}, today)
  await reporterAnswers(sealed, asked.request, false)
  expect(await as(eka, (tx, officer) => listCustodianTasks(tx, officer, today))).toEqual([])
  await expect(opens(dini, asked)).rejects.toMatchObject({ code: 'wrong_state' })

  const { report } = sealed
  const said = { number: '12/Pen.Pid', issuer: 'PN Pangkalpinang', orderedOn: DAY, on: DAY }
  const order = { report, request: asked.request, by: ratna.key.id, ...said }
  const letters = custodians.map(async ({ key }) => ({ keyId: key.id, ct: await orderTo(order, ratna.sign, key) }))
  const message = await officerSays(owner, sealed, ratna, { act: 'ordered', order })
  const ordering = { report, request: asked.request, letters: await Promise.all(letters), message }
  await expect(as(dini, (tx, officer) => orderIdentity(tx, officer, ordering, today))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await as(ratna, (tx, officer) => orderIdentity(tx, officer, ordering, today))
  await as(ratna, (tx, officer) => orderIdentity(tx, officer, ordering, today)) // sent again
  for (const who of [eka, fitri]) await custodianAnswers(who, 'shared')
  expect(await opens(dini, asked)).toEqual({ identity: IDENTITY, dropped: [] })
  expect(await events()).toEqual([
    ...['identity_asked', 'identity_refused', 'identity_ordered', 'share_given', 'share_given', 'identity_handed'],
  ])
})

test('two custodians who say no close the question, and whoever asked reads why', async () => {
  const { dini, sabar, eka, fitri, gita, manifest } = sealed.at
  const asked = await ask(owner, sealed, dini, {}, today)
  await reporterAnswers(sealed, asked.request, true)
  await custodianAnswers(eka, 'declined')
  expect(await states()).toEqual(['granted'])
  await custodianAnswers(fitri, 'declined')
  expect(await states()).toEqual(['declined'])
  await expect(custodianAnswers(gita, 'shared')).rejects.toThrow('nothing is asked')
  const { report } = sealed
  const { request } = await as(dini, (tx, officer) => readIdentityOffice(tx, officer, report, today))
  const reasons = request?.answers.flatMap(({ declined }) => declined ?? []) ?? []
  expect(reasons).toHaveLength(2)
  const read = await openDeclined(dini.box.identity, reasons[0] ?? '', asked.question, manifest)
  expect(read.reason).toBe('Tidak perlu')
  const others = await as(sabar, (tx, officer) => readIdentityOffice(tx, officer, report, today))
  expect(others.request).toMatchObject({ isOwn: false, state: 'declined' })
  expect(others.request?.answers.every(({ declined }) => declined === null)).toBe(true)
})

test('nobody asks but an investigator who reads the report and holds no share, with a letter for each custodian', async () => {
  const { dini, ratna, eka } = sealed.at
  const asking = async (by: Person, change: object = {}) => {
    const made = (await askingOf(owner, sealed, dini)).asking
    return as(by, (tx, officer) => askForIdentity(tx, officer, { ...made, ...change }, today))
  }
  await expect(asking(ratna)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(asking(eka)).rejects.toMatchObject({ code: 'not_found' })
  await expect(asking(dini, { letters: [] })).rejects.toMatchObject({ code: 'wbs_wrong_custodians' })
  const { letters } = (await askingOf(owner, sealed, dini)).asking
  const notAge = letters.map((each) => ({ ...each, ct: 'AAAA' }))
  await expect(asking(dini, { letters: notAge })).rejects.toMatchObject({ code: 'wbs_not_age' })
  await owner`insert into share_holders select id, ${dini.key.holder} from reports`
  await expect(asking(dini)).rejects.toMatchObject({ code: 'custodian_reads' })
  await owner`delete from share_holders where holder = ${dini.key.holder}`
  await owner`update reports set is_frozen = true`
  await expect(asking(dini)).rejects.toMatchObject({ code: 'wbs_frozen' })
  await owner`update reports set is_frozen = false, state = 'closed'`
  await expect(asking(dini)).rejects.toMatchObject({ code: 'wrong_state' })
  await owner`update reports set state = 'investigating'`
  await owner`delete from seals`
  await expect(asking(dini)).rejects.toMatchObject({ code: 'wbs_no_seal' })
  expect(await states()).toEqual([])
})

test('one question at a time; the same sent again is no other, and an old one cannot be played again', async () => {
  const { dini, sabar } = sealed.at
  const first = await ask(owner, sealed, dini, {}, today)
  await as(dini, (tx, officer) => askForIdentity(tx, officer, first.asking, today))
  await expect(ask(owner, sealed, sabar, {}, today)).rejects.toMatchObject({ code: 'wbs_seal_requested' })
  await reporterAnswers(sealed, first.request, false)
  await expect(ask(owner, sealed, dini, {}, today)).rejects.toMatchObject({ code: 'wbs_seal_requested' })
  await ask(owner, sealed, sabar, { nonce: 'm' }, today)
  expect(await states()).toEqual(['refused', 'asked'])
  await expect(opens(sabar, first)).rejects.toMatchObject({ code: 'not_found' })
})

test('what was allowed is over after ten working days, and a custodian who reads the report hands nothing on', async () => {
  const { dini, eka, fitri, gita } = sealed.at
  const asked = await ask(owner, sealed, dini, {}, today)
  await reporterAnswers(sealed, asked.request, true)
  await owner`insert into wraps (report_id, ring, epoch, holder, ct)
    select id, 'catatan', 0, ${eka.key.id}, 'x' from reports`
  await expect(custodianAnswers(eka, 'shared')).rejects.toMatchObject({ code: 'custodian_reads' })
  await custodianAnswers(fitri, 'shared')
  const again = { request: (await requestIds())[0] ?? '', answer: 'declined' as const, ct: await ciphertext() }
  const answering = (who: Person, on = today) => as(who, (tx, officer) => answerAsCustodian(tx, officer, again, on))
  await expect(answering(fitri)).rejects.toMatchObject({ code: 'wbs_already_answered' })
  await expect(answering(dini)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(answering(gita, '2999-01-01')).rejects.toMatchObject({ code: 'wrong_state' })
  await owner`delete from wraps where holder = ${dini.key.id}`
  await expect(custodianAnswers(gita, 'shared')).rejects.toMatchObject({ code: 'wbs_asker_left' })
  await owner`update seal_requests set due_on = '2026-01-01'`
  expect(await as(gita, (tx, officer) => listCustodianTasks(tx, officer, today))).toEqual([])
})

test('with the identity go its shares, its questions, and what custodians handed on', async () => {
  const { dini, eka, fitri } = sealed.at
  const asked = await ask(owner, sealed, dini, {}, today)
  await reporterAnswers(sealed, asked.request, true)
  for (const who of [eka, fitri]) await custodianAnswers(who, 'shared')
  await transactWbs((tx) => removeSeal(tx, sealed.report, today))
  for (const table of ['seals', 'seal_shares', 'seal_requests', 'seal_answers'])
    expect(await owner`select from ${owner(table)}`, table).toHaveLength(0)
  await expect(opens(dini, asked)).rejects.toMatchObject({ code: 'not_found' })
  expect((await events()).at(-1)).toBe('identity_removed')
})

async function requestIds(): Promise<string[]> {
  return (await owner`select id from seal_requests order by number`).map(({ id }) => id)
}

test('whoever goes out of a report leaves no open question behind: their successor asks anew', async () => {
  const { dini, sabar } = sealed.at
  const { report } = sealed
  await ask(owner, sealed, dini)
  await as(dini, (tx, officer) =>
    leaveReport(tx, officer, signedFarewell(dini, report, 'transfer', { on: today }), today),
  )
  expect(await states()).toEqual(['lapsed'])
  await ask(owner, sealed, sabar)
  expect(await states()).toEqual(['lapsed', 'asked'])
  expect(await events()).toEqual(['identity_asked', 'identity_lapsed', 'left_transfer', 'identity_asked'])
})
