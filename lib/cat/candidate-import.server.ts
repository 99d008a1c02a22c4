import 'server-only'
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { examCandidateImports, examPassingGrades, examProgrammes } from '@/db/schema/cat'
import { referenceRows } from '@/db/schema/reference'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import { type Context, systemContext } from '@/lib/auth/actor'
import { type CheckedRow, changes, checkFile, effectOf, isFaulty, type KnownRows } from '@/lib/cat/candidate-check'
import { readCandidateFile } from '@/lib/cat/candidate-file.server'
import type { ImportCounts } from '@/lib/cat/candidate-import'
import type { CandidateValue, FormationValue, RowBasis, StagedRow } from '@/lib/cat/candidate-row'
import { ofAgencies, visibleProgrammes } from '@/lib/cat/exam-scope.server'
import { Refusal } from '@/lib/refusal'

const DAYS_KEPT = 30
const DAY_MS = 86_400_000

/** Reads a file of formations and candidates and keeps what is in it aside. Returns where to look at it. */
export async function stageCandidates(context: Context, programmeId: string, fileName: string, bytes: Uint8Array) {
  const rows = await readCandidateFile(bytes)
  return transact(context, async (tx) => {
    const { accountId, agencyId } = context.actor
    if (!accountId) throw new Error('a file has a person who sent it')
    const [programme] = await tx
      .select()
      .from(examProgrammes)
      .where(and(eq(examProgrammes.id, programmeId), visibleProgrammes(context)))
    if (!programme) throw new Refusal('not_found')
    const [staged] = await tx
      .insert(examCandidateImports)
      .values({ programmeId, agencyId, accountId, fileName, rows, createdAt: context.now })
      .returning({ id: examCandidateImports.id })
    if (!staged) throw new Error('nothing was staged')
    await recordAudit(
      tx,
      context,
      'exam.import_candidates',
      null,
      { fileName, rows: rows.length },
      { subjectId: staged.id },
    )
    return staged.id
  })
}

/** A file that was read, each row held against the programme and what is there already; undefined when there is none. */
export function findStagedCandidates(context: Context, id: string) {
  return transact(context, async (tx) => {
    const [staged] = await tx
      .select({ staged: examCandidateImports, programme: { name: examProgrammes.name } })
      .from(examCandidateImports)
      .innerJoin(examProgrammes, eq(examProgrammes.id, examCandidateImports.programmeId))
      .where(and(eq(examCandidateImports.id, id), ofAgencies(context, examCandidateImports.agencyId)))
    if (!staged) return undefined
    const { rows, ...file } = staged.staged
    const checked = await checkRows(tx, file, rows)
    return { ...file, programme: staged.programme.name, checked, counts: file.counts ?? countsOf(checked) }
  })
}

export function countsOf(checked: readonly CheckedRow[]): ImportCounts {
  const counts = { new: 0, changed: 0, same: 0, faulty: 0 }
  for (const row of checked) counts[isFaulty(row) ? 'faulty' : effectOf(row)] += 1
  return counts
}

/** The files that were read lately. */
export function listStagedCandidates(context: Context) {
  const { id, fileName, createdAt, appliedAt } = examCandidateImports
  return transact(context, (tx) =>
    tx
      .select({ id, fileName, createdAt, appliedAt })
      .from(examCandidateImports)
      .where(ofAgencies(context, examCandidateImports.agencyId))
      .orderBy(desc(createdAt))
      .limit(10),
  )
}

/**
 * Writes the formations and candidates of a file, new and changed ones; what is the same stays untouched, so that a
 * second file with the same rows writes nothing. The rows are then forgotten. Refuses with not_found, wrong_state,
 * import.rows_with_errors (all or none), cat.nothing_to_apply, and cat.candidate_elsewhere when a number or NIK is
 * another agency's in this programme.
 */
export async function applyCandidates(context: Context, id: string, mode: 'valid' | 'all'): Promise<ImportCounts> {
  try {
    return await transact(context, (tx) => applyIn(tx, context, id, mode))
  } catch (error) {
    throw isTakenElsewhere(error) ? new Refusal('cat.candidate_elsewhere') : error
  }
}

async function applyIn(tx: Tx, context: Context, id: string, mode: 'valid' | 'all'): Promise<ImportCounts> {
  const [staged] = await tx
    .select()
    .from(examCandidateImports)
    .where(and(eq(examCandidateImports.id, id), ofAgencies(context, examCandidateImports.agencyId)))
    .for('update')
  if (!staged) throw new Refusal('not_found')
  if (staged.appliedAt) throw new Refusal('wrong_state', { state: 'applied', event: 'apply' })
  const checked = await checkRows(tx, staged, staged.rows)
  const counts = countsOf(checked)
  if (mode === 'all' && counts.faulty > 0) throw new Refusal('import.rows_with_errors', { count: counts.faulty })
  if (counts.new + counts.changed === 0) throw new Refusal('cat.nothing_to_apply')
  await writeFormations(tx, staged, checked)
  await writeCandidates(tx, context, staged, checked)
  await tx
    .update(examCandidateImports)
    .set({ rows: [], counts, appliedAt: context.now })
    .where(eq(examCandidateImports.id, id))
  const { agencyId, fileName } = staged
  await recordAudit(tx, context, 'exam.apply_candidates', null, { fileName, ...counts }, { agencyId, subjectId: id })
  return counts
}

type File = { programmeId: string; agencyId: number }

async function writeFormations(tx: Tx, { programmeId, agencyId }: File, checked: readonly CheckedRow[]): Promise<void> {
  const values = checked.flatMap((row) =>
    row.sheet === 'formasi' && row.value && effectOf(row) !== 'same' ? [row.value] : [],
  )
  if (values.length === 0) return
  await tx.execute(sql`
    insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
      job_group, vacancies)
    select ${programmeId}, ${agencyId}, code, "positionName", education, location, "formationKind", "jobGroup", vacancies
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) r (code text, "positionName" text, education text,
      location text, "formationKind" text, "jobGroup" text, vacancies int)
    on conflict (programme_id, agency_id, code) do update set position_name = excluded.position_name,
      education = excluded.education, location = excluded.location, formation_kind = excluded.formation_kind,
      job_group = excluded.job_group, vacancies = excluded.vacancies`)
}

async function writeCandidates(
  tx: Tx,
  context: Context,
  { programmeId, agencyId }: File,
  checked: readonly CheckedRow[],
): Promise<void> {
  const rows = checked.flatMap((row) =>
    row.sheet === 'peserta' && row.value && effectOf(row) !== 'same' ? [{ value: row.value, before: row.before }] : [],
  )
  if (rows.length === 0) return
  const written = await tx.execute<{ id: string; number: string }>(sql`
    insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
      education, diploma_hundredths, accommodation)
    select ${programmeId}, f.id, ${agencyId}, r.number, r.nik, r.name, r."birthPlace", r."bornOn", r.sex, r.education,
      r."diplomaHundredths", r.accommodation
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ value }) => value))}::jsonb) r (number text, nik text,
      name text, "birthPlace" text, "bornOn" date, sex text, education text, "diplomaHundredths" int, formation text,
      accommodation text)
    join exam_formations f on f.programme_id = ${programmeId} and f.agency_id = ${agencyId} and f.code = r.formation
    on conflict (programme_id, number) do update set formation_id = excluded.formation_id, nik = excluded.nik,
      name = excluded.name, birth_place = excluded.birth_place, born_on = excluded.born_on, sex = excluded.sex,
      education = excluded.education, diploma_hundredths = excluded.diploma_hundredths,
      accommodation = excluded.accommodation, version = exam_candidates.version + 1
    returning id, number`)
  const ids = new Map(written.map(({ id, number }) => [number, id]))
  const changed = rows.flatMap(({ value, before }) =>
    before ? [{ ...differing(value, before), subject: { agencyId, subjectId: ids.get(value.number) ?? null } }] : [],
  )
  if (changed.length > 0) await recordAudits(tx, context, 'exam.apply_candidates', changed)
}

function differing(value: CandidateValue, before: CandidateValue) {
  const fields = changes(value, before)
  const only = (row: object) => Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)))
  return { before: only(before), after: only(value) }
}

async function checkRows(tx: Tx, file: File, rows: readonly StagedRow[]): Promise<CheckedRow[]> {
  return checkFile(rows, await basisOf(tx, file.programmeId), await knownRows(tx, file))
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

async function knownRows(tx: Tx, { programmeId, agencyId }: File): Promise<KnownRows> {
  const formations = await tx.execute<FormationValue>(sql`
    select code, position_name as "positionName", education, location, formation_kind as "formationKind",
      job_group as "jobGroup", vacancies
    from exam_formations where programme_id = ${programmeId} and agency_id = ${agencyId}`)
  const candidates = await tx.execute<CandidateValue & { isPresent: boolean }>(sql`
    select c.number, c.nik, c.name, c.birth_place as "birthPlace", c.born_on::text as "bornOn", c.sex, c.education,
      c.diploma_hundredths as "diplomaHundredths", f.code as formation, c.accommodation,
      exists (select from exam_attempts a where a.candidate_id = c.id and a.state <> 'scheduled') as "isPresent"
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId}`)
  return {
    formations: new Map(formations.map((row) => [row.code, row])),
    candidates: new Map(candidates.map((row) => [row.number, row])),
    nikHolders: new Map(candidates.flatMap(({ nik, number }) => (nik ? [[nik, number]] : []))),
  }
}

/** The row that is in the way may be one that row-level security hides. */
function isTakenElsewhere(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error
  if (!(cause instanceof Error) || !('code' in cause)) return false
  return cause.code === '23505' || (cause.code === '42501' && cause.message.includes('row-level security'))
}

/** Forgets files that nobody applied for thirty days. Answers how many. */
export async function forgetStagedCandidates(now: Date): Promise<number> {
  const gone = await transact(systemContext('clean-up', now), (tx) =>
    tx
      .delete(examCandidateImports)
      .where(
        and(
          isNull(examCandidateImports.appliedAt),
          lt(examCandidateImports.createdAt, new Date(now.getTime() - DAYS_KEPT * DAY_MS)),
        ),
      )
      .returning({ id: examCandidateImports.id }),
  )
  return gone.length
}
