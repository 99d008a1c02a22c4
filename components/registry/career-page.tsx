import { useLocale, useTranslations } from 'next-intl'
import { CareerChart } from '@/components/registry/career-chart'
import { CareerList } from '@/components/registry/career-list'
import { CareerNext } from '@/components/registry/career-next'
import { CareerTable } from '@/components/registry/career-table'
import { PrintButton } from '@/components/registry/print-button'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { formatMonths, formatNip } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { withTitles } from '@/lib/registry/name'
import type { Career } from '@/lib/sapk/public.server'

type Crumb = { label: string; href?: string }

/** The career line of one person: drawn on a wide screen and on paper, upright on a phone, or as a table. */
export function CareerPage({
  career,
  path,
  isTable,
  crumbs = [],
}: {
  career: Career | null
  path: string
  isTable: boolean
  crumbs?: Crumb[]
}) {
  const t = useTranslations('registry.career')
  const locale = localeFrom(useLocale())
  if (!career || career.salary.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} crumbs={crumbs} />
        <EmptyState title={t('none')} icon="route">
          {t('noneWhy')}
        </EmptyState>
      </>
    )
  }
  const { facts, serviceMonths, nip } = career
  return (
    <div className="career" data-slim="">
      <PageHeader
        title={t('title')}
        crumbs={crumbs}
        subtitle={
          <>
            <b className="text-text">{withTitles(career)}</b>{' '}
            <span className="num max-md:hidden">{formatNip(nip)}. </span>
            {t('held', { rank: facts.rank, service: formatMonths(serviceMonths, locale) })}
          </>
        }
        actions={
          <>
            <ButtonLink
              href={isTable ? path : `${path}?tampilan=tabel`}
              icon={<Icon name={isTable ? 'route' : 'table-2'} />}
            >
              {t(isTable ? 'showLine' : 'showTable')}
            </ButtonLink>
            <PrintButton icon={<Icon name="printer" />} label={t('print')} />
          </>
        }
      />
      {isTable ? (
        <CareerTable career={career} />
      ) : (
        <>
          <div className="max-md:hidden print:block">
            <CareerChart career={career} />
            <p className="mb-4 pl-24 text-xs text-muted">{t('note')}</p>
            <CareerNext career={career} />
          </div>
          <div className="md:hidden print:hidden">
            <CareerList career={career} />
          </div>
        </>
      )}
    </div>
  )
}
