import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { type examCandidateImports, examPassingGrades, examProgrammes } from '@/db/schema/cat'
import { referenceRows } from '@/db/schema/reference'
import { type CheckedRow, checkFile, type KnownCandidate, type KnownRows } from '@/lib/cat/candidate-check'
import { type FormationValue, type RowBasis, stagedRows } from '@/lib/cat/candidate-row'
import type { AgencyProgramme } from '@/lib/cat/exam-scope.server'
import { excludedAmong } from '@/lib/cat/kept-out.server'
import { allowedSeconds } from '@/lib/cat/session-plan'
import { tidyDigits } from '@/lib/import/tidy'
import { Refusal } from '@/lib/refusal'

type Staged = typeof examCandidateImports.$inferSelect

/** The rows of a file, each held against its programme and what is there already. */
export async function checkStaged(tx: Tx, { sheets, rows, ...file }: Staged): Promise<CheckedRow[]> {
  const staged = stagedRows(sheets, rows)
  const niks = staged.flatMap(({ texts: { nik = '' } }) => (nik === '' ? [] : [tidyDigits(nik)]))
  const known = { ...(await knownRows(tx, file)), excluded: await excludedAmong(tx, file.programmeId, niks) }
  return checkFile(staged, await basisOf(tx, file), known)
}

async function basisOf(tx: Tx, { programmeId, agencyId }: AgencyProgramme): Promise<RowBasis> {
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
  const sites = await tx.execute<{ name: string }>(sql`
    select name from exam_sites where agency_id = ${agencyId} order by name`)
  return {
    year: programme.year,
    kinds,
    accommodations: new Set(Object.keys(programme.accommodatedSeconds)),
    accommodatedKinds: programme.accommodatedKinds,
    sites: new Set(sites.map(({ name }) => name)),
    provinceCodes: new Set(provinces.map(({ code }) => code)),
  }
}

/** What an agency has in a programme already. */
export async function knownRows(
  tx: Tx,
  { programmeId, agencyId }: AgencyProgramme,
): Promise<Omit<KnownRows, 'excluded'>> {
  const formations = await tx.execute<FormationValue>(sql`
    select code, position_name as "positionName", education, location, formation_kind as "formationKind",
      job_group as "jobGroup", vacancies
    from exam_formations where programme_id = ${programmeId} and agency_id = ${agencyId}`)
  const prepared = await tx.execute(sql`
    select from exam_sessions where programme_id = ${programmeId} and agency_id = ${agencyId}
      and (state not in ('planned', 'void') or content is not null) limit 1`)
  const candidates = await tx.execute<KnownCandidate>(sql`
    select c.number, c.nik, c.name, c.birth_place as "birthPlace", c.born_on::text as "bornOn", c.sex, c.education,
      c.diploma_hundredths as "diplomaHundredths", f.code as formation, c.accommodation,
      (select name from exam_sites where id = c.chosen_site_id) as site,
      exists (select from exam_attempts a where a.candidate_id = c.id and a.state not in ('scheduled', 'void')) as "isPresent",
      exists (select from exam_rulings r where r.programme_id = c.programme_id and r.agency_id = c.agency_id
        and r.decline_reason is null and r.numbers ? c.number) as "isRuled"
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId}`)
  return {
    formations: new Map(formations.map((row) => [row.code, row])),
    areFormationsFixed: prepared.length > 0,
    candidates: new Map(candidates.map((row) => [row.number, row])),
    nikHolders: new Map(candidates.flatMap(({ nik, number }) => (nik ? [[nik, number]] : []))),
  }
}

/**
 * Held by one alone of those who write an agency's candidates of a programme, propose a ruling of them, give them a
 * session, or prepare one: none of them sees what another is about to change, and nobody at work waits for it. Call it before `knownRows`.
 */
export async function holdCandidates(tx: Tx, { programmeId, agencyId }: AgencyProgramme): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(${`candidates ${programmeId} ${agencyId}`}, 0))`)
}

/** Keeps candidates from being registered while they are changed. Refuses with stale when one of them just was. */
export async function holdScheduled(
  tx: Tx,
  { programmeId, agencyId }: AgencyProgramme,
  numbers: readonly string[],
): Promise<void> {
  const theirs = sql`
    from exam_attempts a join exam_candidates c on c.id = a.candidate_id
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId} and c.number = any(${sql.param(numbers)}::text[])`
  await tx.execute(sql`select ${theirs} and a.state = 'scheduled' order by a.id for update of a`)
  const present = await tx.execute(sql`select ${theirs} and a.state not in ('scheduled', 'void') limit 1`)
  if (present.length > 0) throw new Refusal('stale')
}

/**
 * Gives everybody who is not registered yet the time that their accommodation and formation give today. Answers how many
 * had another one.
 */
export async function settleTimes(tx: Tx, { programmeId, agencyId }: AgencyProgramme): Promise<number> {
  const [programme] = await tx
    .select({
      durationSeconds: examProgrammes.durationSeconds,
      accommodatedSeconds: examProgrammes.accommodatedSeconds,
      accommodatedKinds: examProgrammes.accommodatedKinds,
    })
    .from(examProgrammes)
    .where(eq(examProgrammes.id, programmeId))
  if (!programme) throw new Refusal('not_found')
  const cases = await tx.execute<{ accommodation: string | null; formationKind: string }>(sql`
    select distinct c.accommodation, f.formation_kind as "formationKind"
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    where c.programme_id = ${programmeId} and c.agency_id = ${agencyId}`)
  const times = cases.map((each) => ({ ...each, seconds: allowedSeconds(programme, each) }))
  const changed = await tx.execute(sql`
    update exam_attempts a set allowed_seconds = r.seconds
    from exam_candidates c join exam_formations f on f.id = c.formation_id
    join jsonb_to_recordset(${JSON.stringify(times)}::jsonb) r (accommodation text, "formationKind" text, seconds int)
      on r."formationKind" = f.formation_kind and r.accommodation is not distinct from c.accommodation
    where c.id = a.candidate_id and c.programme_id = ${programmeId} and c.agency_id = ${agencyId}
      and a.state = 'scheduled' and a.allowed_seconds <> r.seconds
    returning a.id`)
  return changed.length
}
