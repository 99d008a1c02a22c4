import { expect, test } from 'vitest'
import { eachFailure, eachInTurn } from './each-in-turn'

test('what fails stops nothing after it, and all that failed is told at the end', async () => {
  const done: string[] = []
  const work = (name: string) => async () => void done.push(name)
  const failing = (name: string) => async () => {
    throw new Error(name)
  }
  const inner = () => eachInTurn([failing('b'), work('c')])
  const all = eachInTurn([
    failing('a'),
    inner,
    () => {
      throw new Error('d')
    },
    work('e'),
  ])
  const error = await all.catch((thrown: unknown) => thrown)
  expect(done).toEqual(['c', 'e'])
  expect(eachFailure(error)).toMatchObject([{ message: 'a' }, { message: 'b' }, { message: 'd' }])
  await eachInTurn([work('f')])
})
