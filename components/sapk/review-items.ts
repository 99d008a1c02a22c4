import { getLocale, getTranslations } from 'next-intl/server'
import { earlierRounds } from '@/components/sapk/proposal-threads'
import type { ReviewItem } from '@/components/sapk/review-row'
import { formatDate, formatMonths, formatRupiah, formatThousandths, type Locale } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { creditOf } from '@/lib/sapk/credit-points'
import { type Recorded, spellingsOf } from '@/lib/sapk/evidence-spellings'
import type { ProposalDetail } from '@/lib/sapk/proposal-detail.server'
import type { ProposalDocument } from '@/lib/sapk/proposal-documents.server'
import { papersOf, type ReviewField, reviewItems } from '@/lib/sapk/review'

type Value = { before: string | null; after: string | null }

/** What a verifier decides on, with its values, the paper that shows each and what was said of it before. */
export async function listReviewItems(
  detail: ProposalDetail,
  documents: readonly ProposalDocument[],
): Promise<ReviewItem[]> {
  const t = await getTranslations('proposal')
  const values = fieldValues(detail, localeFrom(await getLocale()))
  const spellings = spellingsOf(recorded(detail))
  const shown = documents.flatMap(({ type, attached }) => (attached ? [{ type, ...attached }] : []))
  const items = reviewItems(
    detail.proposal.type,
    documents.map(({ type }) => type),
  )
  return items.map((item) => {
    const [kind, name = ''] = item.split(':')
    const paper = papersOf(item).flatMap((type) => shown.find((document) => document.type === type) ?? [])[0]
    const { before, after } = kind === 'field' ? values[name as ReviewField] : { before: null, after: paper?.name }
    const sought = { spellings: kind === 'field' ? spellings[name as ReviewField] : [], nip: detail.employee.nip }
    return {
      item,
      before,
      after: after ?? t(kind === 'field' ? 'review.notRecorded' : 'detail.missing'),
      evidence: paper ? { id: paper.id, type: paper.type, pageCount: paper.pageCount, sought } : null,
      earlier: earlierRounds(detail.checks, item, detail.proposal.round),
    }
  })
}

function fieldValues({ proposal, employee, unitName }: ProposalDetail, locale: Locale): Record<ReviewField, Value> {
  const creditThousandths = creditOf(proposal.findings)
  const standing = (...parts: (string | number | null)[]): Value => {
    return { before: null, after: parts.filter(Boolean).join(', ') || null }
  }
  const since = employee.positionSince && `TMT ${formatDate(employee.positionSince, 'short', locale)}`
  return {
    rank: { before: proposal.fromRank, after: proposal.toRank },
    effectiveOn: {
      before: formatDate(proposal.fromRankSince, 'short', locale),
      after: formatDate(proposal.effectiveOn, 'short', locale),
    },
    serviceTime: {
      before: formatMonths(proposal.fromServiceMonths, locale),
      after: formatMonths(proposal.toServiceMonths, locale),
    },
    salary: {
      before: formatRupiah(proposal.fromSalaryRupiah, locale),
      after: formatRupiah(proposal.toSalaryRupiah, locale),
    },
    position: standing(employee.positionName, since),
    unit: standing(unitName),
    education: standing(employee.educationName, employee.graduatedYear),
    creditPoints: standing(creditThousandths === null ? null : formatThousandths(creditThousandths, locale)),
  }
}

/** What the papers of a proposal show: the rank as it is held, never the one that is proposed. */
function recorded({ proposal, employee, unitName }: ProposalDetail): Recorded {
  return {
    rank: proposal.fromRank,
    effectiveOn: proposal.fromRankSince,
    serviceMonths: proposal.fromServiceMonths,
    salaryRupiah: proposal.fromSalaryRupiah,
    position: employee.positionName,
    unit: unitName,
    education: employee.educationName,
    creditThousandths: creditOf(proposal.findings),
  }
}
