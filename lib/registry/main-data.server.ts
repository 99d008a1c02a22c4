import 'server-only'
import { eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { employees } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CivilDate, civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import {
  dayFaults,
  EMPTIED,
  type KeptField,
  type NikCheckInput,
  OTHER_IDENTITIES,
  type SupplementInput,
} from '@/lib/registry/main-data'
import type { seen } from '@/lib/registry/standing'
import { lockFile, touched } from '@/lib/registry/standing.server'

/**
 * Records what data utama holds beside the columns that every import brings. Refuses not_found, duty.own_file, stale, history.unchanged, and on
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
      otherIdentityNumber: keptOr(
        typed.otherIdentityNumber,
        kind === person.otherIdentityKind ? person.otherIdentityNumber : null,
      ),
      workPlace: typed.workPlace || null,
      positionClass: typed.positionClass ? Number(typed.positionClass) : null,
      officialEmail: typed.officialEmail || null,
      landline: keptOr(typed.landline, person.landline),
      postalCode: keptOr(typed.postalCode, person.postalCode),
      smartCardNumber: typed.smartCardNumber || null,
      spouseCardNumber: typed.spouseCardNumber || null,
      npwpOn: typed.npwpOn,
      healthInsuranceNumber: keptOr(typed.healthInsuranceNumber, person.healthInsuranceNumber),
      taspenNumber: keptOr(typed.taspenNumber, person.taspenNumber),
      taspenOn: typed.taspenOn,
      housingNumber: keptOr(typed.housingNumber, person.housingNumber),
      treasuryCode: typed.treasuryCode || null,
    }
    const names = Object.keys(after) as (keyof typeof after)[]
    const changed = names.filter((name) => after[name] !== person[name])
    if (changed.length === 0) throw new Refusal('history.unchanged')
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
    const only = (file: Record<keyof typeof after, unknown>) =>
      Object.fromEntries(changed.map((name) => [name, file[name]]))
    await recordAudit(tx, context, 'employee.supplement', only(person), only(after), subject)
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

/** As the form shows it: nothing of `KEPT_FIELDS`. */
export function supplementForm(
  file: Pick<typeof employees.$inferSelect, ShownField>,
): Pick<SupplementInput, ShownField> {
  return {
    birthPlaceCode: file.birthPlaceCode ?? '',
    otherIdentityKind: OTHER_IDENTITIES.find((kind) => kind === file.otherIdentityKind) ?? '',
    workPlace: file.workPlace ?? '',
    positionClass: file.positionClass?.toString() ?? '',
    officialEmail: file.officialEmail ?? '',
    smartCardNumber: file.smartCardNumber ?? '',
    spouseCardNumber: file.spouseCardNumber ?? '',
    npwpOn: file.npwpOn,
    taspenOn: file.taspenOn,
    treasuryCode: file.treasuryCode ?? '',
  }
}
type ShownField = Exclude<keyof SupplementInput, keyof typeof seen | KeptField | 'reason'>

/** What stands after somebody typed into a field that they were not shown. */
function keptOr(typed: string, known: string | null): string | null {
  return typed === EMPTIED ? null : typed || known
}

function today({ now }: Context): CivilDate {
  return civilDateIn('Asia/Jakarta', now)
}
