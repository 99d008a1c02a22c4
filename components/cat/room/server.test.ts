import { afterEach, expect, test, vi } from 'vitest'
import { ask, Refused } from './server'

afterEach(() => vi.unstubAllGlobals())

const hearing = (status: number, body: object) => {
  vi.stubGlobal('fetch', async () => Response.json(body, { status }))
  return ask('denyut').catch((error) => error)
}

test('an expected no is told by its code; a server that is down or asks for patience is asked again', async () => {
  expect(await hearing(200, { stage: 'running' })).toEqual({ stage: 'running' })
  expect(await hearing(409, { code: 'exam_over' })).toMatchObject({ code: 'exam_over' })
  for (const status of [429, 500, 503]) expect(await hearing(status, { code: 'ask_later' })).not.toBeInstanceOf(Refused)
})

test('in Safe Exam Browser each request carries the proof that the page was given; elsewhere none', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_: string, { headers }: RequestInit) => {
    sent.push(headers)
    return Response.json({})
  })
  await ask('denyut')
  const security = { configKey: '', updateKeys: (done: () => void) => setTimeout(done, 1) }
  vi.stubGlobal('SafeExamBrowser', { security })
  setTimeout(() => {
    security.configKey = 'f'.repeat(64)
  }, 0)
  await ask('denyut')
  await ask('jawaban', { changes: [] })
  expect(sent).toEqual([
    {},
    { 'x-exam-browser-page': 'f'.repeat(64) },
    { 'x-exam-browser-page': 'f'.repeat(64), 'content-type': 'application/json' },
  ])
})
