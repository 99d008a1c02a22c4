import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { action } from '@/lib/action.server'

vi.mock('@/lib/auth/session.server', () => ({
  currentSession: async () => ({ stage: 'open', actor: { role: 'mutation_officer' } }),
}))

function failingWith(error: Error) {
  return action('promotion.submit', z.object({}), async () => {
    throw error
  })({})
}

test('a database without room is told in a sentence, any other fault is thrown', async () => {
  const full = new Error('Failed query', { cause: Object.assign(new Error('no room'), { code: '53100' }) })
  expect(await failingWith(full)).toMatchObject({ ok: false, refusal: { code: 'disk_full' } })
  await expect(failingWith(new Error('a bug'))).rejects.toThrow('a bug')
})
