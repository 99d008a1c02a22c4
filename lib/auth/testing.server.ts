import 'server-only'
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import type { Sql } from 'postgres'
import type { Role } from '@/lib/auth/actor'
import { hashPassword } from '@/lib/auth/password.server'
import { seal } from '@/lib/auth/secret.server'

process.env.NEXTAUTH_SECRET ??= 'a secret for tests, as long as it should be'

export type TestAccount = { id: string; userId: string; employeeId: string; password: string; totp: string }

let people = 0

/** An agency with one unit, for tests. */
export async function testAgency(owner: Sql, kind: string, servedById: number | null = null): Promise<number> {
  const [agency] = await owner<{ id: number }[]>`
    insert into agencies (code, name, kind, served_by_id)
    values (${randomUUID().slice(0, 8)}, ${`Instansi ${kind}`}, ${kind}, ${servedById}) returning id`
  if (!agency) throw new Error('no agency')
  await owner`insert into units (agency_id, code, name) values (${agency.id}, '01', 'Unit')`
  return agency.id
}

/** A person of an agency. */
export async function testEmployee(owner: Sql, agencyId: number): Promise<string> {
  const nip = `19850614201103${(people % 2) + 1}${String((people++ % 999) + 1).padStart(3, '0')}`
  const [employee] = await owner<{ id: string }[]>`
    insert into employees (agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status, cpns_on,
      unit_id)
    values (${agencyId}, ${agencyId}, ${nip}, 'Tini Sukmawardani', 'TINI SUKMAWARDANI', 'Muntok', '1985-06-14', 'female',
      'pns', '2011-03-01', (select min(id) from units where agency_id = ${agencyId})) returning id`
  if (!employee) throw new Error('no employee')
  return employee.id
}

/** An active account that owes nothing: its password is its own, its authenticator is enrolled. */
export async function testAccount(
  owner: Sql,
  agencyId: number,
  held: Role[],
  employeeId?: string,
): Promise<TestAccount> {
  const id = randomUUID()
  const account = {
    id,
    userId: `orang.${id.slice(0, 8)}`,
    employeeId: employeeId ?? (await testEmployee(owner, agencyId)),
    password: 'perahu kertas di kali',
    totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  }
  await owner`
    insert into accounts (id, user_id, employee_id, agency_id, letter_number, letter_on, password_hash,
      must_change_password, totp_secret)
    values (${id}, ${account.userId}, ${account.employeeId}, ${agencyId}, '800/1', '2026-01-05',
      ${await hashPassword(account.password)}, false, ${seal('totp', id, account.totp)})`
  for (const role of held) await owner`insert into account_roles (account_id, role) values (${id}, ${role})`
  return account
}

/** An open session of the account in one role, and the cookie's value that carries it. */
export async function testSession(owner: Sql, accountId: string, role: Role): Promise<{ id: string; token: string }> {
  const [session] = await owner<{ id: string }[]>`
    insert into sessions (account_id, role, stage, expires_at, device)
    values (${accountId}, ${role}, 'open', now() + interval '1 hour', 'Vitest') returning id`
  if (!session) throw new Error('no session')
  return { id: session.id, token: await tokenFor(session.id) }
}

/** The value of the session cookie, as next-auth writes it. */
export function tokenFor(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: process.env.NEXTAUTH_SECRET ?? '' })
}
