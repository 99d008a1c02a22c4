import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { hashPassword } from '@/lib/auth/password.server'
import { seal } from '@/lib/auth/secret.server'
import { normaliseName } from '@/lib/registry/name'
import seeded from './accounts.json'
import { foundUnits } from './structure'

type Seeded = (typeof seeded.accounts)[number] & { id?: string; unit?: string }

/** The agencies that the demonstration accounts belong to. */
export type DemonstrationAgencies = { bkn: number; regional_office: number; province: number }

/**
 * The demonstration accounts of `accounts.json`: their sign-in, and their people with a short career where the population
 * did not make them (`staff.ts`). Those of WBS have ids that are known beforehand, because the list of recipients, in a
 * database of its own, names them (`scripts/wbs-seed.ts`). Runs as the owner of the database, once, after agencies, units and positions; does nothing when the accounts are there.
 */
export async function seedAccounts(sql: postgres.Sql, agencies: DemonstrationAgencies): Promise<void> {
  const passwordHash = await hashPassword(seeded.password)
  await sql.begin(async (tx) => {
    for (const account of seeded.accounts) {
      const [known] = await tx`select from accounts where user_id = ${account.userId}`
      if (!known) await seedAccount(tx, account, agencies[account.agency as keyof DemonstrationAgencies], passwordHash)
    }
  })
}

async function seedAccount(tx: postgres.TransactionSql, account: Seeded, agencyId: number, passwordHash: string) {
  const employeeId = await seedPerson(tx, account, agencyId)
  const id = account.id ?? randomUUID()
  const totpSecret = account.totp ? seal('totp', id, account.totp) : null
  await tx`
    insert into accounts (id, user_id, employee_id, agency_id, letter_number, letter_on, password_hash,
      must_change_password, totp_secret, is_demonstration)
    values (${id}, ${account.userId}, ${employeeId}, ${agencyId}, '800/001/PERAGAAN/2026', '2026-01-05',
      ${passwordHash}, false, ${totpSecret}, true)`
  const held = new Set([account.role, 'employee'])
  for (const role of held) await tx`insert into account_roles (account_id, role) values (${id}, ${role})`
}

async function seedPerson(tx: postgres.TransactionSql, account: Seeded, agencyId: number): Promise<string> {
  const { nip, name, rank, position, unit } = account
  const [known] = await tx<{ id: string }[]>`select id from employees where nip = ${nip}`
  if (known) return known.id
  const id = randomUUID()
  const day = (from: number) => `${nip.slice(from, from + 4)}-${nip.slice(from + 4, from + 6)}`
  const bornOn = `${day(0)}-${nip.slice(6, 8)}`
  const cpnsOn = `${day(8)}-01`
  const sex = nip[14] === '1' ? 'male' : 'female'
  const rankSince = `${Math.max(Number(cpnsOn.slice(0, 4)) + 1, 2023)}-04-01`
  await tx`
    insert into employees (id, agency_id, work_agency_id, nip, name, name_key, birth_place, born_on, sex, status,
      cpns_on, pns_on)
    values (${id}, ${agencyId}, ${agencyId}, ${nip}, ${name}, ${normaliseName(name)}, 'Pangkalpinang', ${bornOn},
      ${sex}, 'pns', ${cpnsOn}, (${cpnsOn}::date + interval '1 year')::date)`
  await tx`
    insert into rank_history (employee_id, effective_on, rank, service_months, decree_number, decree_on, source)
    select ${id}, d.day, d.rank::rank_code, 0, '823/' || extract(year from d.day), d.day - 30, 'seed'
    from (values (${cpnsOn}::date, 'III/a'), (${rankSince}::date, ${rank})) as d (day, rank)
    where d.rank <> 'III/a' or d.day = ${cpnsOn}::date`
  await tx`
    insert into education_history (employee_id, effective_on, level, program, graduated_year, is_appointment_basis, source)
    values (${id}, ${cpnsOn}, '40', 'S-1 Administrasi Publik', ${Number(cpnsOn.slice(0, 4)) - 1}, true, 'seed')`
  await seedPost(tx, id, agencyId, { name: position, unit: unit ?? null }, rankSince)
  return id
}

function echelonOf(post: string): string {
  if (post === 'Kepala Badan Kepegawaian Negara') return 'I.a'
  return post.startsWith('Kepala Bagian') ? 'III.a' : 'II.a'
}

/** The post in the unit of that code, else the agency's first one; a structural one when the title says "Kepala". */
async function seedPost(
  tx: postgres.TransactionSql,
  employeeId: string,
  agencyId: number,
  { name, unit }: { name: string; unit: string | null },
  since: string,
) {
  const isHead = name.startsWith('Kepala')
  const kind = isHead ? 'structural' : / Ahli /.test(name) ? 'functional' : 'executing'
  const grade = / (Ahli \w+)$/.exec(name)?.[1] ?? null
  await tx`
    insert into positions (kind, name, category, grade)
    values (${kind}, ${name}, ${grade ? 'keahlian' : null}, ${grade}) on conflict (kind, name) do nothing`
  await tx`
    insert into units (agency_id, code, name, preorder, last_preorder)
    select ${agencyId}, '01', name, 1, 1 from agencies a
    where a.id = ${agencyId} and not exists (select from units where agency_id = ${agencyId})`
  await foundUnits(tx, agencyId)
  await tx`
    insert into position_history (employee_id, effective_on, position_id, unit_id, echelon, source)
    select ${employeeId}, ${since}, p.id, u.id, ${isHead ? echelonOf(name) : null}, 'seed'
    from positions p, (
      select id from units where agency_id = ${agencyId} order by code = ${unit} desc nulls last, preorder, id limit 1) u
    where p.kind = ${kind} and p.name = ${name}`
}
