import { addDays, type CivilDate } from '@/lib/civil-date'
import type { Form } from '@/lib/kinerja/form-input'

/** Forms with two signatures: the employee signs first, the appraiser second. The others are the appraiser's alone. */
export const isSignedByBoth = (form: Form): boolean => form === 'plan' || form === 'document'

/** Days of the employee to sign. Source: PP 46/2011 (the result is signed and given back within them); kept for the SKP. */
const SIGNING_DAYS = 14

/** The last day on which a form waits for the employee; after it the appraiser signs alone. */
export function employeeSignsUntil(agreedOrReceivedOn: CivilDate): CivilDate {
  return addDays(agreedOrReceivedOn, SIGNING_DAYS)
}

/** Who signs a form next, that is not yet signed by all. */
export function awaitedSigners(
  form: Form,
  { isHalfSigned, dueOn, today }: { isHalfSigned: boolean; dueOn: CivilDate; today: CivilDate },
): ('employee' | 'appraiser')[] {
  if (!isSignedByBoth(form) || isHalfSigned) return ['appraiser']
  return today > dueOn ? ['employee', 'appraiser'] : ['employee']
}
