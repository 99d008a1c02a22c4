import 'server-only'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { transact } from '@/db/client.server'
import { examFillRules, examPassingGrades, examProgrammes, examSecondRules } from '@/db/schema/cat'
import { examBlueprintCells } from '@/db/schema/cat-bank'
import { examSessions } from '@/db/schema/cat-exam'
import { examItems } from '@/db/schema/cat-items'
import type { Context } from '@/lib/auth/actor'
import { blueprintFindings, wholeBlueprint } from '@/lib/cat/blueprint'
import { isSecret } from '@/lib/cat/disclosed-items.server'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'

/** Every programme that the actor may see, the newest first, with what is built on it. */
export function listProgrammes(context: Context) {
  return transact(context, (tx) =>
    tx
      .select({
        id: examProgrammes.id,
        code: examProgrammes.code,
        name: examProgrammes.name,
        year: examProgrammes.year,
        isOwn: sql<boolean>`${examProgrammes.agencyId} is not null`,
        isConfirmed: examProgrammes.isConfirmed,
        sections: examProgrammes.sections,
        durationSeconds: examProgrammes.durationSeconds,
        unconfirmedGrades: sql<number>`(select count(*)::int from exam_passing_grades g
          where g.programme_id = exam_programmes.id and not g.is_confirmed)`,
        candidates: sql<number>`(select count(*)::int from exam_candidates c where c.programme_id = exam_programmes.id
          and ${ofAgencies(context, sql`c.agency_id`)})`,
      })
      .from(examProgrammes)
      .where(visibleProgrammes(context))
      .orderBy(desc(examProgrammes.year), desc(examProgrammes.code)),
  )
}

/** One programme with its grades and its blueprint held against the bank, or undefined. */
export async function findProgramme(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [programme] = await tx
      .select()
      .from(examProgrammes)
      .where(and(eq(examProgrammes.id, id), visibleProgrammes(context)))
    if (!programme) return undefined
    const grades = await tx
      .select()
      .from(examPassingGrades)
      .where(eq(examPassingGrades.programmeId, id))
      .orderBy(
        sql`${examPassingGrades.formationKind} <> 'umum'`,
        asc(examPassingGrades.formationKind),
        asc(examPassingGrades.jobGroup),
      )
    const own = await tx
      .select()
      .from(examBlueprintCells)
      .where(eq(examBlueprintCells.programmeId, id))
      .orderBy(asc(examBlueprintCells.section), asc(examBlueprintCells.aspect))
    const bank = await tx
      .select({ id: examItems.id, section: examItems.section, aspect: examItems.aspect })
      .from(examItems)
      .where(and(eq(examItems.state, 'approved'), ofAgencies(context, examItems.agencyId), isSecret))
    const order = programme.sections.map(({ code }) => code)
    const cells = own
      .map((cell) => ({
        ...cell,
        found: bank.filter((item) => item.section === cell.section && item.aspect === cell.aspect).length,
      }))
      .sort((a, b) => order.indexOf(a.section) - order.indexOf(b.section))
    const secondRules = await tx
      .select()
      .from(examSecondRules)
      .where(eq(examSecondRules.programmeId, id))
      .orderBy(asc(examSecondRules.agencies), asc(examSecondRules.rule))
    const fillRules = await tx
      .select()
      .from(examFillRules)
      .where(eq(examFillRules.programmeId, id))
      .orderBy(asc(examFillRules.position))
    const isUsed = (await tx.$count(examSessions, eq(examSessions.programmeId, id))) > 0
    const findings = blueprintFindings(programme.sections, wholeBlueprint(programme.sections, own, bank), bank)
    return { programme, grades, secondRules, fillRules, cells, isUsed, findings }
  })
}
