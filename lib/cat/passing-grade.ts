import { type SectionScores, totalOf } from '@/lib/cat/programme'
import type { Finding } from '@/lib/refusal'

/** Nilai ambang batas of one kind of formation: null is not checked. */
export type PassingGrade = {
  minimumBySection: Readonly<Record<string, number>>
  minimumTotal: number | null
  source: string
}

/** Each threshold of a passing grade, reached or not; a score that equals it is enough. */
export function passingGradeFindings(scores: SectionScores, grade: PassingGrade): Finding[] {
  const sections = Object.entries(grade.minimumBySection).map(([section, minimum]): Finding => {
    const score = scores[section] ?? 0
    return {
      code: 'cat.section_minimum',
      met: score >= minimum,
      facts: { section, score, minimum },
      source: grade.source,
    }
  })
  if (grade.minimumTotal === null) return sections
  const score = totalOf(scores)
  const minimum = grade.minimumTotal
  return [
    ...sections,
    { code: 'cat.total_minimum', met: score >= minimum, facts: { score, minimum }, source: grade.source },
  ]
}
