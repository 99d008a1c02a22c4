import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { answerChanges } from './answers'
import { anExamDay, examPerson } from './exam-day.fixture'
import { prepareSession } from './exam-day.server'
import { lateAnswers } from './late-answers'
import type { SealedItem } from './room'
import { openContent } from './room-answers.fixture'

process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'

const database = await testDatabase()
afterAll(database.reset)

type Made = {
  content: SealedItem[]
  bank: { best: string; options: string[] }[]
  papers: { place: number; options: string[] }[][]
  statements: number
}
let made: Made

beforeAll(async () => {
  const day = await anExamDay(database.owner)
  const { sessionId } = day
  await database.owner`update exam_item_versions set options = jsonb_set(options, '{4,isFixed}', 'true')`
  await database.owner`delete from exam_papers`
  await database.owner`update exam_sessions set state = 'planned'`
  await database.owner`create sequence statements_of_papers`
  await database.owner`
    create function count_statement() returns trigger language plpgsql security definer as $$
      begin perform nextval('statements_of_papers'); return null; end $$`
  await database.owner`
    create trigger count_statement after insert on exam_papers for each statement execute function count_statement()`
  await prepareSession(examPerson(day), sessionId)
  const [counted] = await database.owner<{ statements: number }[]>`
    select last_value::int as statements from statements_of_papers`
  await database.owner`drop function count_statement cascade`
  const [session] = await database.owner<{ key: string; sealed: string }[]>`
    select content_key as key, sealed_content as sealed from exam_sessions where id = ${sessionId}`
  const bank = await database.owner<Made['bank'][number][]>`
    select (select option from exam_item_keys where version_id = v.id order by points desc limit 1) as best,
      array(select o ->> 'id' from jsonb_array_elements(v.options) o) as options
    from exam_sessions s, jsonb_array_elements_text(s.content) with ordinality as c (version, place)
      join exam_item_versions v on v.id = c.version::uuid
    where s.id = ${sessionId} order by c.place`
  const papers = await database.owner<{ paper: Made['papers'][number] }[]>`select paper from exam_papers`
  made = {
    content: JSON.parse(openContent(session?.sealed ?? '', session?.key ?? '')),
    bank,
    papers: papers.map(({ paper }) => paper),
    statements: counted?.statements ?? 0,
  }
})

test('the papers of a whole session are written at once, however many sit it', () => {
  expect(made.papers.length).toBeGreaterThan(1)
  expect(made.statements).toBe(1)
})

test('the sealed content calls options by names that were drawn, in their order: not as the bank has them', () => {
  const { content, bank } = made
  expect(content).toHaveLength(110)
  for (const { options } of content) expect(options.map(({ id }) => id)).toEqual(['o1', 'o2', 'o3', 'o4', 'o5'])
  const inOrder = bank.filter(({ options }) => options.join() === 'o1,o2,o3,o4,o5')
  expect(inOrder.length).toBeLessThan(15) // one of 120 by chance
})

test('the last option of each item stays at its place, and the content says nothing of that', () => {
  const places = made.papers.flat()
  expect(places.every(({ place, options }) => options[4] === made.bank[place]?.options[4])).toBe(true)
  expect(places.some(({ place, options }) => options[0] !== made.bank[place]?.options[0])).toBe(true)
  const said = made.content.flatMap(({ options }) => options.flatMap((option) => Object.keys(option)))
  expect([...new Set(said)].sort()).toEqual(['body', 'id'])
})

test('the right option is called by each name about as often, and so stands at each place', () => {
  for (const name of ['o1', 'o2', 'o3', 'o4', 'o5']) {
    const often = made.bank.filter(({ best }) => best === name).length
    expect(often).toBeGreaterThan(3) // 22 of 110 on average
    expect(often).toBeLessThan(50)
  }
})

test('the doors take every option that stands on a paper', () => {
  for (const { options } of made.papers.flat()) {
    const changes = options.map((option, at) => ({ seq: at + 1, item: 1, option }))
    expect(answerChanges.safeParse({ changes }).success).toBe(true)
    expect(lateAnswers.safeParse({ epoch: 1, changes }).success).toBe(true)
  }
})
