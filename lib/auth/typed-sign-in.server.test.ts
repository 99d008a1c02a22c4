import { beforeEach, expect, test, vi } from 'vitest'
import { signIn } from '@/lib/auth/sign-in.server'
import { signInTyped } from '@/lib/auth/typed-sign-in.server'
import { log } from '@/lib/log.server'
import { Refusal } from '@/lib/refusal'

vi.mock('@/lib/auth/sign-in.server')
vi.mock('@/lib/log.server', { spy: true })
beforeEach(() => vi.mocked(signIn).mockReset())

const typed = { userId: 'rina.astuti', password: 'perahu kertas di kali' }
const attempt = (given: unknown = typed) => signInTyped(given, null, new Date())

test('what no form sends is tried with no database', async () => {
  for (const given of [null, {}, { ...typed, userId: '\0' }, { ...typed, password: 'a\0' }]) {
    expect(await attempt(given)).toBeNull()
  }
  expect(signIn).not.toHaveBeenCalled()
})

test('a refusal is told by its code and the seconds to wait', async () => {
  vi.mocked(signIn).mockRejectedValueOnce(new Refusal('sign_in_failed'))
  await expect(attempt()).rejects.toThrow(/^sign_in_failed$/)
  vi.mocked(signIn).mockRejectedValueOnce(new Refusal('too_many_attempts', { seconds: 30 }))
  await expect(attempt()).rejects.toThrow(/^too_many_attempts\.30$/)
})

test('a fault is written to the log, and tells whoever asked nothing of itself', async () => {
  const fault = new Error('Failed query: select "id" from "accounts"')
  vi.mocked(signIn).mockRejectedValueOnce(fault)
  await expect(attempt()).rejects.toThrow(/^sign_in_unavailable$/)
  expect(log).toHaveBeenCalledWith('access')
})
