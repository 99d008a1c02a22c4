import 'server-only'
import { type Tx, transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import type { AuditEvent } from '@/lib/audit-event'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { Refusal } from '@/lib/refusal'
import { isUuid } from '@/lib/uuid'

/** A statement has at most 65,535 parameters, and an event a dozen. */
const ROWS_AT_ONCE = 1_000

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
 * @param before the row as it was, null when it is new
 * @param after the row as it is now, null when nothing changed
 */
export async function recordAudit(
  tx: Tx,
  context: Context,
  event: AuditEvent,
  before: unknown,
  after: unknown,
  subject: AuditSubject = {},
): Promise<void> {
  await recordAudits(tx, context, event, [{ before, after, subject }])
}

/** The same event about several rows at once. */
export async function recordAudits(
  tx: Tx,
  { actor }: Context,
  event: AuditEvent,
  changes: readonly { before: unknown; after: unknown; subject: AuditSubject }[],
): Promise<void> {
  for (let at = 0; at < changes.length; at += ROWS_AT_ONCE)
    await tx.insert(auditEvents).values(
      changes.slice(at, at + ROWS_AT_ONCE).map(({ before, after, subject }) => ({
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
      })),
    )
}

/**
 * Writes down that somebody opened a person's file, in a transaction of its own. Opening one's own is no event.
 *
 * @param subjectId the row that was opened, when it is not the person's own
 */
export async function recordOpening(
  context: Context,
  permission: Permission,
  employee: { id: string; agencyId: number },
  subjectId = employee.id,
): Promise<void> {
  if (context.actor.employeeId === employee.id) return
  const subject = { agencyId: employee.agencyId, employeeId: employee.id, subjectId }
  await transact(context, (tx) => recordAudit(tx, context, permission, null, null, subject))
}

/**
 * Writes down an expected no, in a transaction of its own because the refused one is rolled back.
 *
 * @param what the permission that was asked for
 * @param id as it was sent, of the row that was asked for
 */
export async function recordRefusal(context: Context, what: string, refusal: Refusal, id?: unknown): Promise<void> {
  const after = { code: refusal.code, facts: refusal.facts, findings: refusal.findings.map((finding) => finding.code) }
  const isName = typeof id === 'string' && (isUuid(id) || /^\d{1,9}$/.test(id))
  const subject = { subjectId: isName ? id : null }
  await transact(context, (tx) => recordAudit(tx, context, 'auth.refused', null, { what, ...after }, subject))
}

/** Which row was asked for, before anybody has looked at the input. */
export function idIn(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
}

/** Runs what a permission allows and writes down its refusals. Slips of the pen are no events; every other no is. */
export async function recordingRefusals<T>(
  context: Context,
  permission: Permission,
  id: unknown,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'invalid') await recordRefusal(context, permission, error, id)
    throw error
  }
}
