import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { BeforeAfter } from '@/components/ui/key-values'
import { formatDate, formatMonths, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { rankTitle } from '@/lib/registry/ranks'
import type { Proposal } from '@/lib/sapk/proposal'

/** The rank as it is and as it is proposed; the conditions stand further down on the page, at #syarat. */
export function ProposalRanks({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('proposal')
  const locale = localeFrom(useLocale())
  const met = proposal.findings.filter((finding) => finding.met).length
  return (
    <Card
      flush
      title={t('detail.proposed')}
      action={<a href="#syarat">{t('detail.conditions', { met, total: proposal.findings.length })}</a>}
    >
      <BeforeAfter
        caption={t('detail.proposed')}
        before={t('detail.before')}
        after={t('detail.after')}
        rows={[
          {
            label: t('field.rank'),
            before: `${rankTitle(proposal.fromRank)}, ${proposal.fromRank}`,
            after: `${rankTitle(proposal.toRank)}, ${proposal.toRank}`,
          },
          {
            label: t('field.effectiveOn'),
            before: formatDate(proposal.fromRankSince, 'short', locale),
            after: formatDate(proposal.effectiveOn, 'short', locale),
          },
          {
            label: t('field.serviceTime'),
            before: formatMonths(proposal.fromServiceMonths, locale),
            after: formatMonths(proposal.toServiceMonths, locale),
          },
          {
            label: t('field.salary'),
            before: formatRupiah(proposal.fromSalaryRupiah, locale),
            after: formatRupiah(proposal.toSalaryRupiah, locale),
          },
        ]}
      />
    </Card>
  )
}
