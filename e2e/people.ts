import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import type { Role } from '@/lib/auth/actor'
import type { SessionStage } from '@/lib/auth/session-stage'
import { codeAt, stepAt } from '@/lib/auth/totp'

type Seeded = { password: string; accounts: { userId: string; role: Role; name: string; totp: string | null }[] }

const seeded: Seeded = JSON.parse(readFileSync('db/seed/accounts.json', 'utf8'))

/** The database of the server under test, as its owner: to arrange what no screen does, and to look. */
export const database = postgres(process.env.TEST_DATABASE_URL ?? '', {
  ...{ max: 2, idle_timeout: 5, onnotice: () => {} },
  connection: { TimeZone: 'Asia/Jakarta' }, // the day of the product
})

export const demonstrationPassword = seeded.password

/** The first demonstration account of a role, or another one. */
export function accountOf(role: Role, at = 0) {
  const account = seeded.accounts.filter((each) => each.role === role)[at]
  if (!account) throw new Error(`no demonstration account for ${role}`)
  return account
}

/**
 * Opens a session at once, without the screens of signing in. `userId` picks one of several accounts of a role;
 * `stage` leaves it waiting in a step of signing in.
 */
export async function signInAs(
  context: BrowserContext,
  role: Role,
  userId = accountOf(role).userId,
  stage: SessionStage = 'open',
): Promise<void> {
  const [session] = await database<{ id: string }[]>`
    insert into sessions (account_id, role, stage, expires_at, device)
    select id, ${role}, ${stage}, now() + interval '2 hours', 'Playwright' from accounts where user_id = ${userId}
    returning id`
  const secret = process.env.NEXTAUTH_SECRET
  if (!session || !secret) throw new Error(`no account ${userId}, or no NEXTAUTH_SECRET`)
  const value = await encode({ token: { sid: session.id }, secret })
  const url = process.env.SATYA_URL ?? ''
  await context.addCookies([{ name: 'next-auth.session-token', value, url, httpOnly: true, sameSite: 'Lax' }])
}

/** Types a name and a password into the sign-in page, as a person does. */
export async function typeSignIn(page: Page, userId: string, password: string): Promise<void> {
  await page.goto('/masuk')
  await page.getByLabel('ID pengguna atau NIP').fill(userId)
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** Signs in as a person does, with password and authenticator. Returns the step of the code, which is spent. */
export async function signInByHand(page: Page, { userId, totp }: ReturnType<typeof accountOf>): Promise<number> {
  await typeSignIn(page, userId, demonstrationPassword)
  const { code, step } = freshCode(totp ?? '')
  await page.getByLabel('Kode 6 angka').fill(code)
  await page.getByRole('button', { name: 'Lanjutkan' }).click()
  await page.waitForURL(/\/beranda$/)
  return step
}

/** A code that this authenticator has not used yet: waits for the next one when it has. */
export function freshCode(secret: string, usedStep = -1): { code: string; step: number } {
  const step = Math.max(stepAt(new Date()), usedStep + 1)
  return { code: codeAt(secret.replace(/\s/g, ''), step), step }
}

/** An employee of the demonstration agency who has no account yet. */
export async function personWithoutAccount(): Promise<{ id: string; nip: string; name: string }> {
  const [person] = await database<{ id: string; nip: string; name: string }[]>`
    select e.id, e.nip, e.name from employees e
    join agencies a on a.id = e.agency_id and a.kind = 'province'
    where e.legal_status = '01' and e.deceased_on is null and e.status = 'pns'
      and not exists (select from accounts c where c.employee_id = e.id)
      and e.agency_id = (select c.agency_id from accounts c where c.user_id = ${accountOf('mutation_officer').userId})
    order by random() limit 1`
  if (!person) throw new Error('everybody has an account')
  return person
}

/** The code that a demonstration account's authenticator shows now, good even when a test has just used it. */
export async function codeNow(role: Role): Promise<string> {
  const { userId, totp } = accountOf(role)
  await database`update accounts set totp_last_step = null where user_id = ${userId}`
  return codeAt(totp ?? '', stepAt(new Date()))
}
