import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { loadReference } from '@/db/seed/reference'
import { testDatabase } from '@/db/testing.server'
import { enrolSecondFactor, replaceFirstPassword } from '@/lib/auth/account-security.server'
import { findSession, type Session } from '@/lib/auth/sessions.server'
import { signIn } from '@/lib/auth/sign-in.server'
import { codeAt, newTotpSecret, stepAt } from '@/lib/auth/totp'

process.env.NEXTAUTH_SECRET = 'a secret of the tests that is long enough'
const { owner, reset } = await testDatabase()
afterAll(closeDatabase)
beforeEach(async () => {
  await reset()
  await loadReference(owner, readReferenceRows())
})

const letter = ['--letter', '800/1', '--date', '2026-11-20']
const first = ['--nip', '198001012005011001', '--user', 'admin.bkn', ...letter]
const person = ['--name', 'Budi Santoso', '--birth-place', 'Bogor']

/** The command as an installer calls it. */
async function account(args: readonly string[]) {
  const call = ['--conditions=react-server', '--import', 'tsx', 'scripts/account.ts', ...args]
  const done = promisify(execFile)(process.execPath, call)
  return done.then(
    ({ stdout }) => ({ code: 0, says: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, says: error.stderr }),
  )
}

async function sessionOf(id: string): Promise<Session> {
  const session = await findSession(id, new Date())
  if (!session) throw new Error('no session')
  return session
}

test('an empty register gets BKN and its first administrator, who signs in with the password that was shown', async () => {
  const { code, says } = await account([...first, ...person])
  expect(code).toBe(0)
  const password = /shown once: (\S+)/.exec(says)?.[1] ?? ''

  const now = new Date()
  const id = await signIn({ userId: 'admin.bkn', password, userAgent: null }, now)
  expect(await replaceFirstPassword(await sessionOf(id), 'perahu kertas di muara', now)).toBe('enrol')
  const secret = newTotpSecret()
  await enrolSecondFactor(await sessionOf(id), secret, codeAt(secret, stepAt(now)), now)
  expect(await sessionOf(id)).toMatchObject({
    stage: 'open',
    roles: ['bkn_admin'],
    actor: { name: 'Budi Santoso', role: 'bkn_admin', scope: { kind: 'national' } },
  })
  expect(await owner`select name, kind from agencies`).toMatchObject([
    { name: 'Badan Kepegawaian Negara', kind: 'bkn' },
  ])
  const events = await owner`select event from audit_events where actor_name = 'npm run account' order by seq`
  expect(events.map(({ event }) => event)).toEqual(['agency.update', 'employee.create', 'account.create'])
})

test('a second first administrator is refused, and nothing of them is stored', async () => {
  await account([...first, ...person])
  const again = await account(['--nip', '198102022006042002', '--user', 'lain', ...letter, ...person])
  expect(again).toMatchObject({ code: 1, says: expect.stringContaining('There is an account here already') })
  expect(await owner`select user_id from accounts`).toMatchObject([{ user_id: 'admin.bkn' }])
  expect(await owner`select nip from employees`).toHaveLength(1)
})

test('what is wrong with a call is said, with how to call it', async () => {
  expect(await account([])).toMatchObject({ code: 2, says: expect.stringContaining('Usage:') })
  expect(await account(['--nama', 'x'])).toMatchObject({ code: 2, says: expect.stringContaining('Usage:') })
  expect(await account([...first, '--name', 'Budi'])).toMatchObject({
    code: 2,
    says: expect.stringContaining('birthPlace'),
  })
  expect(await account(first)).toMatchObject({ code: 1, says: expect.stringContaining('NIP') })
})
