import 'server-only'
import { and, asc, eq, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { isUniqueViolation } from '@/db/postgres-error.server'
import { auditEvents } from '@/db/schema/audit'
import { referenceRows } from '@/db/schema/reference'
import { agencies, employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { lastChange } from '@/lib/last-change.server'
import { type Present, Refusal, staleForm } from '@/lib/refusal'
import { ofScope } from '@/lib/registry/employee-scope.server'
import { type BlockInput, deathFault, type StandingInput } from '@/lib/registry/standing'

/** The kinds of kedudukan hukum in force, and the agencies that a person may work at. */
export function listStandings(context: Context) {
  return transact(context, async (tx) => ({
    legalStatuses: await tx
      .select({ code: referenceRows.code, label: sql<string>`${referenceRows.data} ->> 'label'` })
      .from(referenceRows)
      .where(legalStatusesOn(today(context)))
      .orderBy(asc(referenceRows.position)),
    agencies: await tx.select({ id: agencies.id, name: agencies.name }).from(agencies).orderBy(asc(agencies.name)),
  }))
}

/**
 * Records where a person of the own agency stands. Whoever leaves agency or service loses the account at once, and the
 * nominatif is computed again.
 *
 * Refuses not_found, duty.own_file, stale, history.unchanged, and on their fields history.not_in_table,
 * history.in_future, history.before_birth and history.day_of_death, and merge.nik_taken for a day of death that is taken
 * back once another record has the NIK.
 */
export async function changeStanding(context: Context, { id, version, reason, ...typed }: StandingInput) {
  const standing = { ...typed, deathCertificateNumber: typed.deathCertificateNumber || null }
  await transact(context, async (tx) => {
    const person = await lockFile(tx, context, id, version, standingForm)
    const { legalStatus, workAgencyId, deceasedOn, deathCertificateNumber } = person
    const before = { legalStatus, workAgencyId, deceasedOn, deathCertificateNumber }
    if (Object.entries(before).every(([name, value]) => value === standing[name as keyof typeof standing])) {
      throw new Refusal('history.unchanged')
    }
    await refuseWrong(tx, context, standing, person)
    await tx
      .update(employees)
      .set({ ...standing, ...touched })
      .where(eq(employees.id, id))
      .catch(refuseTakenNik)
    const subject = { agencyId: person.agencyId, employeeId: id, subjectId: id, reason }
    await recordAudit(tx, context, 'employee.change_standing', before, standing, subject)
  })
}

/**
 * Blocks a file: nobody is promoted until BKN lifts it. Refuses not_found, duty.own_file, stale and history.unchanged.
 *
 * Source: Peraturan BKN 1/2023.
 */
export function blockEmployee(context: Context, input: BlockInput): Promise<void> {
  return setBlock(context, input, true)
}

/** Lifts a block. Refuses like `blockEmployee`. */
export function unblockEmployee(context: Context, input: BlockInput): Promise<void> {
  return setBlock(context, input, false)
}

async function setBlock(context: Context, { id, version, reason }: BlockInput, isBlocked: boolean): Promise<void> {
  await transact(context, async (tx) => {
    const person = await lockFile(tx, context, id, version)
    if (person.isBlocked === isBlocked) throw new Refusal('history.unchanged')
    await tx
      .update(employees)
      .set({ isBlocked, ...touched })
      .where(eq(employees.id, id))
    const event = isBlocked ? 'employee.block' : 'employee.unblock'
    const subject = { agencyId: person.agencyId, employeeId: id, subjectId: id, reason }
    await recordAudit(tx, context, event, { isBlocked: person.isBlocked }, { isBlocked }, subject)
  })
}

/** Whoever has the NIK may be out of the actor's sight: only the index knows. */
export function refuseTakenNik(error: unknown): never {
  throw isUniqueViolation(error) ? new Refusal('merge.nik_taken') : error
}

export const touched = { version: sql`${employees.version} + 1`, updatedAt: sql`now()` }

const LOCKED = {
  agencyId: employees.agencyId,
  bornOn: employees.bornOn,
  version: employees.version,
  legalStatus: employees.legalStatus,
  workAgencyId: employees.workAgencyId,
  deceasedOn: employees.deceasedOn,
  deathCertificateNumber: employees.deathCertificateNumber,
  nik: employees.nik,
  nikIsValid: employees.nikIsValid,
  nikCheckedOn: employees.nikCheckedOn,
  birthPlaceCode: employees.birthPlaceCode,
  otherIdentityKind: employees.otherIdentityKind,
  otherIdentityNumber: employees.otherIdentityNumber,
  landline: employees.landline,
  smartCardNumber: employees.smartCardNumber,
  npwpOn: employees.npwpOn,
  taspenOn: employees.taspenOn,
  workPlace: employees.workPlace,
  positionClass: employees.positionClass,
  officialEmail: employees.officialEmail,
  postalCode: employees.postalCode,
  spouseCardNumber: employees.spouseCardNumber,
  healthInsuranceNumber: employees.healthInsuranceNumber,
  taspenNumber: employees.taspenNumber,
  housingNumber: employees.housingNumber,
  treasuryCode: employees.treasuryCode,
  isBlocked: employees.isBlocked,
}
type LockedFile = Pick<typeof employees.$inferSelect, keyof typeof LOCKED>

/**
 * The file of one person in the actor's agencies, as the actor saw it; nobody changes their own.
 *
 * @param shown what the form of the actor holds of it, for a refusal that shows what stands there now
 */
export async function lockFile(
  tx: Tx,
  context: Context,
  id: string,
  version: number,
  shown: (file: LockedFile) => Present['values'] = () => ({}),
): Promise<LockedFile> {
  const [person] = await tx
    .select(LOCKED)
    .from(employees)
    .where(and(eq(employees.id, id), isNull(employees.mergedIntoId), ofScope(context)))
    .for('update')
  if (!person) throw new Refusal('not_found')
  if (context.actor.employeeId === id) throw new Refusal('duty.own_file')
  if (person.version !== version) {
    const change = and(eq(auditEvents.employeeId, id), isNotNull(auditEvents.after), inTransactionOf(id))
    throw staleForm({ version: person.version, ...shown(person) }, await lastChange(tx, change))
  }
  return person
}

function standingForm({ legalStatus, workAgencyId, deceasedOn, deathCertificateNumber }: LockedFile) {
  return { legalStatus, workAgencyId, deceasedOn, deathCertificateNumber: deathCertificateNumber ?? '' }
}

/** The event of the very transaction that last changed a file. */
function inTransactionOf(id: string) {
  return sql`${auditEvents.at} = (select updated_at from ${employees} where id = ${id})`
}

type Standing = Pick<StandingInput, 'legalStatus' | 'workAgencyId' | 'deceasedOn'> & {
  deathCertificateNumber: string | null
}

async function refuseWrong(
  tx: Tx,
  context: Context,
  { legalStatus, workAgencyId, deceasedOn, deathCertificateNumber }: Standing,
  { bornOn }: { bornOn: CivilDate },
): Promise<void> {
  const faults: Record<string, string> = {}
  const ofCode = and(eq(referenceRows.code, legalStatus), legalStatusesOn(today(context)))
  if ((await tx.$count(referenceRows, ofCode)) === 0) faults.legalStatus = 'history.not_in_table'
  if ((await tx.$count(agencies, eq(agencies.id, workAgencyId))) === 0) faults.workAgencyId = 'history.not_in_table'
  const death = deceasedOn && deathFault(deceasedOn, bornOn, today(context))
  if (death) faults.deceasedOn = death
  if (deathCertificateNumber && !deceasedOn) faults.deceasedOn = 'history.day_of_death'
  if (Object.keys(faults).length > 0) throw new Refusal('invalid', {}, faults)
}

function legalStatusesOn(day: CivilDate) {
  return and(
    eq(referenceRows.tableName, 'kedudukan_hukum'),
    lte(referenceRows.validFrom, day),
    or(isNull(referenceRows.validTo), gte(referenceRows.validTo, day)),
  )
}

function today({ now }: Context): CivilDate {
  return civilDateIn('Asia/Jakarta', now)
}
