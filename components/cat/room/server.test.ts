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
