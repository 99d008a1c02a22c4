import 'server-only'
import { and, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { appraisers } from '@/db/schema/kinerja'
import { entryReminders } from '@/db/schema/kinerja-entry'
import { recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { addDays, type CivilDate, civilDateIn } from '@/lib/civil-date'
import { weekOf } from '@/lib/kinerja/team-week'
import { readWeek } from '@/lib/kinerja/team-week.server'
import { Refusal } from '@/lib/refusal'
import { zoneOfAgency } from '@/lib/registry/agency-zone.server'

const HOUR_MS = 3_600_000
/** Nobody is reminded by the same appraiser twice within a working day. */
const PAUSE_HOURS = 12

/**
 * Reminds the people of the actor's team who have working days without entries in a week. Whoever was reminded within
 * the last twelve hours is left in peace. Returns how many were reminded; refuses kinerja.nobody_to_remind.
 *
 * @param day any day of the week
 */
export async function remindTeam(context: Context, day: CivilDate): Promise<number> {
  const { actor, now } = context
  return transact(context, async (tx) => {
    const zone = await zoneOfAgency(tx, actor.agencyId)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`entry.remind ${actor.employeeId}`}, 0))`)
    const { members } = await readWeek(tx, context, weekOf(day), civilDateIn(zone, now), zone)
    const missing = members.flatMap(({ id, cells }) => {
      const days = cells.filter(({ kind }) => kind === 'empty').map((cell) => cell.day)
      return days.length > 0 ? [{ id, days }] : []
    })
    const ids = missing.map(({ id }) => id)
    const agencyOf = await agenciesOf(tx, context, ids, weekOf(day))
    const reminded = await remindedSince(tx, context, ids, new Date(now.getTime() - PAUSE_HOURS * HOUR_MS))
    const rows = missing.flatMap(({ id, days }) => {
      const agencyId = agencyOf.get(id)
      if (reminded.has(id) || agencyId === undefined || !actor.employeeId) return []
      return [{ employeeId: id, appraiserId: actor.employeeId, agencyId, days, sentAt: now }]
    })
    if (rows.length === 0) throw new Refusal('kinerja.nobody_to_remind')
    await tx.insert(entryReminders).values(rows)
    await recordAudits(
      tx,
      context,
      'entry.remind',
      rows.map(({ employeeId, agencyId, days }) => ({
        before: null,
        after: { days },
        subject: { agencyId, employeeId, subjectId: employeeId },
      })),
    )
    return rows.length
  })
}

async function agenciesOf(tx: Tx, { actor }: Context, ids: string[], monday: CivilDate): Promise<Map<string, number>> {
  if (ids.length === 0 || !actor.employeeId) return new Map()
  const rows = await tx
    .select({ id: appraisers.employeeId, agencyId: appraisers.agencyId })
    .from(appraisers)
    .where(
      and(
        inArray(appraisers.employeeId, ids),
        eq(appraisers.appraiserId, actor.employeeId),
        lte(appraisers.startsOn, addDays(monday, 6)),
        or(isNull(appraisers.endsOn), gte(appraisers.endsOn, monday)),
      ),
    )
  return new Map(rows.map(({ id, agencyId }) => [id, agencyId]))
}

async function remindedSince(tx: Tx, { actor }: Context, ids: string[], since: Date): Promise<Set<string>> {
  if (ids.length === 0 || !actor.employeeId) return new Set()
  const rows = await tx
    .select({ id: entryReminders.employeeId })
    .from(entryReminders)
    .where(
      and(
        inArray(entryReminders.employeeId, ids),
        eq(entryReminders.appraiserId, actor.employeeId),
        gte(entryReminders.sentAt, since),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}
