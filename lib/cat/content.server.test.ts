import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { answerChanges } from './answers'
import { anExamDay } from './exam-day.fixture'
import { lateAnswers } from './late-answers'
import type { SealedItem } from './room'
import { openContent } from './room-answers.fixture'

process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'

const database = await testDatabase()
afterAll(database.reset)

type Made = {
  content: SealedItem[]
  bank: { best: string; options: string[] }[]
  papers: { options: string[] }[][]
}
let made: Made

beforeAll(async () => {
  const { sessionId } = await anExamDay(database.owner)
  const [session] = await database.owner<{ key: string; sealed: string }[]>`
    select content_key as key, sealed_content as sealed from exam_sessions where id = ${sessionId}`
  const bank = await database.owner<Made['bank'][number][]>`
    select (select option from exam_item_keys where version_id = v.id order by points desc limit 1) as best,
      array(select o ->> 'id' from jsonb_array_elements(v.options) o) as options
    from exam_sessions s, jsonb_array_elements_text(s.content) with ordinality as c (version, place)
      join exam_item_versions v on v.id = c.version::uuid
    where s.id = ${sessionId} order by c.place`
  const papers = await database.owner<{ paper: { options: string[] }[] }[]>`select paper from exam_papers`
  made = {
    content: JSON.parse(openContent(session?.sealed ?? '', session?.key ?? '')),
    bank,
    papers: papers.map(({ paper }) => paper),
  }
})

test('the sealed content calls options by names that were drawn, in their order: not as the bank has them', () => {
  const { content, bank } = made
  expect(content).toHaveLength(110)
  for (const { options } of content) expect(options.map(({ id }) => id)).toEqual(['o1', 'o2', 'o3', 'o4', 'o5'])
  const inOrder = bank.filter(({ options }) => options.join() === 'o1,o2,o3,o4,o5')
  expect(inOrder.length).toBeLessThan(15) // one of 120 by chance
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
