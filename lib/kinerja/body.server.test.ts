import { expect, test } from 'vitest'
import { Refusal } from '@/lib/refusal'
import { readBytes } from './body.server'

const no = new Refusal('file_too_large')
const patience = { wholeMs: 200, silenceMs: 60 }

/** A body that sends a byte every so often, as many as it has. */
function drip(everyMs: number, count: number): { body: ReadableStream<Uint8Array>; isCancelled: () => boolean } {
  let left = count
  let isOver = false
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, everyMs))
      if (isOver) return
      if (left-- === 0) controller.close()
      else controller.enqueue(new Uint8Array([1]))
    },
    cancel() {
      isOver = true
    },
  })
  return { body, isCancelled: () => isOver }
}

test('a body that comes in its time is read whole', async () => {
  expect(await readBytes(drip(5, 4).body, 10, no, patience)).toEqual(new Uint8Array([1, 1, 1, 1]))
  expect(await readBytes(null, 10, no, patience)).toHaveLength(0)
})

test('a body that falls silent, or drips for longer than a device waits, is let go', async () => {
  const silent = drip(120, 3)
  await expect(readBytes(silent.body, 10, no, patience)).rejects.toMatchObject({ code: 'too_slow' })
  await expect.poll(silent.isCancelled).toBe(true)
  await expect(readBytes(drip(20, 1_000).body, 10_000, no, patience)).rejects.toMatchObject({ code: 'too_slow' })
})

test('a body that is longer than its limit is refused as soon as it is', async () => {
  const long = drip(1, 1_000)
  await expect(readBytes(long.body, 3, no, patience)).rejects.toBe(no)
  await expect.poll(long.isCancelled).toBe(true)
})
