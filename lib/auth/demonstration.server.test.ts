import { afterEach, expect, test } from 'vitest'
import seeded from '@/db/seed/accounts.json'
import { demonstrationAccounts } from './demonstration.server'

const before = process.env.DEMONSTRATION
afterEach(() => {
  if (before === undefined) delete process.env.DEMONSTRATION
  else process.env.DEMONSTRATION = before
})

test('every seeded account stands in one group, and none is shown where there is no demonstration', () => {
  process.env.DEMONSTRATION = 'on'
  const shown = demonstrationAccounts()?.groups.flatMap(({ accounts }) => accounts.map(({ userId }) => userId)) ?? []
  expect([...shown].sort()).toEqual(seeded.accounts.map(({ userId }) => userId).sort())
  process.env.DEMONSTRATION = 'off'
  expect(demonstrationAccounts()).toBeUndefined()
})
