import { expect, test } from 'vitest'
import { type Challenge, HIGHEST_COST, isSolved, solve } from './proof-of-work'

const challenge = (nonce: string, cost: number): Challenge => ({ nonce, cost, expires: 1_793_000_000, mac: 'mac' })

test('a solution is good for its challenge alone', async () => {
  const asked = challenge('nonce-of-a-test', 8)
  const { solution } = await solve(asked)
  expect(await isSolved(asked, solution)).toBe(true)
  const others = [
    { ...asked, nonce: 'nonce-of-others' },
    { ...asked, cost: 4000 },
    { ...asked, expires: asked.expires + 1 },
  ]
  expect(await Promise.all(others.map((other) => isSolved(other, solution)))).toEqual([false, false, false])
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 60]) expect(await isSolved(asked, wrong)).toBe(false)
})

test('a challenge takes about as many tries as it costs', async () => {
  let tries = 0
  for (let index = 0; index < 60; index++) tries += (await solve(challenge(`challenge-${index}`, 6))).solution + 1
  expect(tries / 60).toBeGreaterThan(3)
  expect(tries / 60).toBeLessThan(12)
})

test('a browser does not work for a challenge that would never end', async () => {
  for (const cost of [0, -1, 0.5, HIGHEST_COST + 1, Number.NaN])
    await expect(solve(challenge('challenge', cost))).rejects.toMatchObject({ code: 'wrong_challenge' })
})
