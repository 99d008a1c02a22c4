import 'server-only'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { type evaluations, unitAchievements } from '@/db/schema/kinerja-evaluation'
import { units } from '@/db/schema/registry'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { yearOf } from '@/lib/civil-date'
import { type Distribution, distributionFindings, type OrganisationPredicate } from '@/lib/kinerja/distribution'
import type { achievementInput } from '@/lib/kinerja/evaluation'
import { todayOf } from '@/lib/kinerja/today'
import { type Finding, Refusal } from '@/lib/refusal'
import type { Predicate } from '@/lib/registry/predicate'

type Evaluation = Pick<typeof evaluations.$inferSelect, 'kind' | 'startsOn' | 'unitId'>

/** The predikat of the unit itself for the year, undefined while nobody recorded it. */
export async function unitAchievement(
  tx: Tx,
  unitId: number,
  year: number,
): Promise<OrganisationPredicate | undefined> {
  const [found] = await tx
    .select({ predicate: unitAchievements.predicate })
    .from(unitAchievements)
    .where(and(eq(unitAchievements.unitId, unitId), eq(unitAchievements.year, year)))
  return found?.predicate as OrganisationPredicate | undefined
}

/** How many people of a unit have which predikat for a year, without their names: see `evaluation_distribution`. */
export async function distributionOf(tx: Tx, unitId: number, year: number): Promise<Distribution> {
  const counts = { very_good: 0, good: 0, needs_improvement: 0, poor: 0, very_poor: 0 }
  const rows = await tx.execute<{ predicate: Predicate; people: number }>(
    sql`select predicate, people from evaluation_distribution(${unitId}, ${year})`,
  )
  for (const { predicate, people } of rows) counts[predicate] = people
  return counts
}

/** The pattern of the unit with one predikat more; of a year alone, and where the unit's own predikat is known. */
export async function patternFindings(tx: Tx, evaluation: Evaluation, predicate: Predicate): Promise<Finding[]> {
  if (evaluation.kind !== 'annual' || evaluation.unitId === null) return []
  const year = yearOf(evaluation.startsOn)
  const organisation = await unitAchievement(tx, evaluation.unitId, year)
  if (!organisation) return []
  const others = await distributionOf(tx, evaluation.unitId, year)
  return distributionFindings(organisation, { ...others, [predicate]: others[predicate] + 1 })
}

/** Records the predikat of a unit of the actor's agency for a year, anew where it was recorded. Refuses with not_found. */
export async function setAchievement(context: Context, input: z.output<typeof achievementInput>): Promise<void> {
  const { unitId, year, predicate } = input
  await transact(context, async (tx) => {
    const [unit] = await tx
      .select({ agencyId: units.agencyId })
      .from(units)
      .where(and(eq(units.id, unitId), eq(units.agencyId, context.actor.agencyId)))
    if (!unit) throw new Refusal('not_found')
    const before = await unitAchievement(tx, unitId, year)
    const row = { unitId, year, predicate, agencyId: unit.agencyId, recordedAt: context.now }
    await tx
      .insert(unitAchievements)
      .values(row)
      .onConflictDoUpdate({ target: [unitAchievements.unitId, unitAchievements.year], set: row })
    await recordAudit(
      tx,
      context,
      'evaluation.set_achievement',
      before ? { unitId, year, predicate: before } : null,
      row,
    )
  })
}

/** The units of the actor's agency, and what was recorded for them: this year and the last are offered. */
export async function listAchievements({ actor, now }: Context) {
  return transact({ actor, now }, async (tx) => {
    const all = await tx
      .select({ id: units.id, name: units.name })
      .from(units)
      .where(eq(units.agencyId, actor.agencyId))
      .orderBy(asc(units.preorder))
    const recorded = await tx
      .select({ name: units.name, year: unitAchievements.year, predicate: unitAchievements.predicate })
      .from(unitAchievements)
      .innerJoin(units, eq(units.id, unitAchievements.unitId))
      .where(eq(unitAchievements.agencyId, actor.agencyId))
      .orderBy(desc(unitAchievements.year), asc(units.preorder))
    const year = yearOf(todayOf({ now }))
    return {
      units: all,
      years: [year, year - 1],
      recorded: recorded.map((row) => ({ ...row, predicate: row.predicate as OrganisationPredicate })),
    }
  })
}
