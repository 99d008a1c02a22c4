import 'server-only'
import { and, desc, eq, type SQLWrapper, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { entryExtensions, performanceSettings } from '@/db/schema/kinerja'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { USUAL_RULES } from '@/lib/kinerja/entry'
import { USUAL_REVIEW_DAYS } from '@/lib/kinerja/entry-facts.server'
import { EXTENSION_FIELDS, entryRulesFindings, extensionFindings } from '@/lib/kinerja/entry-rules'
import type { EntryRulesInput, ExtensionInput } from '@/lib/kinerja/entry-rules-input'
import { USUAL_DECISION_DAYS } from '@/lib/kinerja/plan-referral.server'
import { todayOf } from '@/lib/kinerja/today'
import { refuseUnless } from '@/lib/refusal'

/** What holds where an agency has decided nothing. */
export const USUAL_ENTRY_RULES: Omit<EntryRulesInput, 'startsOn'> = {
  ...USUAL_RULES,
  reviewDays: USUAL_REVIEW_DAYS,
  planDecisionDays: USUAL_DECISION_DAYS,
  evaluatedEvery: 'quarter',
  remindAt: '15:30',
  digestAt: '18:00',
}

/** The rules and the extensions of the actor's agency, the latest first. */
export function listEntryRules(context: Context) {
  const { agencyId } = context.actor
  return transact(context, async (tx) => ({
    rules: (await tx
      .select({
        startsOn: performanceSettings.startsOn,
        entryDays: performanceSettings.entryDays,
        lateDays: performanceSettings.lateDays,
        reviewDays: performanceSettings.reviewDays,
        dayMinutes: performanceSettings.dayMinutes,
        planDecisionDays: performanceSettings.planDecisionDays,
        evaluatedEvery: performanceSettings.evaluatedEvery,
        remindAt: timeOf(performanceSettings.remindAt),
        digestAt: timeOf(performanceSettings.digestAt),
      })
      .from(performanceSettings)
      .where(eq(performanceSettings.agencyId, agencyId))
      .orderBy(desc(performanceSettings.startsOn))) as EntryRulesInput[],
    extensions: await tx
      .select({
        id: entryExtensions.id,
        startsOn: entryExtensions.startsOn,
        endsOn: entryExtensions.endsOn,
        openUntil: entryExtensions.openUntil,
        reason: entryExtensions.reason,
        recordedAt: entryExtensions.recordedAt,
      })
      .from(entryExtensions)
      .where(eq(entryExtensions.agencyId, agencyId))
      .orderBy(desc(entryExtensions.recordedAt))
      .limit(50),
  }))
}

/** 15:30, as forms have it. */
const timeOf = (column: SQLWrapper) => sql<string | null>`to_char(${column}, 'HH24:MI')`

/**
 * The rules of the actor's agency from a day on, until others begin; what was decided for the same day gives way. Refuses
 * with the unmet findings of `entryRulesFindings`.
 */
export async function saveEntryRules(context: Context, input: EntryRulesInput): Promise<void> {
  refuseUnless(entryRulesFindings(input, todayOf(context)), { 'kinerja.rules_day': 'startsOn' })
  const { agencyId } = context.actor
  const { startsOn, ...rules } = input
  await transact(context, async (tx) => {
    const [before] = await tx
      .select()
      .from(performanceSettings)
      .where(and(eq(performanceSettings.agencyId, agencyId), eq(performanceSettings.startsOn, startsOn)))
      .for('update')
    await tx
      .insert(performanceSettings)
      .values({ ...input, agencyId })
      .onConflictDoUpdate({ target: [performanceSettings.agencyId, performanceSettings.startsOn], set: rules })
    await recordAudit(tx, context, 'entry.save_rules', before ?? null, { ...input, agencyId }, { agencyId })
  })
}

/** Opens days of the whole agency anew. Refuses with the unmet findings of `extensionFindings`. */
export async function extendEntries(context: Context, input: ExtensionInput): Promise<void> {
  const { agencyId, accountId } = context.actor
  await transact(context, async (tx) => {
    const { startsOn, endsOn, openUntil } = entryExtensions
    const earlier = await tx
      .select({ startsOn, endsOn, openUntil })
      .from(entryExtensions)
      .where(eq(entryExtensions.agencyId, agencyId))
    refuseUnless(extensionFindings(input, todayOf(context), earlier), EXTENSION_FIELDS)
    const [after] = await tx
      .insert(entryExtensions)
      .values({ ...input, agencyId, recordedAt: context.now, recordedBy: accountId ?? '' })
      .returning()
    await recordAudit(tx, context, 'entry.extend', null, after, {
      agencyId,
      subjectId: after?.id,
      reason: input.reason,
    })
  })
}
