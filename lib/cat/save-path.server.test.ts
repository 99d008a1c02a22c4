import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { saveAnswers } from './answers.server'
import { CLAIM_COOKIE, sealClaim } from './claim.server'
import { aRunningSession } from './exam.fixture'
import { judgeOutage } from './outage.server'
import { answerRequest } from './room-door.server'

/** What went to the database: statements of the exam room, and transactions of the rest of the product. */
const sent = vi.hoisted((): ('statement' | 'transaction')[] => [])
vi.mock('@/db/client.server', async (original) => {
  const real = await original<typeof import('@/db/client.server')>()
  const counted = (database: ReturnType<typeof real.examDatabase>) =>
    new Proxy(database, {
      apply: (...call) => {
        sent.push('statement')
        return Reflect.apply(...call)
      },
    })
  const transact: typeof real.transact = (...call) => {
    sent.push('transaction')
    return real.transact(...call)
  }
  return { ...real, examDatabase: () => counted(real.examDatabase()), transact }
})

process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'
const database = await testDatabase()
beforeEach(async () => {
  await judgeOutage(new Date()) // as the sweep does every five seconds
  sent.splice(0)
})
afterEach(database.reset)

test('a save of an attempt that is known is one statement through the whole door; the first one reads the attempt too', async () => {
  const [attemptId = ''] = await aRunningSession(database.owner, 1)
  await sendOne(attemptId, 1)
  expect(sent.splice(0)).toEqual(['statement', 'statement'])
  await sendOne(attemptId, 2)
  await sendOne(attemptId, 3)
  expect(sent).toEqual(['statement', 'statement'])
})

test('what twenty candidates save at once goes into one statement', async () => {
  const attempts = await aRunningSession(database.owner, 20)
  const saveAll = (seq: number) =>
    Promise.all(attempts.map((attemptId) => saveAnswers({ attemptId, epoch: 1 }, [change(seq)], new Date())))
  await saveAll(1)
  sent.splice(0)
  await saveAll(2)
  expect(sent).toEqual(['statement'])
})

const change = (seq: number) => ({ seq, item: seq, option: 'a' })

async function sendOne(attemptId: string, seq: number): Promise<void> {
  const { status } = await answerRequest(
    new Request('http://satya.test/api/cat/jawaban', {
      method: 'POST',
      headers: {
        cookie: `${CLAIM_COOKIE}=${sealClaim({ attemptId, epoch: 1 })}`,
        origin: 'http://satya.test',
        host: 'satya.test',
      },
      body: JSON.stringify({ changes: [change(seq)] }),
    }),
  )
  expect(status).toBe(200)
}
