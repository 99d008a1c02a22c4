import { getLocale, getTranslations } from 'next-intl/server'
import { periodNameOf } from '@/components/kinerja/evaluation-table'
import { WorkTable } from '@/components/kinerja/work-table'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { localeFrom } from '@/lib/i18n/preferences'
import { evaluationAt } from '@/lib/kinerja/evaluation-load.server'
import { listWork, ORDERED } from '@/lib/kinerja/evaluation-work.server'
import { listHref } from '@/lib/list-view'
import { pageNumber, textParameters } from '@/lib/search-parameters'

export async function generateMetadata() {
  return { title: (await getTranslations('evaluation.work'))('title') }
}

/** The approved entries that a number of an evaluation counts, with their evidence. */
export default async function Page({ params, searchParams }: PageProps<'/kinerja/penilaian/[id]/[periode]/catatan'>) {
  const actor = await requireActor('evaluation.read')
  const { id, periode } = await params
  const context = { actor, now: new Date() }
  const query = textParameters(await searchParams)
  const page = pageNumber(query.halaman)
  const ref = await evaluationAt(context, id, periode)
  const work = ref && (await listWork(context, ref, query.hasil || ORDERED, page))
  if (!work) return answerNotFound(actor, 'evaluation.read', id)
  const t = await getTranslations('evaluation')
  const locale = localeFrom(await getLocale())
  const period = periodNameOf(t, locale, work.period)
  const path = `/kinerja/penilaian/${id}/${periode}`
  return (
    <>
      <PageHeader
        title={t('work.title')}
        crumbs={[
          { label: t('title'), href: '/kinerja/penilaian' },
          { label: period, href: path },
          { label: t('work.title') },
        ]}
        subtitle={t('work.subtitle', { name: work.people.employee.name, period })}
      />
      <Card title={work.text === null ? t('work.orderedOf') : t('work.of', { text: work.text })} flush>
        <WorkTable rows={work.rows} />
        <Pager
          page={page}
          size={work.size}
          total={work.total}
          href={(number) => listHref(`${path}/catatan`, query, { halaman: String(number) })}
          note={t('work.note')}
        />
      </Card>
    </>
  )
}
