import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { reportState } from '@/db/wbs/schema'
import { addDays } from '@/lib/civil-date'
import { readCase } from '@/lib/wbs/case.server'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, openNotesOf, sentReport, take } from '@/lib/wbs/handling.fixture'
import type { StepInput } from '@/lib/wbs/handling.server'
import { officeInbox } from '@/lib/wbs/office-inbox.server'
import { requireOfficer } from '@/lib/wbs/officer.server'
import { OFFICER_ROLES } from '@/lib/wbs/officer-roles'
import { office, type Person, person } from '@/lib/wbs/people.fixture'
import { ciphertext, keepKeys, ORIGIN, post, publish, signed, signedWithdrawal } from '@/lib/wbs/reporter.fixture'
import { ruleOf, STEP_NAMES, stepsFor } from '@/lib/wbs/steps'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const { ani, budi, citra, dewi } = await office()
const TODAY = '2026-11-02'

beforeEach(async () => {
  await handlingOffice(owner)
})
afterEach(async () => {
  forgetCounts()
  await database.reset()
})

const decides = (who: Person, step: Partial<StepInput>, on = TODAY) => take(owner, 'decide', who, step, on)
const proposes = (who: Person, step: Partial<StepInput>, on = TODAY) => take(owner, 'propose', who, step, on)
const stateOf = async (report: string) => {
  const [row] = await owner`select state, due_on::text as due, feedback_on::text as feedback, is_frozen as frozen,
    is_quarantined as quarantined from reports where id = ${report}`
  return row
}
const setState = (report: string, state: string, due: string | null = '2026-10-30') =>
  owner`update reports set state = ${state}, due_on = ${due} where id = ${report}`
const caseFor = (who: Person, report: string, on = TODAY) =>
  transactWbs(async (tx) => readCase(tx, await requireOfficer(tx, who.key.holder), report, on))

test('a report goes from its receipt to its closing through the hands of several, and each step is told to its reporter', async () => {
  const { report, keys } = await sentReport()
  await openNotesOf(owner, report)
  await owner`update reports set is_quarantined = true where id = ${report}`
  await decides(ani, { report, step: 'acknowledge' })
  expect(await stateOf(report)).toMatchObject({
    ...{ state: 'verifying', due: '2026-11-09', feedback: '2026-12-14', quarantined: false },
  })
  await decides(ani, { report, step: 'clarify', result: 'PERLU_KLARIFIKASI' })
  expect(await stateOf(report)).toMatchObject({ state: 'clarifying', due: '2026-12-02' })
  await decides(ani, { report, step: 'resume' })
  await decides(ani, { report, step: 'accept', result: 'LENGKAP' })
  expect(await stateOf(report)).toMatchObject({ state: 'reviewing', due: '2026-11-20' })
  await decides(budi, { report, step: 'investigate' })
  expect(await stateOf(report)).toMatchObject({ state: 'investigating', due: '2027-01-01', feedback: null })
  await decides(budi, { report, step: 'extend' })
  expect(await stateOf(report)).toMatchObject({ state: 'investigating', due: '2027-01-29' })
  await decides(budi, { report, step: 'examine' })
  await decides(budi, { report, step: 'recommend' })
  await decides(budi, { report, step: 'follow_up' })
  await proposes(citra, { report, step: 'close', result: 'TERBUKTI' })
  expect(await stateOf(report)).toMatchObject({ state: 'following_up' })
  await decides(budi, { report, step: 'close', result: 'TERBUKTI' })
  expect(await stateOf(report)).toMatchObject({ state: 'closed', due: null })
  expect(await owner`select result, acknowledge_days, category from closures where report_id = ${report}`).toEqual([
    { result: 'proven', acknowledge_days: expect.any(Number), category: 'levy' },
  ])

  const { answer } = await post('buka', await signed(keys, 'buka', { after: 0 }))
  expect(
    (answer.events as unknown as { kind: string; role: string }[]).map(({ kind, role }) => `${kind} ${role}`),
  ).toEqual([
    ...['received pelapor', 'acknowledge verifikator', 'clarify verifikator', 'resume verifikator'],
    ...['accept verifikator', 'investigate inspektur', 'extend inspektur', 'examine inspektur'],
    ...['recommend inspektur', 'follow_up inspektur', 'close inspektur'],
  ])
  expect(answer.messages).toHaveLength(11)
})

test('one person cannot reject: another, in the other role, confirms the same result', async () => {
  const { report } = await sentReport()
  await openNotesOf(owner, report)
  await setState(report, 'verifying')
  const spam = { report, step: 'reject' as const, result: 'SPAM' }
  await expect(decides(ani, spam)).rejects.toThrow('wbs_not_proposed')
  await proposes(ani, spam)
  await expect(decides(ani, spam)).rejects.toThrow('wbs_second_person')
  await expect(decides(budi, { ...spam, result: 'TIDAK_BERDASAR' })).rejects.toThrow('wbs_not_proposed')
  await expect(decides(citra, spam)).rejects.toThrow('wbs_not_your_step')
  expect((await caseFor(budi, report)).proposals).toEqual([
    { step: 'reject', result: 'SPAM', keyId: ani.key.id, on: TODAY, isOwn: false },
  ])
  expect(await stateOf(report)).toMatchObject({ state: 'verifying' })
  await expect(decides(budi, { ...spam, concluded: null })).rejects.toThrow('wbs_not_concluded')
  await decides(budi, spam)
  expect(await stateOf(report)).toMatchObject({ state: 'not_processed', due: null })
  expect(await owner`select 1 from proposed_decisions`).toHaveLength(0)
  expect(await owner`select 1 from messages where party = 'recipient' and ring = 'pesan'`).toHaveLength(1)
})

test('who proposed and has lost the role, the key or the report since is no second person', async () => {
  const { report } = await sentReport()
  await openNotesOf(owner, report)
  await setState(report, 'verifying')
  const spam = { report, step: 'reject' as const, result: 'SPAM' }
  await proposes(ani, spam)
  await owner`delete from wraps where holder = ${ani.key.id}`
  await expect(decides(budi, spam)).rejects.toThrow('wbs_not_proposed')
})

test('a report that moves on leaves no proposal behind', async () => {
  const { report } = await sentReport()
  await openNotesOf(owner, report)
  await setState(report, 'verifying')
  await proposes(ani, { report, step: 'reject', result: 'SPAM' })
  await decides(ani, { report, step: 'accept', result: 'LENGKAP' })
  expect(await owner`select 1 from proposed_decisions`).toHaveLength(0)
})

test('a decision leaves no proposal behind that was signed before it', async () => {
  const { report } = await sentReport()
  await openNotesOf(owner, report)
  await setState(report, 'verifying')
  await proposes(ani, { report, step: 'reject', result: 'SPAM' })
  await proposes(citra, { report, step: 'freeze' })
  await decides(ani, { report, step: 'freeze' })
  expect(await owner`select 1 from proposed_decisions`).toHaveLength(0)
})

test('how long an ended report is kept counts anew after it was opened again, however soon it ends again', async () => {
  const { report } = await sentReport()
  await setState(report, 'closed', null)
  await owner`update reports set settled_on = '2026-01-05' where id = ${report}`
  await decides(budi, { report, step: 'reopen' })
  expect(await owner`select settled_on from reports where id = ${report}`).toEqual([{ settled_on: null }])
})

test('a step sent again after a broken line is the same one, and two at once are one', async () => {
  const { report } = await sentReport()
  const input = await decides(ani, { report, step: 'acknowledge' })
  await decides(ani, input)
  expect(await stateOf(report)).toMatchObject({ state: 'verifying' })
  expect(await owner`select 1 from events where kind = 'acknowledge'`).toHaveLength(1)
  const both = await Promise.allSettled([
    decides(ani, { report, step: 'accept', result: 'LENGKAP' }),
    decides(ani, { report, step: 'clarify', result: 'PERLU_KLARIFIKASI' }),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a step that is refused leaves no message, and a message that is refused no step', async () => {
  const { report } = await sentReport()
  const left = async () => (await owner`select 1 from messages where report_id = ${report}`).length
  await expect(decides(ani, { report, step: 'accept', result: 'LENGKAP' })).rejects.toThrow('wrong_state')
  const message = { seq: 2, epoch: 0, ct: Buffer.from('Terima kasih').toString('base64url') }
  await expect(decides(ani, { report, step: 'acknowledge', message })).rejects.toThrow('wbs_not_age')
  const input = await decides(ani, { report, step: 'acknowledge' })
  const clarify = { report, step: 'clarify' as const, result: 'PERLU_KLARIFIKASI' }
  const later = { ...input.message, ct: `${input.message.ct}AAAA` }
  await expect(decides(ani, { ...clarify, message: later })).rejects.toThrow('wbs_wrong_seq')
  await expect(decides(ani, { ...clarify, message: { ...later, seq: 3, epoch: 1 } })).rejects.toThrow('wbs_wrong_epoch')
  expect(await left()).toBe(2)
  expect(await stateOf(report)).toMatchObject({ state: 'verifying' })
})

test('a conversation is stopped by two and opened by one; the reporter is refused meanwhile', async () => {
  const { report, keys } = await sentReport()
  await openNotesOf(owner, report)
  await proposes(citra, { report, step: 'freeze' })
  await decides(ani, { report, step: 'freeze' })
  expect(await stateOf(report)).toMatchObject({ state: 'received', frozen: true })
  const ct = (await decides(ani, { report, step: 'acknowledge' })).message.ct
  const heard = await post('pesan', await signed(keys, 'pesan', { seq: 4, epoch: 0, ct }))
  expect(heard.answer.code).toBe('frozen')
  await decides(citra, { report, step: 'unfreeze' })
  expect(await stateOf(report)).toMatchObject({ frozen: false })
})

test('of a reporter who may not answer nobody says that no answer came; opened again, there are all the days anew', async () => {
  const { report } = await sentReport()
  await openNotesOf(owner, report)
  await setState(report, 'clarifying')
  await owner`update reports set is_answered = false, is_frozen = true where id = ${report}`
  const lapse = { report, step: 'lapse' as const, result: 'PERLU_KLARIFIKASI' }
  await expect(proposes(ani, lapse)).rejects.toThrow('wbs_may_not_answer')
  await decides(citra, { report, step: 'unfreeze' })
  expect(await stateOf(report)).toMatchObject({ state: 'clarifying', due: '2026-12-02', frozen: false })
  await expect(proposes(ani, lapse)).rejects.toThrow('wbs_too_early')
})

test('a report that ends with its conversation stopped takes new facts, however it ended', async () => {
  const { report, keys } = await sentReport()
  await openNotesOf(owner, report)
  await setState(report, 'verifying')
  await owner`update reports set is_frozen = true where id = ${report}`
  await proposes(ani, { report, step: 'reject', result: 'SPAM' })
  await decides(budi, { report, step: 'reject', result: 'SPAM' })
  expect(await stateOf(report)).toMatchObject({ state: 'not_processed', frozen: false })
  const reply = { seq: 3, epoch: 0, ct: await ciphertext() }
  expect((await post('pesan', await signed(keys, 'pesan', reply))).status).toBe(200)

  const other = await sentReport('pelapor-lain')
  await owner`update reports set is_frozen = true where id = ${other.report}`
  await post('cabut', await signedWithdrawal(other.keys, other.report))
  await decides(budi, { report: other.report, step: 'go_on' })
  expect(await stateOf(other.report)).toMatchObject({ state: 'reviewing', frozen: false })
})

test('after a withdrawal the inspektur may go on for the public interest, and nobody else', async () => {
  const { report, keys } = await sentReport()
  await post('cabut', await signedWithdrawal(keys, report))
  await expect(decides(ani, { report, step: 'go_on' })).rejects.toThrow('wbs_not_your_step')
  await decides(budi, { report, step: 'go_on' })
  expect(await stateOf(report)).toMatchObject({ state: 'reviewing', due: '2026-11-20' })
})

test('to whoever reads no report there is none, whatever the step', async () => {
  const { report } = await sentReport()
  for (const step of STEP_NAMES) await expect(decides(dewi, { report, step })).rejects.toThrow('not_found')
  await expect(caseFor(dewi, report)).rejects.toThrow('not_found')
})

/** `npm run test:wbs` asks every role in every state, `npm test` a quarter of them. */
const EVERY = process.env.WBS_WHOLE ? 1 : 4

test('in no state does the database take a step that the table denies to a role', async () => {
  await database.reset()
  const people = await readersOfEachRole()
  const { report } = await sentReport()
  for (const { key } of people)
    await owner`insert into wraps (report_id, ring, epoch, holder, ct)
      select report_id, ring, epoch, ${key.id}, ct from wraps where holder = ${ani.key.id}`
  const message = { seq: 2, epoch: 0, ct: await ciphertext() }
  let [denied, allowedInAll] = [0, 0]
  for (const [at, state] of reportState.enumValues.entries()) {
    await setState(report, state)
    const of = { state, isFrozen: false, dueOn: '2026-10-30', isAnswered: true, history: [] }
    for (const [place, who] of people.entries()) {
      const allowed = stepsFor(of, { roles: who.key.roles, on: TODAY, reopenDays: 90 })
      allowedInAll += allowed.length
      if ((at + place) % EVERY > 0) continue
      for (const step of STEP_NAMES.filter((each) => !allowed.includes(each))) {
        const result = ruleOf(step).results?.[0] ?? null
        await expect(decides(who, { report, step, result, message })).rejects.toThrow(
          /^(wrong_state|wbs_not_your_step|wbs_answered)$/,
        )
        denied += 1
      }
    }
    expect(await stateOf(report)).toMatchObject({ state })
  }
  // as many stand in the table of steps.test.ts, of a report whose reporter answered
  expect(allowedInAll).toBe(73)
  const asked = reportState.enumValues.length * OFFICER_ROLES.length * STEP_NAMES.length
  if (EVERY === 1) expect(denied).toBe(asked - allowedInAll)
  else expect(denied).toBeGreaterThan(asked / EVERY - allowedInAll)
  expect(await owner`select 1 from messages where party = 'recipient'`).toHaveLength(0)
})

/** One person for each role of the list, who are in it beside the others. */
async function readersOfEachRole(): Promise<Person[]> {
  const people = await Promise.all(OFFICER_ROLES.map((role) => person(role, [role])))
  const everybody = [...(await office()).people, ...people]
  const { signed } = await office({ keys: everybody.map(({ key }) => key) })
  await publish(owner, signed)
  await keepKeys(owner, everybody)
  return people
}

test('a clarification that the reporter answered waits for the office, whatever the office writes since then', async () => {
  const { report, keys } = await sentReport()
  await openNotesOf(owner, report)
  await decides(ani, { report, step: 'acknowledge' })
  await decides(ani, { report, step: 'clarify', result: 'PERLU_KLARIFIKASI' })
  const listed = async () => {
    const [row] = await officeInbox(await transactWbs((tx) => requireOfficer(tx, ani.key.holder)))
    return [row?.part, row?.isReporterLast]
  }
  expect(await listed()).toEqual(['reporter', false])
  const reply = { seq: 4, epoch: 0, ct: await ciphertext() }
  expect((await post('pesan', await signed(keys, 'pesan', reply))).status).toBe(200)
  expect(await listed()).toEqual(['mine', true])
  await owner`insert into messages (report_id, seq, epoch, party, ct, sha256) values (${report}, 5, 0, 'recipient', 'x', 'x')`
  expect(await listed()).toEqual(['mine', false])
  const lapse = { report, step: 'lapse' as const, result: 'PERLU_KLARIFIKASI' }
  await expect(proposes(ani, lapse, addDays(TODAY, 60))).rejects.toThrow('wbs_answered')
  await decides(ani, { report, step: 'resume' })
  await decides(ani, { report, step: 'clarify', result: 'PERLU_KLARIFIKASI' })
  expect(await listed(), 'asked once more').toEqual(['reporter', false])
  await proposes(ani, lapse, addDays(TODAY, 60))
})

test('what the page is told a person may do is what is taken', async () => {
  const { report } = await sentReport()
  expect(await caseFor(ani, report)).toMatchObject({ steps: ['acknowledge', 'freeze'] })
  expect((await caseFor(citra, report)).steps).toEqual(['freeze'])
  const late = await caseFor(ani, report, addDays(TODAY, 400))
  expect(late.urgency).toBe('late')
})
