import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import type { Context } from '@/lib/auth/actor'
import { announcedFile, announcedPage } from './announced.server'
import { announcing, writeNextVersion } from './announcing.fixture'
import { publishRanking } from './announcing.server'
import { demonstrationNumber } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { anExamDay, type ExamDay, examPerson, examTests, strangersKnowledge } from './exam-day.fixture'
import type { RulingKind } from './ruling'
import { decideRuling, declineRuling, proposeRuling, rulingsOf } from './ruling.server'
import { approveSettlement, listSettlements, proposeSettlement } from './settlement.server'
import { computeRanking } from './stage-ranking.server'

const database = await examTests()

const REASON = 'Surat pengunduran diri bermeterai tanggal 3 Maret'
const MISTAKE = 'Nilai praktik dua peserta tertukar pada berita acara'
const AFTERWARDS = new Date('2100-01-02T03:00:00Z') // the last day for objections is the one before
const THIRD = '019a0000-0000-7000-8000-00000000000c'

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)
const [one, two, three] = [0, 1, 2].map(demonstrationNumber) as [string, string, string]

const later = (context: Context): Context => ({ ...context, now: AFTERWARDS })

const propose = (kind: RulingKind, numbers: string[], { by = manager(), stage = 'final' as 'first' | 'final' } = {}) =>
  proposeRuling(by, {
    id: day.programmeId,
    kind,
    stage,
    numbers,
    reason: kind === 'correction' ? MISTAKE : REASON,
  })
const waiting = async () => {
  const found = (await rulingsOf(manager(), day.programmeId)).find(({ decidedAt }) => !decidedAt)
  return { id: found?.id ?? '' }
}
async function ruled(kind: RulingKind, numbers: string[]): Promise<void> {
  await propose(kind, numbers)
  await decideRuling(colleague(), await waiting())
}

const told = async (id: string) => {
  const { lines } = await announcedPage(id, { formation: null, number: null, page: 1 }, AFTERWARDS)
  return lines.flatMap(({ number, place, result }) => (result === 'TH' ? [] : [`${number} ${place} ${result}`]))
}

/** The result after the objections, approved by the national committee. */
async function settled(): Promise<string> {
  const ranked = async () => (await computeRanking(later(manager()), day.programmeId, 'final')).fingerprint
  const asked = { id: day.programmeId, stage: 'final' as const }
  await proposeSettlement(later(manager()), { ...asked, fingerprint: await ranked(), reason: MISTAKE })
  const person = later(examPerson(day, THIRD, 'bkn_admin'))
  const committee: Context = { ...person, actor: { ...person.actor, scope: { kind: 'national' } } }
  const [line] = await listSettlements(committee)
  await approveSettlement(committee, { id: line?.id ?? '' })
  const input = { ...asked, fingerprint: await ranked(), objectionsUntil: null, reason: '' }
  return (await publishRanking(later(manager()), input)).id
}

/** What the script of strangers says of the session and these announcements. */
async function scriptSays(...announcements: string[]): Promise<{ code: number; stderr: string }> {
  await discloseProgramme(manager(), day.programmeId)
  const names = ['sesi', ...announcements].map((name) => path.join(database.folder, `${name}.json`))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  for (const [at, id] of announcements.entries())
    writeFileSync(names[at + 1] ?? '', JSON.stringify(await announcedFile(id, AFTERWARDS)))
  const words = ['scripts/verify-exam/verify-exam.mjs', ...names, ...(await strangersKnowledge(day))]
  return promisify(execFile)(process.execPath, words).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }) => ({ code, stderr }),
  )
}

/** Three for two places, of whom the first two pass. */
async function threeFinalists() {
  await heldAndClosed([110, 110, 110])
  const first = await publish()
  await bringIn(colleague(), [450, 440, 430])
  return first.id
}

test('the next in order takes the place of a winner who withdraws after the final result, and the script agrees', async () => {
  const first = await threeFinalists()
  const final = await publish('final')
  expect(await told(final.id)).toEqual([`${one} 1 P/L`, `${two} 2 P/L`, `${three} 3 TL`])

  await propose('withdrawal', [one])
  expect((await computeRanking(later(manager()), day.programmeId, 'final')).formations[0]?.lines[0]?.number).toBe(one)
  await expect(decideRuling(manager(), await waiting())).rejects.toMatchObject({ code: 'own_proposal' })
  await decideRuling(colleague(), await waiting())
  const after = await settled()
  expect(await told(after)).toEqual([`${two} 1 P/L`, `${three} 2 P/L`, `${one} null APS`])
  const { settlement } = await announcedPage(after, { formation: null, number: null, page: 1 }, AFTERWARDS)
  expect(settlement?.changes.map(({ number, cause }) => [number, cause])).toEqual([
    [two, 'others'],
    [three, 'others'],
    [one, 'withdrawn'],
  ])
  const { code, stderr } = await scriptSays(first, final.id, after)
  expect(code).toBe(3)
  expect(stderr).toMatch(/^Formation F-001: attempt \S+ is said to be of somebody who withdrew.*: ask them\.\n$/)
})

test('who withdraws before the second stage needs no scores of it, and counts again once that is undone', async () => {
  await heldAndClosed([110, 110, 110])
  await publish()
  await ruled('withdrawal', [two])
  expect(await bringIn(colleague(), [450, 430])).toEqual({ rows: 3, changed: 0 })
  const final = await publish('final')
  expect(await told(final.id)).toEqual([`${one} 1 P/L`, `${three} 2 P/L`, `${two} null APS`])
  const first = await publish('first', 'Seorang peserta mengundurkan diri')
  expect((await told(first.id)).at(-1)).toBe(`${two} null APS`)

  await ruled('withdrawal_undone', [two])
  const again = await publish('first', 'Pengunduran diri batal')
  expect((await told(again.id)).every((line) => line.endsWith('P/L'))).toBe(true)
})

test('a mistake of the committee is mended after the days for objections, for those it names, by a second person and the national committee', async () => {
  const first = await threeFinalists()
  const final = await publish('final')
  const mend = () => bringIn(colleague(), [420, 440, 430], MISTAKE)
  await expect(mend()).rejects.toMatchObject({ code: 'second_announced', facts: { number: one } })
  await propose('correction', [one])
  await expect(mend()).rejects.toMatchObject({ code: 'second_announced' })
  await decideRuling(colleague(), await waiting())
  await expect(bringIn(colleague(), [420, 441, 430], MISTAKE)).rejects.toMatchObject({
    code: 'second_announced',
    facts: { number: two },
  })
  expect(await mend()).toEqual({ rows: 3, changed: 1 })

  const after = await settled()
  expect(await told(after)).toEqual([`${two} 1 P/L`, `${three} 2 P/L`, `${one} 3 TL`])
  const page = await announcedPage(after, { formation: null, number: null, page: 1 }, AFTERWARDS)
  expect(page).toMatchObject({ version: 2, objectionsUntil: null })
  expect(page.settlement).toMatchObject({
    objections: [],
    corrections: [{ numbers: [one], reason: MISTAKE }],
    isApproved: true,
    changes: [
      { number: two, cause: 'others' },
      { number: three, cause: 'others' },
      { number: one, cause: 'correction', from: { place: 1 }, to: { place: 3 } },
    ],
  })
  await expect(bringIn(colleague(), [450, 440, 430], MISTAKE)).rejects.toMatchObject({ code: 'second_announced' })
  expect(await scriptSays(first, final.id, after)).toEqual({
    code: 3,
    stderr: expect.stringMatching(
      new RegExp(`^Version 2 of .* mends what .* wrong for ${one} \\("${MISTAKE}"\\)\\.\\n$`),
    ),
  })
})

test('a result that is final already is mended the same way, and by nothing else', async () => {
  await threeFinalists()
  await publish('final')
  await ruled('correction', [one])
  await bringIn(colleague(), [420, 440, 430], MISTAKE)
  await settled()
  await expect(settled()).rejects.toMatchObject({ code: 'result_final' })
  await ruled('correction', [two])
  await expect(settled()).rejects.toMatchObject({ code: 'result_final' }) // nothing of it has changed
  await bringIn(colleague(), [420, 410, 430], MISTAKE)
  expect(await told(await settled())).toEqual([`${three} 1 P/L`, `${one} 2 P/L`, `${two} 3 TL`])
})

test('a ruling is proposed of whom a file that is being applied leaves under that number', async () => {
  const proposing = behind(
    database.owner,
    async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${`candidates ${day.programmeId} ${day.agencyId}`}, 0))`
      await tx`update exam_candidates set number = 'X-1' where number = ${one}`
    },
    () => propose('withdrawal', [one]),
  )
  await expect(proposing).rejects.toMatchObject({ code: 'ruling_stranger' })
})

test('a ruling names candidates of the programme whom it changes, once, and is declined with a reason', async () => {
  await expect(propose('correction', [one])).rejects.toMatchObject({ code: 'ruling_unannounced' })
  await expect(propose('withdrawal', [one, 'X-1'])).rejects.toMatchObject({
    code: 'ruling_stranger',
    facts: { number: 'X-1' },
  })
  await expect(propose('withdrawal_undone', [one])).rejects.toMatchObject({ code: 'ruling_needless' })
  await propose('withdrawal', [one, two])
  await expect(propose('withdrawal', [two, three])).rejects.toMatchObject({ code: 'cat.already_proposed' })
  const ref = await waiting()
  await expect(declineRuling(manager(), { ...ref, reason: 'Bukan suratnya' })).rejects.toMatchObject({
    code: 'own_proposal',
  })
  await declineRuling(colleague(), { ...ref, reason: 'Bukan suratnya' })
  await expect(decideRuling(colleague(), ref)).rejects.toMatchObject({ code: 'wrong_state' })
  await ruled('withdrawal', [one])
  await expect(propose('withdrawal', [one])).rejects.toMatchObject({ code: 'ruling_needless', facts: { number: one } })
  const events = await database.owner`select after, reason from audit_events where event = 'exam.rule' order by seq`
  expect(events).toMatchObject([
    { after: { kind: 'withdrawal', numbers: [one, two], proposed: true }, reason: REASON },
    { after: { isAgreed: false }, reason: 'Bukan suratnya' },
    { after: { numbers: [one], proposed: true } },
    { after: { numbers: [one], isAgreed: true } },
  ])
})

test('a correction is of the version that was wrong: another one in between makes it void', async () => {
  await threeFinalists()
  await publish('final')
  await propose('correction', [one])
  await writeNextVersion(database.owner, 'final')
  await expect(decideRuling(colleague(), await waiting())).rejects.toMatchObject({ code: 'stale' })
  expect(await waiting()).not.toEqual({ id: '' })
})

test('another agency neither names candidates nor decides, and the database lets nobody do both', async () => {
  const stranger = examPerson({ ...day, agencyId: day.agencyId + 1 }, undefined, 'exam_manager')
  await expect(propose('withdrawal', [one], { by: stranger })).rejects.toMatchObject({ code: 'ruling_stranger' })
  await propose('withdrawal', [one])
  await expect(
    decideRuling({ ...stranger, actor: { ...stranger.actor, accountId: THIRD } }, await waiting()),
  ).rejects.toMatchObject({ code: 'not_found' })
  const own = database.owner`update exam_rulings set decided_by = proposed_by, decided_name = 'x', decided_at = now()`
  await expect(own).rejects.toThrow('exam_rulings_two')
})
