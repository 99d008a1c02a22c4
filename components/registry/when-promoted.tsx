import { useLocale, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { FactStrip } from '@/components/ui/key-values'
import { formatDate, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { rankTitle } from '@/lib/registry/ranks'
import type { Career } from '@/lib/sapk/public.server'

const TYPES = ['regular', 'structural', 'functional'] as const

/** When next, by the post held now; what decides it; and why the other ways are not open. */
export function WhenPromoted({ career }: { career: Career }) {
  const t = useTranslations('registry.when')
  const locale = localeFrom(useLocale())
  const { promotion, proposed, facts } = career
  const missing = promotion.findings.filter(({ met }) => !met).length
  return (
    <>
      <FactStrip
        items={[
          {
            label: t('next'),
            value: promotion.effectiveOn ? formatDate(promotion.effectiveOn, 'long', locale) : t('noDate'),
            note: promotion.effectiveOn ? t('earliest') : t('noDateWhy'),
          },
          {
            label: t('rank'),
            value: proposed ? `${proposed.rank}, ${rankTitle(proposed.rank)}` : t('none'),
            note: t('from', { rank: facts.rank }),
          },
          {
            label: t('pay'),
            value: proposed?.salaryRupiah ? formatRupiah(proposed.salaryRupiah, locale) : t('none'),
            note: t('payNote'),
          },
          {
            label: t('missing'),
            value: t('missingCount', { count: missing }),
            tone: missing > 0 ? 'warning' : undefined,
          },
        ]}
      />
      <Card title={t(`type.${promotion.type}`)} flush>
        <FindingsList findings={promotion.findings} caption={t(`type.${promotion.type}`)} />
      </Card>
      <h2 className="mt-6 mb-2 text-lg">{t('others')}</h2>
      <ul className="grid gap-2 text-sm">
        {TYPES.filter((type) => type !== promotion.type).map((type) => (
          <li key={type}>
            <b>{t(`type.${type}`)}</b>: {t(`notOpen.${type}`)}
          </li>
        ))}
      </ul>
      <p className="mt-4 text-xs text-muted">{t('note')}</p>
    </>
  )
}
