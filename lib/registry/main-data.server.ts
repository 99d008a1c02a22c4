import 'server-only'
import { eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { type NikCheckInput, OTHER_IDENTITIES, type SupplementInput } from '@/lib/registry/main-data'
import { lockFile, touched } from '@/lib/registry/standing.server'

/**
 * Records what data utama holds and no import brings. Refuses not_found, duty.own_file, stale, history.unchanged, and on
 * their fields history.in_future, history.before_birth and identity_incomplete.
 */
export async function supplementMainData(
  context: Context,
  { id, version, reason, ...typed }: SupplementInput,
): Promise<void> {
  await transact(context, async (tx) => {
    const person = await lockFile(tx, context, id, version, supplementForm)
    const kind = typed.otherIdentityKind || null
    const after = {
      birthPlaceCode: typed.birthPlaceCode || null,
      otherIdentityKind: kind,
      otherIdentityNumber:
        typed.otherIdentityNumber || (kind === person.otherIdentityKind ? person.otherIdentityNumber : null),
      landline: typed.landline || person.landline,
      smartCardNumber: typed.smartCardNumber || null,
      npwpOn: typed.npwpOn,
      taspenOn: typed.taspenOn,
    }
    const before = Object.fromEntries(Object.keys(after).map((name) => [name, person[name as keyof typeof after]]))
    if (Object.entries(after).every(([name, value]) => value === before[name])) throw new Refusal('history.unchanged')
    const faults = {
      ...(kind && !after.otherIdentityNumber ? { otherIdentityNumber: 'identity_incomplete' } : {}),
      ...(!kind && after.otherIdentityNumber ? { otherIdentityKind: 'identity_incomplete' } : {}),
      ...dayFaults({ npwpOn: after.npwpOn, taspenOn: after.taspenOn }, person.bornOn, today(context)),
    }
    if (Object.keys(faults).length > 0) throw new Refusal('invalid', {}, faults)
    await tx
      .update(employees)
      .set({ ...after, ...touched })
      .where(eq(employees.id, id))
    const subject = { agencyId: person.agencyId, employeeId: id, subjectId: id, reason }
    await recordAudit(tx, context, 'employee.supplement', before, after, subject)
  })
}

/**
 * Records what Dukcapil answered about a NIK: while it is valid no import overwrites it, and another NIK waits for an
 * answer of its own. Refuses not_found, duty.own_file, stale, no_nik, history.unchanged, and history.in_future.
 */
export async function checkNik(
  context: Context,
  { id, version, reason, answer, checkedOn }: NikCheckInput,
): Promise<void> {
  await transact(context, async (tx) => {
    const person = await lockFile(tx, context, id, version)
    if (!person.nik) throw new Refusal('no_nik')
    const { nikIsValid, nikCheckedOn } = person
    const after = { nikIsValid: answer === 'valid', nikCheckedOn: checkedOn }
    if (nikIsValid === after.nikIsValid && nikCheckedOn === checkedOn) throw new Refusal('history.unchanged')
    const faults = dayFaults({ checkedOn }, person.bornOn, today(context))
    if (Object.keys(faults).length > 0) throw new Refusal('invalid', {}, faults)
    await tx
      .update(employees)
      .set({ ...after, ...touched })
      .where(eq(employees.id, id))
    const subject = { agencyId: person.agencyId, employeeId: id, subjectId: id, reason }
    await recordAudit(tx, context, 'employee.check_nik', { nikIsValid, nikCheckedOn }, after, subject)
  })
}

/** As the form shows it. */
export function supplementForm(
  file: Pick<
    typeof employees.$inferSelect,
    'birthPlaceCode' | 'otherIdentityKind' | 'smartCardNumber' | 'npwpOn' | 'taspenOn'
  >,
): Omit<SupplementInput, 'id' | 'version' | 'reason' | 'landline' | 'otherIdentityNumber'> {
  return {
    birthPlaceCode: file.birthPlaceCode ?? '',
    otherIdentityKind: OTHER_IDENTITIES.find((kind) => kind === file.otherIdentityKind) ?? '',
    smartCardNumber: file.smartCardNumber ?? '',
    npwpOn: file.npwpOn,
    taspenOn: file.taspenOn,
  }
}

function dayFaults(days: Record<string, CivilDate | null>, bornOn: CivilDate, on: CivilDate): Record<string, string> {
  const faulty = Object.entries(days).flatMap(([name, day]) => {
    if (day && day > on) return [[name, 'history.in_future']]
    return day && day <= bornOn ? [[name, 'history.before_birth']] : []
  })
  return Object.fromEntries(faulty)
}

function today({ now }: Context): CivilDate {
  return civilDateIn('Asia/Jakarta', now)
}
