import {
  type CandidateValue,
  checkCandidate,
  checkFormation,
  type FormationValue,
  type RowBasis,
  type RowProblem,
  type StagedRow,
} from '@/lib/cat/candidate-row'
import { isTimed, readKind } from '@/lib/cat/formation'
import type { CivilDate } from '@/lib/civil-date'
import { tidy } from '@/lib/import/tidy'

/** What is known already, by code and by number. */
export type KnownRows = {
  formations: ReadonlyMap<string, FormationValue>
  /** A session of the programme is prepared: what its formations are stays as it is. */
  areFormationsFixed: boolean
  candidates: ReadonlyMap<string, KnownCandidate>
  /** Who holds a NIK in this programme: the number. */
  nikHolders: ReadonlyMap<string, string>
  /** Who was disqualified in another programme and is kept out still, by NIK. */
  excluded: ReadonlyMap<string, Exclusion>
}

export type KnownCandidate = CandidateValue & {
  isPresent: boolean // registered on the day of the exam
  isRuled: boolean // named in a ruling that is proposed or agreed to: the number stays the same person's
}

/** A disqualification that lasts: where, and the first day after it; null: for good. */
export type Exclusion = { programme: string; endsOn: CivilDate | null }

export type Effect = 'new' | 'changed' | 'same'

export type CheckedRow = {
  row: StagedRow
  problems: RowProblem[]
} & (
  | { sheet: 'formasi'; value: FormationValue | undefined; before: FormationValue | undefined }
  | { sheet: 'peserta'; value: CandidateValue | undefined; before: CandidateValue | undefined }
)

/** Every row of a file: each by itself, then against the other rows and what is there already. */
export function checkFile(rows: readonly StagedRow[], basis: RowBasis, known: KnownRows): CheckedRow[] {
  const formations = rows
    .filter(({ sheet }) => sheet === 'formasi')
    .map((row) => ({ row, ...checkFormation(row, basis) }))
  repeated(formations, 'kode_formasi', 'ROW_REPEATED')
  if (known.areFormationsFixed) for (const formation of formations) refuseChange(formation, known)
  const kinds = new Map([...known.formations].map(([code, { formationKind }]) => [code, formationKind]))
  for (const { value, problems } of formations)
    if (value && !problems.some(({ isError }) => isError)) kinds.set(value.code, value.formationKind)

  const candidates = rows
    .filter(({ sheet }) => sheet === 'peserta')
    .map((row) => ({ row, ...checkCandidate(row, basis) }))
  repeated(candidates, 'nomor_peserta', 'ROW_REPEATED')
  repeated(candidates, 'nik', 'NIK_REPEATED')
  for (const candidate of candidates) againstKnown(candidate, kinds, known, basis)
  return [
    ...formations.map(
      (each): CheckedRow => ({
        ...sound(each),
        sheet: 'formasi',
        before: known.formations.get(each.value?.code ?? ''),
      }),
    ),
    ...candidates.map((each): CheckedRow => {
      const before = known.candidates.get(each.value?.number ?? '')
      return { ...sound(each), sheet: 'peserta', before: before && withoutStanding(before) }
    }),
  ]
}

export function isFaulty({ problems }: { problems: readonly RowProblem[] }): boolean {
  return problems.some(({ isError }) => isError)
}

/** What applying a sound row would do. */
export function effectOf({ value, before }: CheckedRow): Effect {
  if (!before) return 'new'
  return value && changes(value, before).length > 0 ? 'changed' : 'same'
}

/** The fields in which a row differs from what is there. */
export function changes(value: object, before: object): string[] {
  const old: Record<string, unknown> = { ...before }
  return Object.entries(value).flatMap(([field, now]) => (now === old[field] ? [] : [field]))
}

type Read<V> = { row: StagedRow; value: V | undefined; problems: RowProblem[] }

/** Of several rows with the same key none is right by itself: each names the first other one. */
function repeated<V>(all: readonly Read<V>[], column: string, code: RowProblem['code']): void {
  const byKey = new Map<string, Read<V>[]>()
  for (const each of all) {
    const key = (each.row.texts[column] ?? '').replace(/\s/g, '')
    if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), each])
  }
  for (const same of byKey.values()) {
    if (same.length < 2) continue
    for (const each of same) {
      const other = same.find(({ row }) => row !== each.row)
      each.problems.push(problem(each, column, code, { sheetRow: other?.row.row ?? 0 }))
    }
  }
}

function refuseChange(formation: Read<FormationValue>, known: KnownRows): void {
  const { value, problems } = formation
  const before = value && known.formations.get(value.code)
  if (before && changes(value, before).length > 0) problems.push(problem(formation, 'kode_formasi', 'FORMATION_FIXED'))
}

function againstKnown(
  candidate: Read<CandidateValue>,
  kinds: ReadonlyMap<string, string>,
  known: KnownRows,
  basis: RowBasis,
): void {
  const { value, problems, row } = candidate
  const formation = tidy(row.texts.kode_formasi ?? '')
  const kind = kinds.get(formation)
  const written = row.texts.jenis_formasi?.trim()
  if (formation !== '' && kind === undefined) problems.push(problem(candidate, 'kode_formasi', 'FORMATION_UNKNOWN'))
  if (kind && written && readKind(written, [kind]) !== kind)
    problems.push(problem(candidate, 'jenis_formasi', 'KIND_MISMATCH', { kind }))
  if (!value) return
  if (kind && value.accommodation && !isTimed(basis.accommodatedKinds, value.accommodation, kind))
    problems.push(problem(candidate, 'akomodasi', 'ACCOMMODATION_KIND', { kind }))
  const holder = value.nik && known.nikHolders.get(value.nik)
  if (holder && holder !== value.number) problems.push(problem(candidate, 'nik', 'NIK_TAKEN', { number: holder }))
  const out = value.nik && known.excluded.get(value.nik)
  if (out) problems.push(problem(candidate, 'nik', out.endsOn ? 'NIK_EXCLUDED' : 'NIK_EXCLUDED_FOR_GOOD', { ...out }))
  const before = known.candidates.get(value.number)
  if (before?.isPresent && changes(value, withoutStanding(before)).length > 0)
    problems.push(problem(candidate, 'nomor_peserta', 'CANDIDATE_PRESENT'))
  if (before?.isRuled && value.nik !== before.nik) problems.push(problem(candidate, 'nik', 'NIK_RULED'))
}

function problem({ row }: { row: StagedRow }, column: string, code: RowProblem['code'], facts = {}): RowProblem {
  return { column, value: row.texts[column] ?? '', code, isError: true, facts }
}

/** A row that the others spoil has no value to apply. */
function sound<V>(read: Read<V>): Read<V> {
  return isFaulty(read) ? { ...read, value: undefined } : read
}

function withoutStanding({ isPresent: _, isRuled: __, ...value }: KnownCandidate): CandidateValue {
  return value
}
