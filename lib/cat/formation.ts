import { foldHeader } from '@/lib/import/headers'

/** Jenis kebutuhan: the kinds of formation that a selection may have, each with its passing grade. */
export const FORMATION_KINDS = [
  'umum',
  'cumlaude',
  'diaspora',
  'disabilitas',
  'papua',
  'daerah_tertinggal',
  'kalimantan',
  'siber',
  'honorer_k2',
  'olahragawan',
] as const

export type FormationKind = (typeof FORMATION_KINDS)[number]

/** Jobs with a passing grade of their own; '' is every other job. */
export const JOB_GROUPS = ['dokter', 'dokter_spesialis', 'instruktur_penerbang', 'awak_kapal_dan_pengamat'] as const

/**
 * For which kind of formation an accommodation is given more time.
 *
 * Source: PermenPANRB 27/2021, KepmenPANRB 651/2023 and 321/2024: netra who apply on the disability formation.
 */
const TIMED_KIND: Readonly<Record<string, FormationKind>> = { netra: 'disabilitas' }

/** Whether somebody with an accommodation who applies on a formation of this kind has its time. */
export function isTimed(accommodation: string, formationKind: string): boolean {
  return TIMED_KIND[accommodation] === formationKind
}

/** How agencies write them besides. */
const ALIASES: Record<string, FormationKind> = {
  formasi_umum: 'umum',
  kebutuhan_umum: 'umum',
  cum_laude: 'cumlaude',
  dengan_pujian: 'cumlaude',
  lulusan_terbaik: 'cumlaude',
  penyandang_disabilitas: 'disabilitas',
  putra_putri_papua: 'papua',
  putra_putri_wilayah_papua: 'papua',
  putra_putri_papua_dan_papua_barat: 'papua',
  putra_putri_daerah_tertinggal: 'daerah_tertinggal',
  putra_putri_kalimantan: 'kalimantan',
  tenaga_pengamanan_siber: 'siber',
  olahragawan_berprestasi: 'olahragawan',
}

/** The kind that a cell names, however it is written. */
export function readKind(text: string): FormationKind | undefined {
  const folded = foldHeader(text)
  return FORMATION_KINDS.find((kind) => kind === folded) ?? ALIASES[folded]
}
