import 'server-only'
import { and, eq, ne, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { type Tx, transact } from '@/db/client.server'
import { examPassingGrades, examProgrammes } from '@/db/schema/cat'
import { examBlueprintCells } from '@/db/schema/cat-bank'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { canonical } from '@/lib/canonical-json'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import { readKind, readWord } from '@/lib/cat/formation'
import type { ProgrammeSection } from '@/lib/cat/programme'
import { changing, makesLaw, type Programme } from '@/lib/cat/programme-change.server'
import type {
  accommodationInput,
  cellInput,
  copyInput,
  factsInput,
  gradeInput,
  sectionInput,
} from '@/lib/cat/programme-input'
import { Refusal } from '@/lib/refusal'

/**
 * Makes a programme from another one, with its sections, grades, limits of the second stage and blueprint: of the
 * actor's agency, or of the law where BKN makes it. It has to be confirmed before use, with each of its numbers.
 * Refuses with not_found, and on its field cat.programme_code_taken.
 */
export function copyProgramme(context: Context, input: z.output<typeof copyInput>): Promise<string> {
  const { id, ...own } = input
  return transact(context, async (tx) => {
    const [from] = await tx
      .select()
      .from(examProgrammes)
      .where(and(eq(examProgrammes.id, id), visibleProgrammes(context)))
    if (!from) throw new Refusal('not_found')
    const agencyId = makesLaw(context) ? null : context.actor.agencyId
    const { id: _, version: __, ...facts } = from
    const [made] = await tx
      .insert(examProgrammes)
      .values({ ...facts, ...own, ranking: withoutEarlier(facts.ranking), agencyId, isConfirmed: false })
      .onConflictDoNothing() // the code may be another agency's, which nobody here sees
      .returning()
    if (!made) throw Refusal.onField('code', 'cat.programme_code_taken')
    const isSure = agencyId === null ? sql`false` : sql`is_confirmed` // another year's law is not this year's
    await tx.execute(sql`
      insert into exam_passing_grades (programme_id, formation_kind, job_group, minimum_by_section, minimum_total,
        fill_total, source, is_confirmed)
      select ${made.id}, formation_kind, job_group, minimum_by_section, minimum_total, fill_total, source, ${isSure}
      from exam_passing_grades where programme_id = ${id}`)
    await tx.execute(sql`
      insert into exam_second_rules (programme_id, agencies, rule, value, source, is_confirmed)
      select ${made.id}, agencies, rule, value, source, ${isSure} from exam_second_rules where programme_id = ${id}`)
    await tx.execute(sql`
      insert into exam_fill_rules (programme_id, position, into_kind, from_kind, is_same_location, source, is_confirmed)
      select ${made.id}, position, into_kind, from_kind, is_same_location, source, ${isSure}
      from exam_fill_rules where programme_id = ${id}`)
    await tx.execute(sql`
      insert into exam_blueprint_cells (programme_id, section, aspect, minimum, maximum)
      select ${made.id}, section, aspect, minimum, maximum from exam_blueprint_cells where programme_id = ${id}`)
    await recordAudit(tx, context, 'exam.copy_programme', { from: from.code }, made, { agencyId, subjectId: made.id })
    return made.id
  })
}

/** Scores of an earlier selection count in the one that names it: its copy names none. */
function withoutEarlier(ranking: Programme['ranking']): Programme['ranking'] {
  return ranking && { tieBreak: ranking.tieBreak, perVacancy: ranking.perVacancy }
}

/** Changes what is said of a programme as a whole. Refuses on their fields cat.tie_sections, cat.earlier_unknown. */
export function saveFacts(context: Context, input: z.output<typeof factsInput>): Promise<void> {
  const { id, version, minutes, perVacancy, tieBreak, earlierFrom, earlierOf, earlierUse, earlierMark, ...facts } =
    input
  return changing(context, { id, version }, input, async (tx, before) => {
    const codes = before.sections.map(({ code }) => code).sort()
    if (perVacancy !== null && canonical(tieBreak.toSorted()) !== canonical(codes))
      throw Refusal.onField('tieBreak', 'cat.tie_sections', { sections: codes.join(', ') })
    const named = await tx.execute(sql`select from exam_programmes where code = ${earlierFrom} and id <> ${id}`)
    if (earlierFrom !== '' && named.length === 0) throw Refusal.onField('earlierFrom', 'cat.earlier_unknown')
    const earlier = { programme: earlierFrom, of: earlierOf, use: earlierUse, mark: earlierMark || null }
    await tx
      .update(examProgrammes)
      .set({
        ...facts,
        durationSeconds: minutes * 60,
        ranking: perVacancy === null ? null : { tieBreak, perVacancy, ...(earlierFrom === '' ? {} : { earlier }) },
      })
      .where(eq(examProgrammes.id, id))
  })
}

/**
 * Adds, changes or removes a section; with it go its cells and thresholds. Refuses with cat.last_section, and with
 * cat.section_differs where items of this code are of another kind.
 */
export function saveSection(context: Context, input: z.output<typeof sectionInput>): Promise<void> {
  const { id, version, remove, ...section } = input
  return changing(context, { id, version }, input, async (tx, { sections, ranking }) => {
    const others = sections.filter(({ code }) => code !== section.code)
    if (remove && others.length === 0) throw new Refusal('cat.last_section')
    if (!remove) await refuseOtherKind(tx, context, id, section)
    const isKnown = others.length < sections.length
    const changed = isKnown
      ? sections.map((each) => (each.code === section.code ? section : each))
      : [...sections, section]
    const codes = (remove ? others : changed).map(({ code }) => code)
    const kept = (ranking?.tieBreak ?? []).filter((code) => codes.includes(code))
    const tieBreak = [...kept, ...codes.filter((code) => !kept.includes(code))]
    await tx
      .update(examProgrammes)
      .set({ sections: remove ? others : changed, ranking: ranking && { ...ranking, tieBreak } })
      .where(eq(examProgrammes.id, id))
    if (!remove) return
    await tx
      .delete(examBlueprintCells)
      .where(and(eq(examBlueprintCells.programmeId, id), eq(examBlueprintCells.section, section.code)))
    await tx
      .update(examPassingGrades)
      .set({ minimumBySection: sql`${examPassingGrades.minimumBySection} - ${section.code}::text` })
      .where(eq(examPassingGrades.programmeId, id))
  })
}

/** Items belong to a section by its code: it has one kind of items in all programmes, and in the bank. */
async function refuseOtherKind(tx: Tx, context: Context, id: string, section: ProgrammeSection): Promise<void> {
  const { code, scoring, optionCount } = section
  const programmes = await tx
    .select({ sections: examProgrammes.sections })
    .from(examProgrammes)
    .where(and(ne(examProgrammes.id, id), visibleProgrammes(context)))
  const others = programmes.flatMap(({ sections }) => sections.filter((other) => other.code === code))
  const [unlike] = await tx.execute(sql`
    select from exam_items i, lateral (
      select id, options from exam_item_versions where item_id = i.id order by number desc limit 1
    ) v where ${ofAgencies(context, sql`i.agency_id`)} and i.section = ${code} and i.state in ('in_review', 'approved') and (
      jsonb_array_length(v.options) <> ${optionCount} or ${scoring === 'weighted'} <>
        ((select count(*) from exam_item_keys k where k.version_id = v.id and k.points > 0) > 1)
    ) limit 1`)
  if (unlike || others.some((other) => other.scoring !== scoring || other.optionCount !== optionCount))
    throw Refusal.onField('code', 'cat.section_differs')
}

/** Adds, changes or removes the passing grade of one kind. Refuses with cat.section_unknown. */
export function saveGrade(context: Context, input: z.output<typeof gradeInput>): Promise<void> {
  const { id, version, minimums, minimumTotal, fillTotal, source, remove } = input
  const given = Object.entries(minimums).flatMap(([code, value]) => (value === null ? [] : [[code, value] as const]))
  return changing(context, { id, version }, input, async (tx, { sections }) => {
    if (given.some(([code]) => !sections.some((section) => section.code === code)))
      throw new Refusal('cat.section_unknown')
    const { programmeId, formationKind: kind, jobGroup: group } = examPassingGrades
    const known = await tx.select({ kind, group }).from(examPassingGrades).where(eq(programmeId, id))
    const formationKind =
      readKind(
        input.formationKind,
        known.map((each) => each.kind),
      ) ?? input.formationKind
    const jobGroup =
      readWord(
        input.jobGroup,
        known.map((each) => each.group),
      ) ?? input.jobGroup
    if (remove) {
      const same = and(eq(programmeId, id), eq(kind, formationKind), eq(group, jobGroup))
      await tx.delete(examPassingGrades).where(same)
      return
    }
    const grade = { minimumBySection: Object.fromEntries(given), minimumTotal, fillTotal, source, isConfirmed: false }
    await tx
      .insert(examPassingGrades)
      .values({ programmeId: id, formationKind, jobGroup, ...grade })
      .onConflictDoUpdate({ target: [programmeId, kind, group], set: grade })
  })
}

/** Adds, changes or removes the time of those whom the programme accommodates. */
export function saveAccommodation(context: Context, input: z.output<typeof accommodationInput>): Promise<void> {
  const { id, version, minutes, formationKind, remove } = input
  return changing(context, { id, version }, input, async (tx, { accommodatedSeconds, accommodatedKinds }) => {
    const name = readWord(input.accommodation, Object.keys(accommodatedSeconds)) ?? input.accommodation
    const { [name]: _, ...otherSeconds } = accommodatedSeconds
    const { [name]: __, ...otherKinds } = accommodatedKinds
    await tx
      .update(examProgrammes)
      .set({
        accommodatedSeconds: remove ? otherSeconds : { ...otherSeconds, [name]: minutes * 60 },
        accommodatedKinds: remove || formationKind === '' ? otherKinds : { ...otherKinds, [name]: formationKind },
      })
      .where(eq(examProgrammes.id, id))
  })
}

/** Adds, changes or removes a cell of the blueprint. Refuses with cat.section_unknown. */
export function saveCell(context: Context, input: z.output<typeof cellInput>): Promise<void> {
  const { id, version, remove, ...cell } = input
  return changing(context, { id, version }, input, async (tx, { sections }) => {
    const { programmeId, section, aspect } = examBlueprintCells
    if (remove) {
      const same = and(eq(programmeId, id), eq(section, cell.section), eq(aspect, cell.aspect))
      await tx.delete(examBlueprintCells).where(same)
      return
    }
    if (!sections.some(({ code }) => code === cell.section)) throw new Refusal('cat.section_unknown')
    const { minimum, maximum } = cell
    await tx
      .insert(examBlueprintCells)
      .values({ programmeId: id, ...cell })
      .onConflictDoUpdate({ target: [programmeId, section, aspect], set: { minimum, maximum } })
  })
}
