import 'server-only'
import type { Tx } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import type { Context } from '@/lib/auth/actor'

/** Whose data an event concerns, which row, and why. */
export type AuditSubject = {
  agencyId?: number | null
  employeeId?: string | null
  subjectId?: string | null
  reason?: string | null
}

/**
 * Writes one event of the audit trail in the transaction of the change itself.
 *
 * @param event the permission that was used, or `auth.*`
 * @param before the row as it was, null when it is new
 * @param after the row as it is now, null when nothing changed
 */
export async function recordAudit(
  tx: Tx,
  context: Context,
  event: string,
  before: unknown,
  after: unknown,
  subject: AuditSubject = {},
): Promise<void> {
  const { actor } = context
  await tx.insert(auditEvents).values({
    event,
    accountId: actor.accountId,
    actorName: actor.name,
    role: actor.role,
    agencyId: subject.agencyId ?? (actor.agencyId || null),
    employeeId: subject.employeeId ?? null,
    subjectId: subject.subjectId ?? null,
    reason: subject.reason ?? null,
    before,
    after,
  })
}
