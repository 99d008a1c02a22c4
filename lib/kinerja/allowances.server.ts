import 'server-only'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { transact } from '@/db/client.server'
import { allowanceAmounts, allowanceRules } from '@/db/schema/kinerja-consequences'
import { positions } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { addDays } from '@/lib/civil-date'
import type { amountsInput } from '@/lib/kinerja/allowance-input'
import { readAmountLines } from '@/lib/kinerja/allowance-lines'
import type { AllowanceRule } from '@/lib/kinerja/allowance-rule'
import { faultyLine } from '@/lib/kinerja/faulty-line'
import { Refusal } from '@/lib/refusal'

export type SavedRule = { id: string; rule: AllowanceRule; recordedAt: Date }

/** The rules of the actor's agency, the latest first. */
export async function listAllowanceRules(context: Context): Promise<SavedRule[]> {
  const rows = await transact(context, (tx) =>
    tx
      .select({
        id: allowanceRules.id,
        validFrom: allowanceRules.validFrom,
        validTo: allowanceRules.validTo,
        terms: allowanceRules.terms,
        recordedAt: allowanceRules.recordedAt,
      })
      .from(allowanceRules)
      .where(eq(allowanceRules.agencyId, context.actor.agencyId))
      .orderBy(desc(allowanceRules.validFrom)),
  )
  return rows.map(({ id, terms, validFrom, validTo, recordedAt }) => ({
    id,
    rule: { ...terms, validFrom, validTo },
    recordedAt,
  }))
}

/**
 * A rule of the actor's agency from a day on; one that goes on until then ends the day before. A saved one is never
 * changed. Refuses with kinerja.allowance_overlap where another one holds on some of the days.
 */
export async function saveAllowanceRule(context: Context, rule: AllowanceRule): Promise<void> {
  const { agencyId, accountId } = context.actor
  const { validFrom, validTo, ...terms } = rule
  if (validTo !== null && validTo < validFrom) {
    throw Refusal.onField('validTo', 'kinerja.period_order')
  }
  await transact(context, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('allowance_rules'), ${agencyId})`)
    const before = await tx
      .update(allowanceRules)
      .set({ validTo: addDays(validFrom, -1) })
      .where(
        and(
          eq(allowanceRules.agencyId, agencyId),
          isNull(allowanceRules.validTo),
          sql`${allowanceRules.validFrom} < ${validFrom}::date`,
        ),
      )
      .returning({ id: allowanceRules.id })
    const [other] = await tx
      .select({ from: allowanceRules.validFrom })
      .from(allowanceRules)
      .where(
        and(
          eq(allowanceRules.agencyId, agencyId),
          sql`daterange(${allowanceRules.validFrom}, ${allowanceRules.validTo}, '[]') && daterange(${validFrom}, ${validTo}, '[]')`,
        ),
      )
    if (other) throw Refusal.onField('validFrom', 'kinerja.allowance_overlap', { from: other.from })
    const [after] = await tx
      .insert(allowanceRules)
      .values({ agencyId, validFrom, validTo, terms, recordedAt: context.now, recordedBy: accountId ?? '' })
      .returning()
    await recordAudit(tx, context, 'allowance.save', before, after, { agencyId, subjectId: after?.id })
  })
}

/**
 * The whole allowance of posts from a day on, all of them or none; what stands for the same day is replaced. Refuses with
 * the first line that cannot be.
 */
export async function saveAmounts(
  context: Context,
  { startsOn, lines }: z.output<typeof amountsInput>,
): Promise<number> {
  const read = readAmountLines(lines)
  if (!Array.isArray(read)) throw faultyLine('kinerja.amount_line', read.faultyLine)
  const { agencyId, accountId } = context.actor
  return transact(context, async (tx) => {
    const known = await tx
      .select({ id: positions.id, name: positions.name })
      .from(positions)
      .where(inArray(sql`lower(${positions.name})`, [...new Set(read.map(({ position }) => position.toLowerCase()))]))
    const rows = read.flatMap(({ line, position, amountRupiah }) => {
      const own = known.filter(({ name }) => name.toLowerCase() === position.toLowerCase())
      if (own.length === 0) throw faultyLine('kinerja.amount_position', line)
      return own.map(({ id }) => ({ positionId: id, amountRupiah }))
    })
    const byPosition = new Map(rows.map((row) => [row.positionId, row]))
    await tx
      .insert(allowanceAmounts)
      .values(
        [...byPosition.values()].map((row) => ({
          ...row,
          agencyId,
          startsOn,
          recordedAt: context.now,
          recordedBy: accountId ?? '',
        })),
      )
      .onConflictDoUpdate({
        target: [allowanceAmounts.agencyId, allowanceAmounts.positionId, allowanceAmounts.startsOn],
        set: {
          amountRupiah: sql`excluded.amount_rupiah`,
          recordedAt: sql`excluded.recorded_at`,
          recordedBy: sql`excluded.recorded_by`,
        },
      })
    const after = { startsOn, amounts: read.map(({ position, amountRupiah }) => ({ position, amountRupiah })) }
    await recordAudit(tx, context, 'allowance.save', null, after, { agencyId })
    return read.length
  })
}

/** The amounts that hold now or later, by post. */
export function listAmounts(context: Context) {
  return transact(context, (tx) =>
    tx
      .select({
        position: positions.name,
        startsOn: allowanceAmounts.startsOn,
        amountRupiah: allowanceAmounts.amountRupiah,
      })
      .from(allowanceAmounts)
      .innerJoin(positions, eq(positions.id, allowanceAmounts.positionId))
      .where(eq(allowanceAmounts.agencyId, context.actor.agencyId))
      .orderBy(positions.name, desc(allowanceAmounts.startsOn)),
  )
}
