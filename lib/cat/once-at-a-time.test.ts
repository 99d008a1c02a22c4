import { expect, test } from 'vitest'
import { onceAtATime } from './once-at-a-time'

type Held = { key: string; asker: string; resolve: (value: string) => void; reject: (error: Error) => void }

/** Work that ends when the test says so. */
function heldWork() {
  const begun: Held[] = []
  const ask = onceAtATime(
    (key: string, asker: string) =>
      new Promise<string>((resolve, reject) => {
        begun.push({ key, asker, resolve, reject })
      }),
  )
  return { begun, ask, names: () => begun.map(({ key, asker }) => `${key} ${asker}`) }
}

test('whoever asks for the same while it is under way gets what comes of it, and another thing is worked on beside it', async () => {
  const { begun, ask, names } = heldWork()
  const answers = [ask('session 1', 'first'), ask('session 1', 'second'), ask('session 2', 'third')]
  expect(names()).toEqual(['session 1 first', 'session 2 third'])
  begun[1]?.resolve('two')
  begun[0]?.resolve('one')
  expect(await Promise.all(answers)).toEqual(['one', 'one', 'two'])
})

test('what has ended is worked on again, be it that it failed for all who waited', async () => {
  const { begun, ask, names } = heldWork()
  const answers = Promise.allSettled([ask('session 1', 'first'), ask('session 1', 'second')])
  begun[0]?.reject(new Error('no connection'))
  expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = ask('session 1', 'third')
  expect(names()).toEqual(['session 1 first', 'session 1 third'])
  begun[1]?.resolve('one')
  expect(await again).toBe('one')
})
