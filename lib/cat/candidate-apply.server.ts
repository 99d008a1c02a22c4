import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { type Tx, transact } from '@/db/client.server'
import { isUniqueViolation, postgresError } from '@/db/postgres-error.server'
import { examCandidateImports } from '@/db/schema/cat'
import { recordAudit, recordAudits } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { type CheckedRow, changes, effectOf } from '@/lib/cat/candidate-check'
import { missingColumns } from '@/lib/cat/candidate-columns'
import type { ImportCounts, WrittenRows } from '@/lib/cat/candidate-import'
import { countsOf, lockStaged } from '@/lib/cat/candidate-import.server'
import { checkStaged, holdCandidates, holdScheduled, settleTimes } from '@/lib/cat/candidate-known.server'
import type { ImportMode } from '@/lib/import/run'
import { Refusal } from '@/lib/refusal'

export type File = { programmeId: string; agencyId: number }

/**
 * Writes the formations and candidates of a file, new and changed ones; what is the same stays untouched, so that a
 * second file with the same rows writes nothing. The rows are then forgotten. Refuses with not_found, wrong_state,
 * cat.candidate_column_missing, import.rows_with_errors (all or none), cat.nothing_to_apply, stale when somebody in it is
 * registered meanwhile, and cat.candidate_elsewhere when a number or NIK is another agency's in this programme.
 */
export function applyCandidates(context: Context, id: string, mode: ImportMode): Promise<ImportCounts> {
  return writing(context, (tx) => applyIn(tx, context, id, mode))
}

/** A transaction that says in our words when a number or NIK is taken. */
export async function writing<T>(context: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transact(context, run)
  } catch (error) {
    throw isTakenElsewhere(error) ? new Refusal('cat.candidate_elsewhere') : error
  }
}

async function applyIn(tx: Tx, context: Context, id: string, mode: ImportMode): Promise<ImportCounts> {
  const staged = await lockStaged(tx, context, id, 'apply')
  const [missing] = staged.sheets.flatMap(missingColumns)
  if (missing) throw new Refusal('cat.candidate_column_missing', { column: missing })
  await holdCandidates(tx, staged)
  const checked = await checkStaged(tx, staged)
  const counts = countsOf(checked)
  if (mode === 'all_or_nothing' && counts.faulty > 0)
    throw new Refusal('import.rows_with_errors', { count: counts.faulty })
  if (counts.new + counts.changed === 0) throw new Refusal('cat.nothing_to_apply')
  const written = toWrite(checked)
  await holdScheduled(tx, staged, changedNumbers(written.candidates))
  await writeFormations(tx, context, staged, written.formations)
  await writeCandidates(tx, context, staged, written.candidates)
  const times = await settleTimes(tx, staged)
  await tx
    .update(examCandidateImports)
    .set({ rows: [], counts, written, appliedAt: context.now })
    .where(eq(examCandidateImports.id, id))
  const after = { step: 'apply', file: staged.fileName, ...counts, times }
  await recordAudit(tx, context, 'exam.apply_candidates', null, after, { agencyId: staged.agencyId, subjectId: id })
  return counts
}

function toWrite(checked: readonly CheckedRow[]): WrittenRows {
  const written: WrittenRows = { formations: [], candidates: [] }
  for (const row of checked) {
    if (effectOf(row) === 'same') continue
    if (row.sheet === 'formasi' && row.value) written.formations.push({ before: row.before ?? null, after: row.value })
    if (row.sheet === 'peserta' && row.value) written.candidates.push({ before: row.before ?? null, after: row.value })
  }
  return written
}

export function changedNumbers(rows: WrittenRows['candidates']): string[] {
  return rows.flatMap(({ before, after }) => (before === null ? [] : [after.number]))
}

/** Writes formations over what is there, and down what changed of which. */
export async function writeFormations(
  tx: Tx,
  context: Context,
  { programmeId, agencyId }: File,
  rows: WrittenRows['formations'],
): Promise<void> {
  if (rows.length === 0) return
  const written = await tx.execute<{ id: string; key: string }>(sql`
    insert into exam_formations (programme_id, agency_id, code, position_name, education, location, formation_kind,
      job_group, vacancies)
    select ${programmeId}, ${agencyId}, code, "positionName", education, location, "formationKind", "jobGroup", vacancies
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ after }) => after))}::jsonb) r (code text, "positionName" text, education text,
      location text, "formationKind" text, "jobGroup" text, vacancies int)
    on conflict (programme_id, agency_id, code) do update set position_name = excluded.position_name,
      education = excluded.education, location = excluded.location, formation_kind = excluded.formation_kind,
      job_group = excluded.job_group, vacancies = excluded.vacancies
    returning id, code as key`)
  await recordChanges(tx, context, agencyId, written, rows, ({ code }) => code)
}

/** Writes candidates over what is there, and down what changed of whom. */
export async function writeCandidates(
  tx: Tx,
  context: Context,
  { programmeId, agencyId }: File,
  rows: WrittenRows['candidates'],
): Promise<void> {
  if (rows.length === 0) return
  const written = await tx.execute<{ id: string; key: string }>(sql`
    insert into exam_candidates (programme_id, formation_id, agency_id, number, nik, name, birth_place, born_on, sex,
      education, diploma_hundredths, accommodation, chosen_site_id)
    select ${programmeId}, f.id, ${agencyId}, r.number, r.nik, r.name, r."birthPlace", r."bornOn", r.sex, r.education,
      r."diplomaHundredths", r.accommodation,
      (select id from exam_sites t where t.agency_id = ${agencyId} and t.name = r.site)
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ after }) => after))}::jsonb) r (number text, nik text,
      name text, "birthPlace" text, "bornOn" date, sex text, education text, "diplomaHundredths" int, formation text,
      accommodation text, site text)
    join exam_formations f on f.programme_id = ${programmeId} and f.agency_id = ${agencyId} and f.code = r.formation
    on conflict (programme_id, number) do update set formation_id = excluded.formation_id, nik = excluded.nik,
      name = excluded.name, birth_place = excluded.birth_place, born_on = excluded.born_on, sex = excluded.sex,
      education = excluded.education, diploma_hundredths = excluded.diploma_hundredths,
      accommodation = excluded.accommodation, chosen_site_id = excluded.chosen_site_id, version = exam_candidates.version + 1
    returning id, number as key`)
  await recordChanges(tx, context, agencyId, written, rows, ({ number }) => number)
}

async function recordChanges<V extends object>(
  tx: Tx,
  context: Context,
  agencyId: number,
  written: readonly { id: string; key: string }[],
  rows: readonly { before: V | null; after: V }[],
  keyOf: (value: V) => string,
): Promise<void> {
  const ids = new Map(written.map(({ id, key }) => [key, id]))
  const changed = rows.flatMap(({ before, after }) =>
    before ? [{ ...differing(after, before), subject: { agencyId, subjectId: ids.get(keyOf(after)) ?? null } }] : [],
  )
  if (changed.length > 0) await recordAudits(tx, context, 'exam.apply_candidates', changed)
}

function differing(value: object, before: object) {
  const fields = changes(value, before)
  const only = (row: object) => Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)))
  return { before: only(before), after: only(value) }
}

/** The row that is in the way may be one that row-level security hides. */
function isTakenElsewhere(error: unknown): boolean {
  const said = postgresError(error)
  return isUniqueViolation(error) || (said?.code === '42501' && said.message.includes('row-level security'))
}
