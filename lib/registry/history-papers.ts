import type { HistoryKind } from '@/lib/registry/history'

/**
 * Which papers prove a row of each history. What ends in `_LAMA` is not the latest of its kind: a proposal, which shows
 * the newest paper of a type that it asks for, takes no notice of it.
 */
const PAPERS: Record<HistoryKind, readonly string[]> = {
  rank: ['SK_PANGKAT', 'SK_PANGKAT_LAMA'],
  position: ['SK_JABATAN', 'SK_JABATAN_LAMA', 'SPP', 'SPMT'],
  education: ['IJAZAH', 'TRANSKRIP'],
  training: ['STTPL_PIM', 'SERTIFIKAT_DIKLAT', 'STLUD', 'SERTIFIKAT_UKOM'],
  performance: ['PREDIKAT'],
  creditPoint: ['PAK', 'PAK_LAMA', 'KONVERSI_AK', 'AKUMULASI_AK'],
  appointment: ['SK_CPNS', 'SK_PNS', 'SPMT'],
  family: ['AKTA'],
  serviceTime: ['SK_PMK'],
  discipline: ['SK_HUKDIS'],
  award: ['PIAGAM'],
  leave: ['SURAT_CUTI'],
}

/** Papers that no proposal asks for. */
export const HISTORY_PAPERS = [
  'SK_PANGKAT_LAMA',
  'SK_JABATAN_LAMA',
  'PAK_LAMA',
  'SERTIFIKAT_DIKLAT',
  'AKTA',
  'SK_PMK',
  'SK_HUKDIS',
  'PIAGAM',
  'SURAT_CUTI',
] as const

/**
 * The types of paper for one row; a predicate carries its year.
 *
 * @param isLatest of its kind, see `latestRow`; another row takes no paper of a type that has an earlier form
 */
export function paperTypes(kind: HistoryKind, row: object, isLatest: boolean): string[] {
  const types = PAPERS[kind].filter((type) => isLatest || !PAPERS[kind].includes(`${type}_LAMA`))
  return types.map((type) => (type === 'PREDIKAT' ? `${type}_${'year' in row ? row.year : ''}` : type))
}

type Row = { id: string; effectiveOn: string; recordedAt: Date; assignment?: unknown }

/** The id of the last of the rows that stand, which the newest paper of its kind proves; of posts a definitive one. */
export function latestRow(kind: HistoryKind, standing: readonly Row[]): string | undefined {
  const rows = standing.filter(({ assignment }) => kind !== 'position' || assignment === 'definitive')
  const place = ({ effectiveOn, recordedAt }: Row) => `${effectiveOn} ${recordedAt.toISOString()}`
  return rows.toSorted((a, b) => place(a).localeCompare(place(b))).at(-1)?.id
}
