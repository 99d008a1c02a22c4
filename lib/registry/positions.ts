import type { CivilDate } from '@/lib/civil-date'
import type { Reference } from '@/lib/registry/reference'
import { isInForce, rowOn } from '@/lib/registry/validity'

export type PostKind = 'structural' | 'functional' | 'executing'

/** What a rule needs to know of the post somebody holds. */
export type Post = { kind: PostKind; name: string; echelon: string | null; grade: Grade | null }

/** Jenjang of a jabatan fungsional; the first four are keterampilan, the others keahlian. */
export const GRADES = [
  'Pemula',
  'Terampil',
  'Mahir',
  'Penyelia',
  'Ahli Pertama',
  'Ahli Muda',
  'Ahli Madya',
  'Ahli Utama',
] as const

export type Grade = (typeof GRADES)[number]

/** The jenjang that ends a functional title: `Guru Ahli Madya` is of the family `Guru`, grade `Ahli Madya`. */
export function gradeOf(title: string): Grade | null {
  return GRADES.find((grade) => title.endsWith(` ${grade}`)) ?? null
}

export function familyOf(title: string): string {
  const grade = gradeOf(title)
  return grade ? title.slice(0, -grade.length - 1) : title
}

/** BUP where neither echelon, grade nor a special law says otherwise. Source: UU 20/2023 art. 55. */
const GENERAL_AGE_YEARS = 58

/** BUP of a post on a day, in years: a special law first, then echelon or grade. */
export function retirementAge(reference: Reference, post: Post, on: CivilDate): number {
  if (post.kind === 'structural') {
    return (post.echelon && rowOn(reference.echelons, post.echelon, on)?.retirementAgeYears) || GENERAL_AGE_YEARS
  }
  if (post.kind === 'executing') return GENERAL_AGE_YEARS
  return functionalAge(reference, post, on) ?? GENERAL_AGE_YEARS
}

function functionalAge(reference: Reference, { name, grade }: Post, on: CivilDate): number | undefined {
  const family = familyOf(name)
  let general: number | undefined
  for (const row of reference.retirementAges) {
    if (!isInForce(row, on)) continue
    const ofGrade = row.grades.length === 0 || (grade !== null && row.grades.includes(grade))
    if (row.kind === 'override' && ofGrade && row.families.includes(family)) return row.ageYears
    if (row.kind === 'non_managerial' && row.grades.length > 0 && ofGrade) general = row.ageYears
  }
  return general
}
