import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { anAgency } from '@/lib/registry/register.fixture'
import { announcedFile, announcedPage } from './announced.server'
import { announcing } from './announcing.fixture'
import { demonstrationNumber } from './demonstration'
import { discloseProgramme, sessionFile } from './disclosure.server'
import { anExamDay, attemptAt, type ExamDay, examTests, strangersKnowledge } from './exam-day.fixture'
import type { RulingKind } from './ruling'
import { decideRuling, proposeRuling, rulingsOf } from './ruling.server'

const database = await examTests()

let day: ExamDay
beforeEach(async () => {
  day = await anExamDay(database.owner)
})

const { manager, colleague, heldAndClosed, publish, bringIn } = announcing(database.owner, () => day)

const SAT = 1 // of the demonstration: examined again
const ABSENT = 5 // and who was not
const EARLIER = { TWK: 100, TIU: 120, TKP: 200 }

/** What both had reached in another agency's selection of 2023. Answers the session. */
async function reachedEarlier(): Promise<string> {
  const agencyId = await anAgency(database.owner, 'Pemerintah Kota Uji')
  const [made] = await database.owner<{ session: string }[]>`
    with formation as (
      insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind, vacancies)
      select id, ${agencyId}, 'L-1', 'Analis', 'S-1', 'Muntok', 'umum', 1 from exam_programmes where code = 'SKD-2023'
      returning *
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select f.programme_id, f.id, f.agency_id, 'L-' || n.number, c.nik, 'Peserta', 'Muntok', '1997-08-15', 'M', 'S-1', 345
      from formation f, unnest(${[SAT, ABSENT].map(demonstrationNumber)}::text[]) n(number)
      join exam_candidates c on c.number = n.number and c.programme_id = ${day.programmeId} returning *
    ), site as (
      insert into exam_sites (agency_id, name, address, time_zone)
      values (${agencyId}, 'Gedung', 'Jalan', 'Asia/Jakarta') returning id
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state, closed_at, root)
      select f.programme_id, site.id, f.agency_id, 1, now(), 'closed', now(), ${'a'.repeat(64)} from formation f, site
      returning *
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, allowed_seconds, state)
      select session.id, candidate.id, session.agency_id, 6000, 'finished' from session, candidate returning *
    ), score as (
      insert into exam_scores (attempt_id, agency_id, scores, total, is_above_grade, findings, scored_at)
      select id, agency_id, ${database.owner.json(EARLIER)}, 420, true, '[]', now() from attempt
    )
    select id as session from session`
  return made?.session ?? ''
}

async function ruled(kind: RulingKind, at: number): Promise<void> {
  const reason = 'Memilih nilai 2023 pada waktu pendaftaran'
  const numbers = [demonstrationNumber(at)]
  await proposeRuling(manager(), { id: day.programmeId, kind, stage: 'first', numbers, reason })
  const waiting = (await rulingsOf(manager(), day.programmeId)).find(({ decidedAt }) => !decidedAt)
  await decideRuling(colleague(), { id: waiting?.id ?? '' })
}

const lineOf = async (id: string, at: number) => {
  const { lines } = await announcedPage(id, { formation: null, number: demonstrationNumber(at), page: 1 }, new Date())
  return lines[0]
}

test('who was not examined again is ranked by the score of then, in both stages, and the script leaves whose it is to people', async () => {
  await expect(ruled('earlier_score', ABSENT)).rejects.toMatchObject({
    code: 'earlier_not_found',
    facts: { number: demonstrationNumber(ABSENT), programme: 'SKD-2023' },
  })
  const session = await reachedEarlier()
  await heldAndClosed([110, 5])
  await ruled('earlier_score', ABSENT)
  await ruled('earlier_score', SAT)
  const first = await publish()
  const earlier = { programme: 'SKD-2023', session }
  expect(await lineOf(first.id, ABSENT)).toMatchObject({ scores: EARLIER, place: 2, result: 'P/L', earlier })
  const again = await lineOf(first.id, SAT)
  expect(again).toMatchObject({ result: 'TL' })
  expect(again).not.toHaveProperty('earlier') // examined again: the old score is void

  await bringIn(colleague(), [300, 400])
  const final = await publish('final')
  expect(await lineOf(final.id, ABSENT)).toMatchObject({ scores: EARLIER, result: 'P/L', earlier })

  await discloseProgramme(manager(), day.programmeId)
  const names = ['sesi', 'awal', 'akhir'].map((name) => path.join(database.folder, `${name}.json`))
  writeFileSync(names[0] ?? '', await sessionFile(day.sessionId, new Date()))
  writeFileSync(names[1] ?? '', JSON.stringify(await announcedFile(first.id, new Date())))
  writeFileSync(names[2] ?? '', JSON.stringify(await announcedFile(final.id, new Date())))
  const words = ['scripts/verify-exam/verify-exam.mjs', ...names, ...(await strangersKnowledge(day))]
  const number = demonstrationNumber(ABSENT)
  await expect(promisify(execFile)(process.execPath, words)).rejects.toMatchObject({
    code: 3,
    stderr: [
      `Formation F-001: ${number} is ranked by a score of SKD-2023: that it is theirs is not published.`,
      `Scores of session ${session} count in SKD-2024, and its data are not among the files.`,
      '',
    ].join('\n'),
  })

  await ruled('earlier_score_undone', ABSENT)
  expect(await lineOf((await publish('first', 'Salah mencatat pilihan')).id, ABSENT)).toMatchObject({ result: 'TH' })
})

test('where the better score counts, the attempt that gives way is named', async () => {
  await reachedEarlier()
  await database.owner`update exam_programmes set ranking = jsonb_set(ranking, '{earlier,use}', '"better"')
    where code = 'SKD-2024'`
  await heldAndClosed([110, 5])
  await ruled('earlier_score', SAT)
  const { id } = await publish()
  expect(await lineOf(id, SAT)).toMatchObject({ scores: EARLIER, result: 'P/L' })
  const { formations } = await announcedPage(id, { formation: null, number: null, page: 1 }, new Date())
  expect(formations[0]?.replaced).toEqual([(await attemptAt(database.owner, SAT)).id])
})

test('no earlier score counts while nobody confirmed the rule, or where there is none', async () => {
  await reachedEarlier()
  await database.owner`update exam_programmes set is_confirmed = false where code = 'SKD-2024'`
  await expect(ruled('earlier_score', ABSENT)).rejects.toMatchObject({ code: 'earlier_none' })
  await database.owner`update exam_programmes set is_confirmed = true, ranking = ranking - 'earlier' where code = 'SKD-2024'`
  await expect(ruled('earlier_score', ABSENT)).rejects.toMatchObject({ code: 'earlier_none' })
})
