import { getTranslations } from 'next-intl/server'
import { ConsequenceTabs } from '@/components/kinerja/consequence-tabs'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { type Column, Table, TwoLines } from '@/components/ui/table'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import { formatNip } from '@/lib/format'
import { listRewards, type RewardPerson } from '@/lib/kinerja/rewards.server'
import { listHref } from '@/lib/list-view'
import { pageNumber, textParameters } from '@/lib/search-parameters'

const PATH = '/kinerja/tindak-lanjut/penghargaan'
const YEARS_SHOWN = 3

export async function generateMetadata() {
  return { title: (await getTranslations('consequence'))('reward.title') }
}

/** Who was rated Sangat Baik two years in a row. */
export default async function Page({ searchParams }: PageProps<'/kinerja/tindak-lanjut/penghargaan'>) {
  const actor = await requireActor('reward.read')
  const context = { actor, now: new Date() }
  const t = await getTranslations('consequence.reward')
  const query = textParameters(await searchParams)
  const thisYear = yearOf(civilDateIn(await officeZone(), context.now))
  const years = Array.from({ length: YEARS_SHOWN }, (_, at) => thisYear - 1 - at)
  const year = years.find((each) => each === Number(query.tahun)) ?? thisYear - 1
  const page = pageNumber(query.halaman)
  const { rows, total, size } = await listRewards(context, year, page)
  const turn = (number: number) => listHref(PATH, query, { halaman: String(number) })
  const columns: Column<RewardPerson>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: ({ name, nip }) => (
        <TwoLines sub={<span className="num whitespace-nowrap">{formatNip(nip)}</span>}>
          <b className="font-semibold">{name}</b>
        </TwoLines>
      ),
    },
    { key: 'position', header: t('position'), cell: ({ position }) => position },
    { key: 'unit', header: t('unit'), cell: ({ unit }) => unit },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle', { first: String(year - 1), last: String(year), total })}
        actions={years
          .filter((each) => each !== year)
          .map((each) => (
            <ButtonLink key={each} href={`${PATH}?tahun=${each}`}>
              {t('years', { first: String(each - 1), last: String(each) })}
            </ButtonLink>
          ))}
      />
      <ConsequenceTabs role={actor.role} current="reward" />
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
