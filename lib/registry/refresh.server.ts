import 'server-only'
import { sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { systemContext } from '@/lib/auth/actor'
import { addDays, civilDateIn } from '@/lib/civil-date'

/** How far back to look: longer than any process is expected to stand still. */
const LOOK_BACK_DAYS = 62

/**
 * Derives the current rank and post of everybody for whom a history row came into force lately, and makes a CPNS whose
 * TMT PNS has come a PNS. A decree for a TMT to come changes the current values on that TMT and not before; whoever is
 * up to date already stays untouched.
 */
export async function refreshDueEmployees(now: Date): Promise<void> {
  const today = civilDateIn('Asia/Jakarta', now)
  const since = addDays(today, -LOOK_BACK_DAYS)
  await transact(systemContext('refresh', now), async (tx) => {
    await tx.execute(sql`select refresh_employees(array(
      select employee_id from rank_history where effective_on between ${since} and ${today} and recorded_at < effective_on
      union
      select employee_id from position_history
      where effective_on between ${since} and ${today} and recorded_at < effective_on))`)
    await tx.execute(sql`
      update employees set status = 'pns', version = version + 1, updated_at = now()
      where status = 'cpns' and pns_on <= ${today}`)
  })
}
