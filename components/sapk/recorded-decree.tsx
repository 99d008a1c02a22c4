import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { KeyValues } from '@/components/ui/key-values'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ProposalDetail } from '@/lib/sapk/proposal-detail.server'

/** What was recorded of a decree that was signed on paper, beside the paper; who confirms it is told to compare. */
export function RecordedDecree({ detail: { proposal, events } }: { detail: ProposalDetail }) {
  const t = useTranslations('proposal.record')
  const locale = localeFrom(useLocale())
  const paper = events.find(({ event, documentId }) => event === 'record_decree' && documentId)
  return (
    <Card title={t('recorded')}>
      {proposal.state === 'decree_recorded' && <p className="mb-2 text-sm">{t('compare')}</p>}
      <KeyValues
        items={[
          { label: t('number'), value: proposal.decreeNumber },
          { label: t('day'), value: proposal.decreeOn && formatDate(proposal.decreeOn, 'long', locale) },
          {
            label: t('file'),
            value: paper && (
              <a href={`/api/berkas/${paper.documentId}`} target="_blank" rel="noreferrer">
                {t('open')}
              </a>
            ),
          },
        ]}
      />
    </Card>
  )
}
