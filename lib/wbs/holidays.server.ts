import 'server-only'
import { sql } from 'drizzle-orm'
import { transactWbs } from '@/db/wbs/client.server'
import { holidays } from '@/db/wbs/handling-schema'

type Holiday = typeof holidays.$inferInsert

/**
 * Puts the days off of the office in the place of those that deadlines are counted by. They are asked for behind the lock:
 * of two copies at once the later one has the later list.
 */
export function replaceHolidays(ofTheOffice: () => Promise<Holiday[]>): Promise<void> {
  return transactWbs(async (tx) => {
    await tx.execute(sql`lock table ${holidays} in share row exclusive mode`)
    const days = await ofTheOffice()
    await tx.delete(holidays)
    if (days.length > 0) await tx.insert(holidays).values(days)
  })
}
