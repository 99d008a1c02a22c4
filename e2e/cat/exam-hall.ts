import { createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import { seal } from '@/components/cat/room/sealed'
import { expect } from '@/e2e/fixtures'
import { database } from '@/e2e/people'
import type { SealedItem } from '@/lib/cat/room'

export type Seated = { attempt: string; number: string; pin: string }

const PIN = '271828'

/** The number of the sessions that are made here; those of the demonstration are lower. */
export const MADE = 9

/** A candidate at the door of a session of its own that is released, with a paper of the demonstration. */
export async function aCandidate(): Promise<Seated> {
  const number = `2490${Date.now()}${randomInt(10)}`
  const [row] = await database<{ attempt: string }[]>`
    with model as (
      select s.*, a.id as attempt_id, a.candidate_id, a.room_id, a.allowed_seconds
      from exam_sessions s join exam_attempts a on a.session_id = s.id
      where s.number <> ${MADE} and s.sealed_content is not null and a.room_id is not null
      order by s.starts_at, a.id limit 1
    ), session as (
      insert into exam_sessions (programme_id, site_id, agency_id, number, starts_at, state, released_at, content,
        content_key, sealed_content)
      select programme_id, site_id, agency_id, ${MADE}, now() + interval '3 days', 'released', now(), content, content_key,
        sealed_content from model returning id
    ), room as (
      insert into exam_session_rooms (session_id, room_id, agency_id)
      select session.id, model.room_id, model.agency_id from session, model
    ), made as (
      select count(*) as before from exam_candidates where nik like '190101550500%'
    ), candidate as (
      insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
        education, diploma_hundredths)
      select c.programme_id, c.formation_id, c.agency_id, ${number}, '190101550500' || lpad((made.before + 1)::text, 4, '0'),
        'Wulan Kusumaningtyas', 'Muntok', '2000-01-01', 'F', 'S-1', 350
      from made, exam_candidates c join model on model.candidate_id = c.id returning id
    ), attempt as (
      insert into exam_attempts (session_id, candidate_id, agency_id, room_id, seat, state, allowed_seconds)
      select session.id, candidate.id, model.agency_id, model.room_id, 7, 'registered', model.allowed_seconds
      from session, candidate, model returning id
    ), paper as (
      insert into exam_papers (attempt_id, agency_id, paper)
      select attempt.id, p.agency_id, p.paper from attempt, exam_papers p join model on model.attempt_id = p.attempt_id
    )
    select id as attempt from attempt`
  const attempt = row?.attempt ?? ''
  await database`update exam_attempts set pin_hash = ${pinHash(attempt)} where id = ${attempt}`
  return { attempt, number, pin: PIN }
}

/** A candidate whose paper has these questions, in this order. */
export async function aCandidateWith(items: readonly SealedItem[]): Promise<Seated> {
  const candidate = await aCandidate()
  const key = randomBytes(32).toString('base64')
  const sealed = await seal(items, key)
  const paper = items.map(({ options }, place) => ({ place, section: 'TIU', options: options.map(({ id }) => id) }))
  await database`
    update exam_sessions set content_key = ${key}, sealed_content = ${sealed}
    where id = (select session_id from exam_attempts where id = ${candidate.attempt})`
  await database`update exam_papers set paper = ${database.json(paper)} where attempt_id = ${candidate.attempt}`
  return candidate
}

/** So many of them at the first seats of one session. */
export async function candidatesOfOneSession(count: number): Promise<{ session: string; seated: Seated[] }> {
  const seated: Seated[] = []
  while (seated.length < count) seated.push(await aCandidate())
  const [row] = await database<{ session: string }[]>`
    select session_id as session from exam_attempts where id = ${seated[0]?.attempt ?? ''}`
  const session = row?.session ?? ''
  for (const [at, { attempt }] of seated.entries())
    await database`update exam_attempts set session_id = ${session}, seat = ${at + 1} where id = ${attempt}`
  return { session, seated }
}

/** As `lib/cat/sign-in.server.ts` keeps it; that file loads only where a server runs. */
function pinHash(attempt: string): string {
  const key = Buffer.from(hkdfSync('sha256', process.env.NEXTAUTH_SECRET ?? '', '', 'satya exam-pin', 32))
  return createHmac('sha256', key).update(`${attempt}:${PIN}`).digest('base64url')
}

export async function enter(page: Page, { number, pin }: Pick<Seated, 'number' | 'pin'>): Promise<void> {
  await page.goto('/cat/ruang-ujian')
  await typeSeat(page, { number, pin })
}

export async function typeSeat(page: Page, { number, pin }: Pick<Seated, 'number' | 'pin'>): Promise<void> {
  await page.getByLabel('Nomor peserta').fill(number)
  await page.getByLabel('PIN').fill(pin)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** Comes in to an exam that runs: the first question stands there. */
export async function begin(page: Page, candidate: Pick<Seated, 'number' | 'pin'>): Promise<void> {
  await enter(page, candidate)
  await expect(heading(page)).toContainText('Soal 1')
}

export const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Presses a button that asks once more, and answers it. */
export async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export type Registered = { pin: string; seat: number }

/** The registration desk reads the card of a candidate, as a scanner types it, and hands over what it shows once. */
export async function registerAtDesk(
  desk: Page,
  number: string,
  step = 'Beri PIN dan undi kursi',
  reason?: string,
): Promise<Registered> {
  await desk.getByRole('searchbox', { name: 'Cari nama atau nomor peserta' }).fill(number)
  await desk.keyboard.press('Enter')
  if (reason) await desk.getByRole('dialog').getByLabel('Alasan').fill(reason)
  await desk.getByRole('button', { name: step }).click()
  const pin = (await desk.getByRole('definition').first().innerText()).replace(/\s/g, '')
  const seat = Number.parseInt(await desk.getByRole('definition').last().innerText(), 10)
  await desk.getByRole('button', { name: 'Sudah diserahkan' }).click()
  return { pin, seat }
}

/** Goes on to a question, chooses an option by its words and waits until it is kept. */
export async function choose(page: Page, question: number, words: string): Promise<void> {
  const isHere = (await heading(page).innerText()).startsWith(`Soal ${question} `)
  if (!isHere) await page.getByRole('button', { name: 'Berikutnya' }).click()
  await expect(heading(page)).toContainText(`Soal ${question} `)
  const option = page.getByRole('radio', { name: words })
  await option.check()
  await expect(page.locator('.choice').filter({ has: option }).locator('.saved')).toContainText('Tersimpan')
}

/** Answers a paper from its first question on. */
export async function answerAll(page: Page, options: readonly string[]): Promise<void> {
  for (const [at, option] of options.entries()) await choose(page, at + 1, option)
}

/** Ends the exam before time, asked twice. */
export async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Selesaikan ujian' }).click()
  await page.getByRole('button', { name: 'Lanjut selesaikan ujian' }).click()
  await page.getByRole('button', { name: 'Tutup ujian dan lihat nilai' }).click()
}

/** Waits until this device could come up without a network. */
export async function keptPage(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/cat/ruang-ujian/ujian.js')) !== undefined))
    .toBe(true)
}

/** The options by their place on the paper, as the server holds them. */
export async function answersOf({ attempt }: Seated): Promise<Record<number, string | null>> {
  const rows = await database<{ item: number; option: string | null }[]>`
    select distinct on (item) item, option from exam_answer_events where attempt_id = ${attempt}
    order by item, seq desc`
  return Object.fromEntries(rows.map(({ item, option }) => [item, option]))
}

/** What came too late, in the letters that the candidate saw. */
export async function lateChoicesOf({ attempt }: Seated): Promise<string[]> {
  const rows = await database<{ choices: string }[]>`
    select choices from exam_late_answers where attempt_id = ${attempt} order by received_at`
  return rows.map(({ choices }) => choices)
}

/** Another device, or another PIN, holds the attempt from now on. */
export async function takeAway({ attempt }: Seated): Promise<void> {
  await database`update exam_attempts set epoch = epoch + 1, device = null where id = ${attempt}`
}

/** Waits until the server holds an answer to each of these questions, and to no other. */
export async function expectAnswered(candidate: Seated, ...questions: number[]): Promise<void> {
  await expect.poll(async () => Object.keys(await answersOf(candidate)).map(Number)).toEqual(questions)
}

/** Lets so many minutes of the exam pass at the server: what it remembers of an attempt is that its start never moves. */
export async function passMinutes({ attempt }: Seated, minutes: number): Promise<void> {
  await database`update exam_attempts set allowed_seconds = allowed_seconds - ${minutes * 60} where id = ${attempt}`
}

/** The supervisor's buttons, as the server sees them: the time stands still. */
export async function pause({ attempt }: Seated): Promise<void> {
  await database`update exam_attempts set state = 'paused', paused_at = now() where id = ${attempt}`
}

export async function goOn({ attempt }: Seated): Promise<void> {
  await database`
    update exam_attempts set state = 'running', paused_at = null,
      paused_seconds = paused_seconds + ceil(extract(epoch from now() - paused_at)) where id = ${attempt}`
}

/** By how many seconds the screen's time differs from the server's. */
export async function timeError(page: Page, { attempt }: Seated): Promise<number> {
  const [row] = await database<{ left: number }[]>`
    select (allowed_seconds + paused_seconds - extract(epoch from now() - started_at))::float as left
    from exam_attempts where id = ${attempt}`
  const parts = (await page.locator('.x-time b').innerText()).split(':').map(Number)
  return Math.abs(parts.reduce((sum, part) => sum * 60 + part, 0) - (row?.left ?? 0))
}
