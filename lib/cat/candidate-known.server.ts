import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { type examCandidateImports, examPassingGrades, examProgrammes } from '@/db/schema/cat'
import { referenceRows } from '@/db/schema/reference'
import { type CheckedRow, checkFile, type KnownRows } from '@/lib/cat/candidate-check'
import { type CandidateValue, type FormationValue, type RowBasis, stagedRows } from '@/lib/cat/candidate-row'
import { Refusal } from '@/lib/refusal'

type Staged = typeof examCandidateImports.$inferSelect

/** The rows of a file, each held against its programme and what is there already. */
export async function checkStaged(tx: Tx, { sheets, rows, ...file }: Staged): Promise<CheckedRow[]> {
  return checkFile(stagedRows(sheets, rows), await basisOf(tx, file.programmeId), await knownRows(tx, file))
}

async function basisOf(tx: Tx, programmeId: string): Promise<RowBasis> {
  const [programme] = await tx.select().from(examProgrammes).where(eq(examProgrammes.id, programmeId))
  if (!programme) throw new Refusal('not_found')
  const grades = await tx.select().from(examPassingGrades).where(eq(examPassingGrades.programmeId, programmeId))
  const kinds = new Map<string, Set<string>>()
  for (const { formationKind, jobGroup } of grades)
    kinds.set(formationKind, (kinds.get(formationKind) ?? new Set<string>()).add(jobGroup))
  const provinces = await tx
    .select({ code: referenceRows.code })
    .from(referenceRows)
    .where(eq(referenceRows.tableName, 'provinces'))
  return {
    year: programme.year,
    kinds,
    accommodations: new Set(Object.keys(programme.accommodatedSeconds)),
    provinceCodes: new Set(provinces.map(({ code }) => code)),
  }
}

/** What an agency has in a programme already. */
export async function knownRows(
  tx: Tx,
  { programmeId, agencyId }: Pick<Staged, 'programmeId' | 'agencyId'>,
): Promise<KnownRows> {
  const formations = await tx.execute<FormationValue>(sql`
    select code, position_name as "positionName", education, location, formation_kind as "formationKind",
      job_group as "jobGroup", vacancies
    from exam_formations where programme_id = ${programmeId} and agency_id = ${agencyId}`)
  const prepared = await tx.execute(sql`
    select from exam_sessions where programme_id = ${programmeId} and agency_id = ${agencyId} and state <> 'planned' limit 1`)
  const candidates = await tx.execute<CandidateValue & { isPresent: boolean }>(sql`
    select c.number, c.nik, c.name, c.birth_place as "birthPlace", c.born_on::text as "bornOn", c.sex, c.education,
      c.diploma_hundredths as "diplomaHundredths", f.code as formation, c.accommodation,
      exists (select from exam_attempts a where a.candidate_id = c.id and a.state <> 'scheduled') as "isPresent"
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId}`)
  return {
    formations: new Map(formations.map((row) => [row.code, row])),
    areFormationsFixed: prepared.length > 0,
    candidates: new Map(candidates.map((row) => [row.number, row])),
    nikHolders: new Map(candidates.flatMap(({ nik, number }) => (nik ? [[nik, number]] : []))),
  }
}

/** Keeps sessions from being prepared while what they rank by is written; call it before `knownRows`. */
export async function holdPreparation(
  tx: Tx,
  { programmeId, agencyId }: Pick<Staged, 'programmeId' | 'agencyId'>,
): Promise<void> {
  await tx.execute(sql`
    select from exam_sessions where programme_id = ${programmeId} and agency_id = ${agencyId} order by id for share`)
}
