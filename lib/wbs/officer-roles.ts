/** What somebody may be inside (wbs.md 6); `pejabat` acts on a recommendation, `pimpinan` hears of what is long overdue. */
export const OFFICER_ROLES = [
  'verifikator',
  'penelaah',
  'investigator',
  'inspektur',
  'kustodian',
  'pengelola_kunci',
  'statistik',
  'pejabat',
  'pimpinan',
] as const
export type OfficerRole = (typeof OFFICER_ROLES)[number]
