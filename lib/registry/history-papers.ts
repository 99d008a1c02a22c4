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

/** The types of paper for one row; a predicate carries its year. */
export function paperTypes(kind: HistoryKind, row: object): string[] {
  return PAPERS[kind].map((type) => (type === 'PREDIKAT' ? `${type}_${'year' in row ? row.year : ''}` : type))
}
