import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeCode } from '@/lib/wbs/code'
import { keysOf, onWork, proofFor, type Work } from './slow-work'

let told: Work[]
beforeEach(() => {
  told = []
  onWork((work) => told.push(work))
})
afterEach(() => vi.unstubAllGlobals())

const percents = (part: Work['part']) => told.filter((work) => work.part === part).map(({ percent }) => percent)

test('where nothing is compiled, the keys of a code tell each percent once, up to the last', async () => {
  vi.stubGlobal('WebAssembly', undefined)
  await keysOf(makeCode(), 'office')
  const heard = percents('keys')
  expect(heard.length).toBeGreaterThan(20)
  expect(heard).toEqual([...new Set(heard)].sort((one, other) => one - other))
  expect(heard.at(-1)).toBe(100)
})

test('a proof of work nears its end with each try and says only then that it is done', async () => {
  await proofFor({ nonce: 'a-nonce', cost: 64, expires: 1, mac: '' })
  const heard = percents('proof')
  expect(heard[0]).toBe(1)
  expect(heard).toEqual([...new Set(heard)].sort((one, other) => one - other))
  expect(heard.filter((percent) => percent === 100)).toEqual([100])
  expect(heard.at(-1)).toBe(100)
})
