import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import { inspect } from './inspector.server'

const threads = vi.hoisted(() => ({ running: 0, most: 0 }))

vi.mock('./worker-code.server', () => ({ workerCode: () => '' }))
vi.mock('node:worker_threads', () => ({
  /** Answers in a turn of its own, as a thread does. */
  Worker: class extends EventEmitter {
    constructor() {
      super()
      threads.running += 1
      threads.most = Math.max(threads.most, threads.running)
      setImmediate(() => this.emit('message', { ok: true, pageCount: 1 }))
    }

    async terminate() {
      threads.running -= 1
    }
  },
}))

test('one upload is inspected after another, and a crowd is told to wait', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 40 }, () => inspect(new Uint8Array(1))))
  expect(threads.most).toBe(1)
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
  expect(refused).toEqual(Array(10).fill('uploads_waiting'))
  expect(await inspect(new Uint8Array(1))).toEqual({ ok: true, pageCount: 1 })
})
