import 'server-only'
import { asc, eq } from 'drizzle-orm'
import type * as z from 'zod'
import type { Tx } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { agencies, employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import { createAccount } from '@/lib/auth/accounts.server'
import type { Context } from '@/lib/auth/actor'
import type { firstAccountInput } from '@/lib/auth/first-account'
import { Refusal } from '@/lib/refusal'
import { normaliseName } from '@/lib/registry/name'
import { parseNip } from '@/lib/registry/nip'

type Input = z.output<typeof firstAccountInput>

/** BKN Pusat as an empty register gets it. Its real code, office sign and address are set on screen. */
const BKN = {
  code: '0001',
  name: 'Badan Kepegawaian Negara',
  kind: 'bkn',
  headTitle: 'KEPALA BADAN KEPEGAWAIAN NEGARA',
  seat: 'Jakarta',
} as const

/**
 * Opens the first account of an empty installation, for an administrator of BKN, and answers its first password. Makes
 * BKN Pusat when it is missing, and the person. Refuses with first_account_only when there is an account already, and
 * as `createAccount` does.
 */
export function createFirstAccount(context: Context, { name, birthPlace, ...account }: Input): Promise<string> {
  return createAccount(context, { ...account, roles: ['bkn_admin'] }, async (tx) => {
    const [known] = await tx.select({ id: accounts.id }).from(accounts).limit(1)
    if (known) throw new Refusal('first_account_only')
    await addPerson(tx, context, { nip: account.nip, name, birthPlace }, await headquarters(tx, context))
  })
}

async function headquarters(tx: Tx, context: Context): Promise<number> {
  const [found] = await tx
    .select({ id: agencies.id })
    .from(agencies)
    .where(eq(agencies.kind, 'bkn'))
    .orderBy(asc(agencies.id))
    .limit(1)
  if (found) return found.id
  const [made] = await tx.insert(agencies).values(BKN).returning({ id: agencies.id })
  if (!made) throw new Error('the agency was not stored')
  await recordAudit(tx, context, 'agency.update', null, BKN, { agencyId: made.id, subjectId: String(made.id) })
  return made.id
}

async function addPerson(
  tx: Tx,
  context: Context,
  { nip, name, birthPlace }: Pick<Input, 'nip' | 'name' | 'birthPlace'>,
  agencyId: number,
): Promise<void> {
  const parts = parseNip(nip)
  if (parts?.kind !== 'pns') throw new Refusal('invalid', {}, { nip: 'nip_malformed' })
  const row = {
    agencyId,
    workAgencyId: agencyId,
    nip,
    name,
    nameKey: normaliseName(name),
    birthPlace,
    bornOn: parts.bornOn,
    sex: parts.sex,
    status: 'pns' as const,
    cpnsOn: parts.appointedOn,
  }
  const [person] = await tx.insert(employees).values(row).returning({ id: employees.id })
  if (!person) throw new Error('the person was not stored')
  await recordAudit(tx, context, 'employee.create', null, row, {
    agencyId,
    employeeId: person.id,
    subjectId: person.id,
  })
}
