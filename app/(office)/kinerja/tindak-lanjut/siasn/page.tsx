import { getLocale, getTranslations } from 'next-intl/server'
import { ConsequenceTabs } from '@/components/kinerja/consequence-tabs'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ListDownload } from '@/components/ui/list-download'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { requireActor } from '@/lib/auth/session.server'
import { formatDate, formatNip } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { exchangeYear, listExchange } from '@/lib/kinerja/exchange.server'
import { exchangeCode } from '@/lib/kinerja/rating'
import { FIRST_RATED_YEAR } from '@/lib/kinerja/regime'
import { listHref } from '@/lib/list-view'
import { pageNumber, textParameters } from '@/lib/search-parameters'
import { exportExchangeAction } from '../../../unduhan/actions'

const PATH = '/kinerja/tindak-lanjut/siasn'

export async function generateMetadata() {
  return { title: (await getTranslations('consequence'))('exchange.title') }
}

/** What goes to SIASN of a year: every evaluation that is final, with its codes. */
export default async function Page({ searchParams }: PageProps<'/kinerja/tindak-lanjut/siasn'>) {
  const actor = await requireActor('evaluation.export')
  const context = { actor, now: new Date() }
  const t = await getTranslations('consequence.exchange')
  const word = await getTranslations('evaluation')
  const locale = localeFrom(await getLocale())
  const query = textParameters(await searchParams)
  const year = exchangeYear(query, context)
  const page = pageNumber(query.halaman)
  const { rows, total, size } = await listExchange(context, year, page)
  const turn = (number: number) => listHref(PATH, query, { halaman: String(number) })
  const usual = exchangeYear({}, context)
  type Row = (typeof rows)[number]
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: ({ employee }) => (
        <TwoLines sub={<span className="num whitespace-nowrap">{formatNip(employee.nip)}</span>}>
          <b className="font-semibold">{employee.name}</b>
        </TwoLines>
      ),
    },
    {
      key: 'period',
      header: t('period'),
      nowrap: true,
      cell: ({ startsOn, endsOn }) =>
        `${formatDate(startsOn, 'short', locale)} – ${formatDate(endsOn, 'short', locale)}`,
    },
    {
      key: 'result',
      header: t('result'),
      cell: ({ result }) => `${exchangeCode(result)} · ${word(`rating.${result}`)}`,
    },
    {
      key: 'behaviour',
      header: t('behaviour'),
      cell: ({ behaviour }) => `${exchangeCode(behaviour)} · ${word(`rating.${behaviour}`)}`,
    },
    {
      key: 'predicate',
      header: t('predicate'),
      cell: ({ predicate }) => `${exchangeCode(predicate)} · ${word(`predicate.${predicate}`)}`,
    },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', { year: String(year), total })}
        actions={
          <>
            {[usual + 1, usual, usual - 1]
              .filter((each) => each !== year && each >= FIRST_RATED_YEAR)
              .map((each) => (
                <ButtonLink key={each} href={`${PATH}?tahun=${each}`}>
                  {each}
                </ButtonLink>
              ))}
            {total > 0 && (
              <ClientMessages namespaces={['lists']}>
                <ListDownload
                  path="/api/kinerja/siasn"
                  query={{ tahun: String(year) }}
                  total={total}
                  order={exportExchangeAction}
                />
              </ClientMessages>
            )}
          </>
        }
      />
      <ConsequenceTabs role={actor.role} current="exchange" />
      <Card title={t('list')} flush>
        <Table
          caption={t('caption')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon="inbox" title={t('noneTitle')}>
              {t('none')}
            </EmptyState>
          }
        />
        <Pager page={page} size={size} total={total} href={turn} note={t('note')} />
      </Card>
    </>
  )
}
