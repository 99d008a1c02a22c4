import 'server-only'
import { and, eq, gte, lt, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { employees, nipAliases, nipCounters } from '@/db/schema/registry'
import type { CivilDate } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { nipPrefix, type Sex } from '@/lib/registry/nip'
import { afterPrefix } from '@/lib/registry/search.server'

const LAST_SEQUENCE = 999

/**
 * The next NIP for a birth date, month of TMT CPNS and sex, in the transaction that uses it: whoever asks for the same
 * prefix meanwhile waits on its row, so two people never get one number. Only BKN's role may.
 *
 * Refuses with nip_exhausted after 999.
 *
 * Source: Perka BKN 22/2007: one national sequence per prefix, no gap is filled.
 */
export async function allocateNip(
  tx: Tx,
  { bornOn, cpnsOn, sex }: { bornOn: CivilDate; cpnsOn: CivilDate; sex: Sex },
): Promise<string> {
  const prefix = nipPrefix(bornOn, cpnsOn, sex)
  const known = tx.select({ prefix: nipCounters.prefix }).from(nipCounters).where(eq(nipCounters.prefix, prefix))
  const [counter] = await known.for('update')
  if (!counter) await begin(tx, prefix)
  const [locked] = counter ? [counter] : await known.for('update')
  if (!locked) throw new Error(`no counter for ${prefix}`)
  const [next] = await tx
    .update(nipCounters)
    .set({ last: sql`${nipCounters.last} + 1` })
    .where(and(eq(nipCounters.prefix, prefix), lt(nipCounters.last, LAST_SEQUENCE)))
    .returning({ last: nipCounters.last })
  if (!next) throw new Refusal('nip_exhausted', { prefix })
  return prefix + String(next.last).padStart(3, '0')
}

/** A prefix that BKN's counter does not know yet continues after the numbers that are in use, or were. */
async function begin(tx: Tx, prefix: string): Promise<void> {
  const used = await Promise.all([highest(tx, prefix, employees), highest(tx, prefix, nipAliases)])
  await tx
    .insert(nipCounters)
    .values({ prefix, last: Math.max(...used) })
    .onConflictDoNothing()
}

async function highest(tx: Tx, prefix: string, table: typeof employees | typeof nipAliases): Promise<number> {
  const [found] = await tx
    .select({ nip: sql<string | null>`max(${table.nip})` })
    .from(table)
    .where(and(gte(table.nip, prefix), lt(table.nip, afterPrefix(prefix))))
  return Number(found?.nip?.slice(prefix.length) ?? 0)
}
