import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { FindingsList } from '@/components/ui/findings-list'
import { FactStrip } from '@/components/ui/key-values'
import { Tag } from '@/components/ui/tag'
import type { CivilDate } from '@/lib/civil-date'
import { formatDate, formatRupiah } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { rankTitle } from '@/lib/registry/ranks'
import type { Career } from '@/lib/sapk/public.server'

/** When next by the post held now, and what decides it; then the other types, each with its date and what is missing. */
export function WhenPromoted({ career }: { career: Career }) {
  const t = useTranslations('registry.when')
  const locale = localeFrom(useLocale())
  const { promotion, proposed, facts } = career
  const missing = promotion.findings.filter(({ met }) => !met).length
  const openYear = promotion.findings.map(({ facts }) => facts.openYear).find((year) => typeof year === 'number')
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
            label: t('conditions'),
            value: t('unmetCount', { count: missing }),
            note: openYear && t('provisional', { year: String(openYear) }),
            tone: missing > 0 ? 'warning' : undefined,
          },
        ]}
      />
      <Card title={t(`type.${promotion.type}`)} flush>
        <Answer effectiveOn={promotion.effectiveOn} isOpen>
          {facts.post.name ? t('byPost', { post: facts.post.name }) : t('byNoPost')}
        </Answer>
        <FindingsList findings={promotion.findings} caption={t(`type.${promotion.type}`)} />
      </Card>
      <h2 className="mt-8 mb-1 text-lg">{t('others')}</h2>
      <p className="mb-3 text-sm text-muted">{t('othersWhy')}</p>
      <div className="grid gap-4">
        {career.otherPaths.map((path) => (
          <OtherType key={path.type} path={path} rank={facts.rank} />
        ))}
      </div>
      <p className="mt-4 text-xs text-muted">{t('note')}</p>
    </>
  )
}

/** A type that the present post is not for: the date that a post of its kind would lead to, and what is missing. */
function OtherType({ path, rank }: { path: Career['otherPaths'][number]; rank: string }) {
  const t = useTranslations('registry.when')
  const { type, effectiveOn, supposed, findings } = path
  const supposition = supposed
    ? t(`supposed.${type}`, {
        echelon: supposed.post.echelon ?? '',
        grade: supposed.post.grade ?? '',
        ranks: `${supposed.fromRank}–${supposed.toRank}`,
      })
    : t('noPost', { rank })
  return (
    <Card title={t(`type.${type}`)} level={3} flush>
      <Answer effectiveOn={effectiveOn} isOpen={false}>
        {supposition}
      </Answer>
      <FindingsList findings={findings.filter(({ met }) => !met)} caption={t(`type.${type}`)} />
    </Card>
  )
}

/** When, by which post, and whether that is the one held. */
function Answer({
  effectiveOn,
  isOpen,
  children,
}: {
  effectiveOn: CivilDate | null
  isOpen: boolean
  children: ReactNode
}) {
  const t = useTranslations('registry.when')
  const locale = localeFrom(useLocale())
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 text-sm">
      <p className="min-w-0 flex-1 basis-72">
        <b>{effectiveOn ? t('soonest', { on: formatDate(effectiveOn, 'long', locale) }) : t('noDate')}</b>
        <span className="block text-muted">{children}</span>
      </p>
      <Tag tone={isOpen ? 'info' : 'neutral'} icon={isOpen ? 'circle-check' : 'circle-minus'}>
        {t(isOpen ? 'open' : 'closed')}
      </Tag>
    </div>
  )
}
