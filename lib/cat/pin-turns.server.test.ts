import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { Refusal } from '@/lib/refusal'
import { takingPinTurn } from './pin-turns.server'
import { takeRequest } from './room-door.server'

process.env.NEXTAUTH_SECRET = 'a secret for tests, long enough to be one'
await testDatabase()

const NOW = new Date('2027-01-25T00:50:00Z')
const at = (peer: string | undefined, now = NOW) => ({
  right: (isAtSeat = false) =>
    takingPinTurn({ forwardedFor: null, peer }, now, { tryPin: async () => 'in', isAtSeat: async () => isAtSeat }),
  wrong: (code = 'wrong_pin') =>
    takingPinTurn({ forwardedFor: null, peer }, now, {
      tryPin: async () => Promise.reject(new Refusal(code)),
      isAtSeat: async () => false,
    }),
})

test('a hall behind one address signs in, each mistyping once, and whoever goes on guessing waits', async () => {
  const hall = at('10.0.0.1')
  for (let person = 0; person < 500; person++) {
    await expect(hall.wrong()).rejects.toMatchObject({ code: 'wrong_pin' })
    for (let asks = 0; asks < 5; asks++) expect(await hall.right()).toBe('in')
    await expect(hall.wrong('seat_in_use')).rejects.toMatchObject({ code: 'seat_in_use' })
  }
  for (let guess = 0; guess < 100; guess++) await hall.wrong().catch(() => undefined)
  await expect(hall.wrong()).rejects.toMatchObject({ code: 'too_many_wrong_pins' })
  await expect(hall.right()).rejects.toMatchObject({ code: 'too_many_wrong_pins' })
  expect(await hall.right(true)).toBe('in') // after a crash, at the same machine
  expect(await at('10.0.0.2').right()).toBe('in')
  const aMinuteLater = new Date(NOW.getTime() + 60_000)
  expect(await at('10.0.0.1', aMinuteLater).right()).toBe('in')
})

test('while the database stands still nobody is told of wrong PINs, and what it did not answer is none', async () => {
  const tries = Array.from({ length: 600 }, () => {
    let settle = (_: Error | null) => {}
    const answered = new Promise<string>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve('in'))
    })
    const tried = takingPinTurn({ forwardedFor: null, peer: '10.0.0.9' }, NOW, {
      tryPin: () => answered,
      isAtSeat: async () => false,
    }).catch(({ message }: Error) => message)
    return { settle, tried }
  })
  await expect(at('10.0.0.9').right()).rejects.toMatchObject({ code: 'ask_later' })
  for (const [n, { settle }] of tries.entries()) settle(n % 2 === 0 ? new Error('no connection') : null)
  await Promise.all(tries.map(({ tried }) => tried))
  for (let guess = 0; guess < 599; guess++)
    await at('10.0.0.9')
      .wrong()
      .catch(() => undefined)
  expect(await at('10.0.0.9').right()).toBe('in')
})

test('guesses that are sent all at once are as many as those sent one after the other', async () => {
  const guesses = Array.from({ length: 800 }, () =>
    at('10.0.0.8')
      .wrong()
      .catch(({ code }: Refusal) => code),
  )
  const codes = await Promise.all(guesses)
  expect(codes.filter((code) => code === 'wrong_pin')).toHaveLength(600)
})

test('an address that nobody knows is limited by the PIN itself alone', async () => {
  const unknown = at(undefined)
  for (let guess = 0; guess < 700; guess++) await unknown.wrong().catch(() => undefined)
  expect(await unknown.right()).toBe('in')
})

test('the door of the server knows who holds the connection', async () => {
  const server = createServer((request, response) => takeRequest(request, response, console.error))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const guesses = at('127.0.0.1', new Date())
  for (let guess = 0; guess < 600; guess++) await guesses.wrong().catch(() => undefined)
  const origin = `http://127.0.0.1:${port}`
  const body = JSON.stringify({ number: '1', pin: '000000' })
  const answer = await fetch(`${origin}/api/cat/masuk`, { method: 'POST', headers: { origin }, body })
  expect([answer.status, await answer.json()]).toEqual([409, { code: 'too_many_wrong_pins' }])
  server.close()
})
