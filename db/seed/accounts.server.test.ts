import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'
import { findSession } from '@/lib/auth/sessions.server'
import { confirmCode, signIn } from '@/lib/auth/sign-in.server'
import { testAgency } from '@/lib/auth/testing.server'
import { codeAt, stepAt } from '@/lib/auth/totp'
import { seedAccounts } from './accounts'
import seeded from './accounts.json'

const database = await testDatabase()
afterAll(database.reset)

test('every demonstration account signs in to its role, and seeding again changes nothing', async () => {
  const agencies = {
    bkn: await testAgency(database.owner, 'bkn'),
    regional_office: await testAgency(database.owner, 'regional_office'),
    province: await testAgency(database.owner, 'province'),
  }
  await seedAccounts(database.owner, agencies)
  await seedAccounts(database.owner, agencies)
  const now = new Date()
  for (const account of seeded.accounts) {
    const id = await signIn({ userId: account.userId, password: seeded.password, userAgent: null }, now)
    const session = await findSession(id, now)
    if (!session) throw new Error(`no session for ${account.userId}`)
    expect(session.actor).toMatchObject({ role: account.role, name: account.name })
    expect(session.stage).toBe(account.totp ? 'code' : 'open')
    if (account.totp) expect(await confirmCode(session, codeAt(account.totp, stepAt(now)), now)).toBe('open')
  }
  const people = await database.owner`select rank, position_name from employees where rank is not null`
  expect(people).toHaveLength(seeded.accounts.length)
})
