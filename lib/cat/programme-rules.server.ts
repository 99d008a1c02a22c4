import 'server-only'
import { and, eq } from 'drizzle-orm'
import type * as z from 'zod'
import { examFillRules, examSecondRules } from '@/db/schema/cat'
import type { Context } from '@/lib/auth/actor'
import { changing } from '@/lib/cat/programme-change.server'
import type { fillRuleInput, secondRuleInput } from '@/lib/cat/programme-input'

/** Adds, changes or removes a limit of the second stage; it binds once the programme is confirmed again. */
export function saveSecondRule(context: Context, input: z.output<typeof secondRuleInput>): Promise<void> {
  const { id, version, remove, ...limit } = input
  return changing(context, { id, version }, input, async (tx) => {
    const { programmeId, agencies, rule } = examSecondRules
    if (remove) {
      await tx
        .delete(examSecondRules)
        .where(and(eq(programmeId, id), eq(agencies, limit.agencies), eq(rule, limit.rule)))
      return
    }
    const set = { value: limit.value, source: limit.source, isConfirmed: false }
    await tx
      .insert(examSecondRules)
      .values({ programmeId: id, ...limit, isConfirmed: false })
      .onConflictDoUpdate({ target: [programmeId, agencies, rule], set })
  })
}

/** Adds, changes or removes a rule for vacancies that are left; it moves people once the programme is confirmed again. */
export function saveFillRule(context: Context, input: z.output<typeof fillRuleInput>): Promise<void> {
  const { id, version, remove, position, into, from, isSameLocation, source } = input
  return changing(context, { id, version }, input, async (tx) => {
    const { programmeId } = examFillRules
    if (remove) {
      await tx.delete(examFillRules).where(and(eq(programmeId, id), eq(examFillRules.position, position)))
      return
    }
    const set = { intoKind: into, fromKind: from, isSameLocation, source, isConfirmed: false }
    await tx
      .insert(examFillRules)
      .values({ programmeId: id, position, ...set })
      .onConflictDoUpdate({ target: [programmeId, examFillRules.position], set })
  })
}
