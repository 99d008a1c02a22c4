import { expect, test } from 'vitest'
import { besideAims } from './figures-and-aims'

test('a figure stands beside its aim, met up to the limit itself, and one without an aim by itself', () => {
  const aims = { ratio: { atLeast: 0.5 }, saveP99Ms: { atMost: 50 }, lost: { atMost: 0 } }
  expect(besideAims({ ratio: 0.38, saveP99Ms: 50, lost: 1, candidates: 2_000 }, aims)).toEqual({
    ratio: { figure: 0.38, aim: 'at least 0.5', isMet: false },
    saveP99Ms: { figure: 50, aim: 'at most 50', isMet: true },
    lost: { figure: 1, aim: 'at most 0', isMet: false },
    candidates: { figure: 2_000, aim: '', isMet: '' },
  })
})
