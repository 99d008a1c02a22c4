import 'server-only'
import { and, eq } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { auditEvents } from '@/db/schema/audit'
import { recordAudit } from '@/lib/audit.server'
import { ofTrail } from '@/lib/audit-read.server'
import type { RevealEventInput } from '@/lib/audit-reveal'
import type { Context } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'

/** The values of one event unmasked, for a reason that the person concerned can read. Refuses with not_found. */
export async function revealEvent(context: Context, { seq, reason }: RevealEventInput): Promise<string> {
  return transact(context, async (tx) => {
    const [event] = await tx
      .select({
        before: auditEvents.before,
        after: auditEvents.after,
        agencyId: auditEvents.agencyId,
        employeeId: auditEvents.employeeId,
      })
      .from(auditEvents)
      .where(and(eq(auditEvents.seq, seq), ofTrail(context.actor)))
    if (!event) throw new Refusal('not_found')
    const { before, after, ...subject } = event
    await recordAudit(tx, context, 'audit.reveal', null, null, { ...subject, subjectId: String(seq), reason })
    return JSON.stringify({ before, after }, null, 2)
  })
}
