/** tk_pendidikan of S-2, where BKN's list also puts the physician's specialisation; it has no code of its own. */
const MASTER = '45'

const FIRST_SPECIALIST = /\b(spesialis|sp)\b/i
const SECOND_SPECIALIST = /\bsub[\s-]?spesialis|\b(spesialis|sp)[\s.-]*(ii|2)\b/i

/**
 * Whether the highest diploma is a Spesialis I, as its study programme names it: "Spesialis I Ilmu Bedah", "Sp-1 Anak",
 * "Dokter Spesialis Mata". A Spesialis II or subspecialist is none.
 */
export function isFirstSpecialist(level: string | null, programme: string | null): boolean {
  if (level !== MASTER || programme === null) return false
  return FIRST_SPECIALIST.test(programme) && !SECOND_SPECIALIST.test(programme)
}
