import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { ProposalDetail } from '@/lib/sapk/proposal-read.server'

/** The signed papers of a proposal, each with its public check; drafts of what comes next as a preview. */
export function ProposalLetters({ detail, canPreview = true }: { detail: ProposalDetail; canPreview?: boolean }) {
  const t = useTranslations('proposal.detail')
  const locale = localeFrom(useLocale())
  const { proposal, batch } = detail
  const issued = [
    { key: 'letter', number: batch?.letterNumber, on: batch?.letterOn, code: batch?.letterCode },
    { key: 'technical', number: proposal.technicalNumber, on: proposal.technicalOn, code: proposal.technicalCode },
    { key: 'decree', number: proposal.decreeNumber, on: proposal.decreeOn, code: proposal.decreeCode },
  ].filter((letter) => letter.code)
  const preview = canPreview ? previewOf(proposal.state) : null
  if (issued.length === 0 && !preview) return null
  return (
    <Card flush title={t('letters')}>
      <ul>
        {issued.map(({ key, number, on, code }) => (
          <li key={key} className="flex items-center gap-4 border-line px-4 py-3 text-sm not-first:border-t">
            <Icon name="file-check" className="text-muted" />
            <span className="min-w-0 flex-1">
              <b className="block">{t(key)}</b>
              <span className="text-xs text-muted">
                {number}, {on && formatDate(on, 'short', locale)}
              </span>
            </span>
            <a href={`/v/${code}`}>{t('verify')}</a>
          </li>
        ))}
        {preview && (
          <li className="flex items-center gap-4 border-line px-4 py-3 text-sm not-first:border-t">
            <Icon name="file-text" className="text-muted" />
            <b className="min-w-0 flex-1">{t(preview)}</b>
            <a href={`/api/usul/${proposal.id}/pratinjau`} target="_blank" rel="noreferrer">
              {t('preview')}
            </a>
          </li>
        )}
      </ul>
    </Card>
  )
}

/** The paper that is drawn up in a state and not yet signed. */
function previewOf(state: ProposalDetail['proposal']['state']): 'technical' | 'decree' | null {
  if (state === 'technical_draft' || state === 'initialling' || state === 'technical_signing') return 'technical'
  return state === 'decree_draft' || state === 'decree_signing' ? 'decree' : null
}
