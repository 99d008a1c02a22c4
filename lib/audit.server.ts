import 'server-only'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import type { Context } from '@/lib/auth/actor'
import type { Refusal } from '@/lib/refusal'

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
    unit: actor.unitName ?? null,
    agencyId: subject.agencyId ?? (actor.agencyId || null),
    employeeId: subject.employeeId ?? null,
    subjectId: subject.subjectId ?? null,
    reason: subject.reason ?? null,
    before,
    after,
  })
}

/** Writes down that somebody opened a person's file, in a transaction of its own. Opening one's own is no event. */
export async function recordOpening(
  context: Context,
  employee: { id: string; agencyId: number },
  reason: string | null = null,
): Promise<void> {
  if (context.actor.employeeId === employee.id) return
  const subject = { agencyId: employee.agencyId, employeeId: employee.id, subjectId: employee.id, reason }
  await transact(context, (tx) => recordAudit(tx, context, 'employee.read', null, null, subject))
}

/**
 * Writes down an expected no, in a transaction of its own because the refused one is rolled back.
 *
 * @param what the permission that was asked for
 */
export async function recordRefusal(context: Context, what: string, refusal: Refusal): Promise<void> {
  const after = { code: refusal.code, facts: refusal.facts, findings: refusal.findings.map((finding) => finding.code) }
  await transact(context, (tx) => recordAudit(tx, context, 'auth.refused', null, { what, ...after }))
}
