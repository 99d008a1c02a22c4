import { afterEach, expect, test, vi } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { examDatabase } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { saveAnswers } from './answers.server'
import { brokenAt } from './chain'
import { aRunningSession } from './exam.fixture'

const database = await testDatabase()
afterEach(database.reset)

const NOW = () => new Date()
const save = (attemptId: string, seqs: number[], epoch = 1, option: string | null = 'a', by = saveAnswers) =>
  by(
    { attemptId, epoch },
    seqs.map((seq) => ({ seq, item: ((seq - 1) % 110) + 1, option })),
    NOW(),
  )

/** The same as another process of the server has it, which knows nothing yet. */
async function anotherProcess(): Promise<typeof saveAnswers> {
  vi.resetModules()
  return (await import('./answers.server')).saveAnswers
}

async function eventsOf(attemptId: string) {
  const rows = await database.owner<
    { seq: number; client_seq: number; item: number; option: string | null; at: string; link: string }[]
  >`select * from exam_answer_events where attempt_id = ${attemptId} order by seq`
  return rows.map((row) => ({
    attempt: attemptId,
    item: row.item,
    option: row.option,
    seq: row.seq,
    ts: new Date(Number(row.at)).toISOString(),
    link: row.link,
    clientSeq: row.client_seq,
  }))
}

async function one(): Promise<string> {
  const [id] = await aRunningSession(database.owner, 1)
  return id ?? ''
}

test('what is acknowledged stands in the database, chained without a gap, with the head at the attempt', async () => {
  const id = await one()
  const saved = await save(id, [1, 2, 3])
  expect(saved.savedSeq).toBe(3)
  expect(saved.secondsLeft).toBeGreaterThan(5900)
  await save(id, [4], 1, null)
  const events = await eventsOf(id)
  expect(events.map(({ seq, clientSeq, option }) => [seq, clientSeq, option])).toEqual([
    [1, 1, 'a'],
    [2, 2, 'a'],
    [3, 3, 'a'],
    [4, 4, null],
  ])
  expect(brokenAt(events)).toBeUndefined()
  const [attempt] = await database.owner`select event_count, head from exam_attempts where id = ${id}`
  expect(attempt).toEqual({ event_count: 4, head: events[3]?.link })
})

test('the same piece sent again, by itself or at once, is kept once', async () => {
  const id = await one()
  const answers = await Promise.all([save(id, [1, 2]), save(id, [1, 2]), save(id, [1, 2, 3]), save(id, [3, 4])])
  expect(answers.map(({ savedSeq }) => savedSeq)).toEqual([2, 2, 3, 4])
  const restarted = await anotherProcess()
  expect((await save(id, [1, 2, 3, 4], 1, 'a', restarted)).savedSeq).toBe(4)
  expect((await eventsOf(id)).map(({ clientSeq }) => clientSeq)).toEqual([1, 2, 3, 4])
})

test('nothing is acknowledged that is not kept: a gap is refused, and what filled it is taken from there on', async () => {
  const id = await one()
  await expect(save(id, [5])).rejects.toThrow('changes_missing')
  await expect(save(id, [3])).rejects.toThrow('changes_missing')
  expect(await eventsOf(id)).toEqual([])
  await save(id, [1, 2, 3, 4])
  const restarted = await anotherProcess()
  await expect(save(id, [6], 1, 'a', restarted)).rejects.toThrow('changes_missing')
  await save(id, [5], 1, 'a', restarted)
  expect((await save(id, [6])).savedSeq).toBe(6) // this process has not heard of the fifth
  expect((await eventsOf(id)).map(({ clientSeq }) => clientSeq)).toEqual([1, 2, 3, 4, 5, 6])
})

test('many candidates at once each keep their own chain', async () => {
  const ids = await aRunningSession(database.owner, 60)
  await Promise.all(ids.flatMap((id) => [1, 2, 3, 4, 5].map((seq) => save(id, [seq]))))
  for (const id of ids) {
    const events = await eventsOf(id)
    expect(events).toHaveLength(5)
    expect(brokenAt(events)).toBeUndefined()
  }
})

test('a batch holds its attempts in the order of their ids, and what changed while it waited is seen at once', async () => {
  const ids = await aRunningSession(database.owner, 3)
  const [low = '', middle = '', high = ''] = [...ids].sort()
  await Promise.all(ids.map((id) => save(id, [1])))
  await behind(
    database.owner,
    (tx) => tx`update exam_attempts set last_seen_at = now() where id in (${low}, ${middle})`,
    () => Promise.all([save(high, [2]), save(middle, [2]), save(low, [2])]),
    (tx) => tx`select from exam_attempts where id = ${high} for update nowait`,
  )
  for (const id of ids) expect(brokenAt(await eventsOf(id))).toBeUndefined()
  const [events] = await database.owner`select count(*)::int as count from exam_answer_events`
  expect(events).toEqual({ count: 6 })
})

test('a batch that waits for an attempt keeps nothing of it once it is paused or given to another device meanwhile', async () => {
  const [paused = '', moved = '', free = ''] = (await aRunningSession(database.owner, 3)).sort()
  await Promise.all([paused, moved, free].map((id) => save(id, [1])))
  const [ofPaused, ofMoved, ofFree] = await behind(
    database.owner,
    (tx) => tx`select from exam_attempts where id in (${paused}, ${moved}) order by id for update`,
    () => Promise.allSettled([save(paused, [2]), save(moved, [2]), save(free, [2])]),
    async (tx) => {
      await tx`update exam_attempts set state = 'paused', paused_at = now() where id = ${paused}`
      await tx`update exam_attempts set epoch = 2 where id = ${moved}`
    },
  )
  expect(ofPaused).toMatchObject({ status: 'rejected', reason: { code: 'exam_not_running' } })
  expect(ofMoved).toMatchObject({ status: 'rejected', reason: { code: 'superseded_device' } })
  expect(ofFree).toMatchObject({ status: 'fulfilled', value: { savedSeq: 2 } })
  for (const [id, seqs] of [
    [paused, [1]],
    [moved, [1]],
    [free, [1, 2]],
  ] as const) {
    expect((await eventsOf(id)).map(({ seq }) => seq)).toEqual(seqs)
  }
})

test('two processes that write the same attempt keep one chain, and nothing twice', async () => {
  const id = await one()
  const other = await anotherProcess()
  await save(id, [1])
  await save(id, [2, 3], 1, 'b', other)
  expect((await save(id, [2, 3, 4])).savedSeq).toBe(4)
  expect((await save(id, [3, 4, 5], 1, 'b', other)).savedSeq).toBe(5)
  const events = await eventsOf(id)
  expect(events.map(({ clientSeq, option }) => `${clientSeq}${option}`)).toEqual(['1a', '2b', '3b', '4a', '5b'])
  expect(brokenAt(events)).toBeUndefined()
})

test('a pause, another device and the end are obeyed although this process has not heard of them', async () => {
  const id = await one()
  await save(id, [1])
  await database.owner`update exam_attempts set state = 'paused', paused_at = now() where id = ${id}`
  await expect(save(id, [2])).rejects.toThrow('exam_not_running')
  await database.owner`update exam_attempts set state = 'running', paused_at = null, epoch = 2 where id = ${id}`
  await expect(save(id, [2])).rejects.toThrow('superseded_device')
  expect((await save(id, [1, 2], 2)).savedSeq).toBe(2)
  await database.owner`update exam_attempts set started_at = now() - interval '2 hours' where id = ${id}`
  await expect(save(id, [3], 2)).rejects.toThrow('exam_over')
  expect(await eventsOf(id)).toHaveLength(3)
})

test('an exam that is over by the database’s clock alone is over, until time is added', async () => {
  const [id = ''] = await aRunningSession(database.owner, 1, 6_020)
  const slow = () => saveAnswers({ attemptId: id, epoch: 1 }, [{ seq: 1, item: 1, option: 'a' }], behindBy(60))
  const behindBy = (seconds: number) => new Date(Date.now() - seconds * 1000)
  await expect(slow()).rejects.toThrow('exam_over')
  await database.owner`update exam_attempts set allowed_seconds = allowed_seconds + 60 where id = ${id}`
  expect((await slow()).savedSeq).toBe(1)
})

test('time that was paused or added meanwhile counts at once, for the judgement of an answer and for what the device hears', async () => {
  const [id = ''] = await aRunningSession(database.owner, 1, 5_980)
  expect((await save(id, [1])).secondsLeft).toBeLessThanOrEqual(20)
  await database.owner`
    update exam_attempts
    set paused_seconds = 300, allowed_seconds = 6600, started_at = started_at - interval '25 seconds' where id = ${id}`
  expect((await save(id, [2])).secondsLeft).toBeGreaterThan(800) // 5 seconds after the end that this process knew of
  const [late] = await database.owner`select count(*)::int as events from exam_answer_events where is_late`
  expect(late).toEqual({ events: 0 })
})

test('an attempt that is not there is not found, and an impossible change keeps nothing of its piece', async () => {
  await expect(save('00000000-0000-4000-8000-000000000000', [1])).rejects.toThrow('not_found')
  const id = await one()
  await expect(save(id, [1, 2], 1, 'z')).rejects.toThrow('no_such_option')
  expect(await eventsOf(id)).toEqual([])
})

test('answers are kept by the role that has no key, and it changes no event and no time that was given', async () => {
  await one()
  const exam = examDatabase()
  expect(await exam`select current_role as role`).toEqual([{ role: 'satya_exam' }])
  await expect(exam`update exam_answer_events set option = 'a'`).rejects.toThrow('permission denied')
  await expect(exam`delete from exam_answer_events`).rejects.toThrow('permission denied')
  await expect(exam`update exam_attempts set allowed_seconds = 99999`).rejects.toThrow('permission denied')
})

test('an attempt takes nothing for the end of its chain but a hash as the chain makes it', async () => {
  const id = await one()
  const end = (head: string) => database.owner`update exam_attempts set head = ${head} where id = ${id}`
  for (const wrong of ['', 'a'.repeat(63), 'a'.repeat(65), 'A'.repeat(64), `${'a'.repeat(63)} `, 'g'.repeat(64)])
    await expect(end(wrong)).rejects.toThrow('exam_attempts_head')
  await end('0123456789abcdef'.repeat(4))
})
