import { foldHeader } from '@/lib/import/headers'

/**
 * Jenis kebutuhan: kinds of formation that the product has words for. Which kinds a selection has, its passing grades
 * say; a year may have others, whose name is their code.
 */
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

type FormationKind = (typeof FORMATION_KINDS)[number]

/** Jobs with a passing grade of their own that the product has words for; '' is every other job. */
export const JOB_GROUPS = [
  'dokter',
  'dokter_spesialis',
  'instruktur_penerbang',
  'awak_kapal_dan_pengamat',
  'petugas_ukur_dan_penjaga',
] as const

/**
 * On which kind of formation an accommodation has its time; without a kind, on each. The programme of the year says it.
 *
 * Source: PermenPANRB 27/2021, KepmenPANRB 651/2023 and 321/2024: netra who apply on the disability formation.
 */
export type AccommodatedKinds = Readonly<Record<string, string>>

/** Whether somebody with an accommodation who applies on a formation of this kind has its time. */
export function isTimed(kinds: AccommodatedKinds, accommodation: string, formationKind: string): boolean {
  return !Object.hasOwn(kinds, accommodation) || kinds[accommodation] === formationKind
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

/** The kind of formation among `kinds` that a text names, however it is written. */
export function readKind(text: string, kinds: Iterable<string>): string | undefined {
  return readWord(ALIASES[foldHeader(text)] ?? text, kinds)
}

/** The word among `words` that a text names, whatever its case, spaces and marks. */
export function readWord(text: string, words: Iterable<string>): string | undefined {
  const folded = foldHeader(text)
  return [...words].find((word) => foldHeader(word) === folded)
}
