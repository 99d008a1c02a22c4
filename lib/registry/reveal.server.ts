import 'server-only'
import { transact } from '@/db/client.server'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { findEmployeeIn } from '@/lib/registry/employees.server'
import type { RevealInput } from '@/lib/registry/inputs'

/** One sensitive value in full, for a reason that is written down. Refuses with not_found. */
export async function revealValue(context: Context, { id, field, reason }: RevealInput): Promise<string | null> {
  return transact(context, async (tx) => {
    const employee = await findEmployeeIn(tx, context, id)
    if (!employee) throw new Refusal('not_found')
    const subject = { agencyId: employee.agencyId, employeeId: id, subjectId: id, reason }
    await recordAudit(tx, context, 'employee.reveal', null, { field }, subject)
    return employee[field]
  })
}
