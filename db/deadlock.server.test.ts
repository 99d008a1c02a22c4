import { expect, test } from 'vitest'
import { onceMore } from './deadlock.server'

const ended = (code: string) =>
  Object.assign(new Error('Failed query'), { cause: Object.assign(new Error(), { code }) })

test('what was ended to break a deadlock runs once more and no third time; any other failure is told at once', async () => {
  const trial = async (...codes: string[]) => {
    let runs = 0
    const run = async () => {
      const code = codes[runs++]
      if (code) throw ended(code)
      return 'done'
    }
    return [await onceMore(run).catch((error) => error.cause.code), runs]
  }
  expect(await trial('40P01')).toEqual(['done', 2])
  expect(await trial('40P01', '40P01')).toEqual(['40P01', 2])
  expect(await trial('23505')).toEqual(['23505', 1])
})
