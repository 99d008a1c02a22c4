import type { CivilDate } from '@/lib/civil-date'
import type { Finding } from '@/lib/refusal'
import { type Rank, rankOrder } from '@/lib/registry/ranks'
import { performanceFacts } from '@/lib/sapk/performance'
import type { Proposal } from '@/lib/sapk/proposal'

/** From this rank on the decree goes through the Sekretariat Negara, which wants the working life too. */
const WITH_WORKING_LIFE_FROM: Rank = 'IV/c'

const OF_FIRST_PROMOTION = ['SK_CPNS', 'SK_PNS', 'KARPEG', 'IJAZAH', 'TRANSKRIP']

const OF_TYPE: Record<string, readonly string[]> = {
  structural: ['SK_JABATAN', 'SPP', 'SPMT', 'STTPL_PIM'],
  functional: ['PAK', 'KONVERSI_AK', 'AKUMULASI_AK', 'SK_JABATAN'],
}

/**
 * The document types that a promotion must show, as its type and its findings ask for them. The letter of proposal and
 * its list are made here and are not uploaded.
 *
 * Source: Kepka BKN 12/2002; Peraturan BKN 3/2023 for angka kredit.
 */
export function requiredDocuments(
  { type, toRank, findings }: Pick<Proposal, 'type' | 'toRank' | 'findings'>,
  isFirst: boolean,
): string[] {
  const documents = ['SK_PANGKAT', ...predicateYears(findings).map((year) => `PREDIKAT_${year}`)]
  if (isFirst) documents.push(...OF_FIRST_PROMOTION)
  documents.push(...(OF_TYPE[type] ?? []), ...examDocuments(findings))
  if (findings.some(({ code, facts }) => code === 'promotion.grade' && facts.entersGrade === true)) {
    documents.push('SERTIFIKAT_UKOM')
  }
  if (rankOrder(toRank) >= rankOrder(WITH_WORKING_LIFE_FROM)) documents.push('DRH')
  return [...new Set(documents)]
}

/** The years whose predicates the rules looked at. */
function predicateYears(findings: readonly Finding[]): number[] {
  const { firstYear, lastYear } = performanceFacts(findings)
  return [firstYear, lastYear].filter((year) => typeof year === 'number')
}

/** Into another group by Ujian Dinas: the diploma that exempts, else the certificate or another proof. */
function examDocuments(findings: readonly Finding[]): string[] {
  const exam = findings.find(({ code }) => code === 'promotion.service_exam_1' || code === 'promotion.service_exam_2')
  if (!exam) return []
  return exam.facts.proof === 'education' ? ['IJAZAH'] : ['STLUD']
}

/**
 * No promotion was ever decided: every rank in force is that of the appointment, and none came after it.
 *
 * @param ranks the rows of the history that stand, none of them void or replaced
 */
export function isFirstPromotion(
  ranks: readonly { rank: Rank; effectiveOn: CivilDate }[],
  appointedOn: CivilDate,
): boolean {
  const [first] = ranks
  if (!first) return true
  return ranks.every(({ rank }) => rank === first.rank) && ranks.some(({ effectiveOn }) => effectiveOn <= appointedOn)
}
