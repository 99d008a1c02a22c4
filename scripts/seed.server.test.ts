import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { findBegun } from '@/db/seed/begun'
import { testDatabase } from '@/db/testing.server'

const { owner, ownerUrl, reset } = await testDatabase()
const env = { ...process.env, DATABASE_URL: ownerUrl, NEXTAUTH_SECRET: 'a secret of the tests that is long enough' }
const call = (args: readonly string[]) => ['--conditions=react-server', '--import', 'tsx', 'scripts/seed.ts', ...args]
beforeEach(async () => {
  await reset()
  await owner`comment on table agencies is null`
})

/** The command as an installer calls it. */
async function seed(...args: string[]) {
  const done = promisify(execFile)(process.execPath, call(args), { env })
  return done.then(
    ({ stdout }) => ({ code: 0, says: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, says: error.stderr }),
  )
}

/** Kills the command once it holds: the database is the first to see how far it is. */
async function killWhen(args: string[], holds: (said: string) => Promise<boolean>) {
  const child = spawn(process.execPath, call(args), { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  await expect.poll(() => holds(said), { timeout: 60_000, interval: 20 }).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const peopleIn = async () => (await owner`select count(*)::int as count from employees`)[0]?.count

test('a seed that is killed among its people leaves nobody, and another one of any size begins anew', async () => {
  await killWhen(['--employees', '30000'], async (said) => said.includes('5,000 of 30,000'))
  expect(await peopleIn()).toBe(0)
  const { code, says } = await seed('--employees', '300')
  expect(says).toMatch(/^3\d\d employees with/m)
  expect(code).toBe(0)
  expect(await findBegun(owner)).toBeUndefined()
}, 120_000)

test('a seed that is killed after its people is completed by the same one, and refuses to be another', async () => {
  await killWhen(['--employees', '300'], async () => (await findBegun(owner)) !== undefined)
  const people = await peopleIn()
  expect(people).toBeGreaterThanOrEqual(300)
  for (const other of [
    ['--employees', '400'],
    ['--employees', '300', '--seed', '7'],
  ]) {
    const refused = await seed(...other)
    expect(refused.says).toContain('`npm run seed -- --employees 300 --seed 1945` completes it')
    expect(refused.code).toBe(2)
  }
  const completed = await seed('--employees', '300')
  expect(completed.says).toContain('The rest of an interrupted demonstration of 300 employees')
  const [account] = await owner`select count(*)::int as count from accounts where is_demonstration`
  expect(account?.count).toBeGreaterThan(10)
  expect(await peopleIn()).toBeGreaterThanOrEqual(people)

  const again = await seed('--employees', '300')
  expect(again).toMatchObject({ code: 2, says: expect.stringContaining('The register is not empty.') })
}, 120_000)
