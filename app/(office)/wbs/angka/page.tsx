import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { KeyValues } from '@/components/ui/key-values'
import { PageHeader } from '@/components/ui/page-header'
import { QuarterTables } from '@/components/wbs/desk/quarter-tables'
import { requireActor } from '@/lib/auth/session.server'
import { civilDateIn } from '@/lib/civil-date'
import { formatDate } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import type { LateFigures } from '@/lib/wbs/late-figures.server'
import { officeFigures } from '@/lib/wbs/office-figures.server'
import { publishedFrom } from '@/lib/wbs/quarter'
import { OPEN_STATES } from '@/lib/wbs/steps'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.figures'))('title') }
}

/** What is long overdue, for the head of the office. */
async function Late({ late: { days, all, states } }: { late: LateFigures }) {
  const [t, words] = [await getTranslations('desk.figures.late'), await getTranslations('desk.states')]
  const shown = (count: number | null) => (count === null ? t('none') : t('some', { count }))
  const told = OPEN_STATES.filter((state) => states[state] !== null)
  return (
    <Card title={t('title', { days })} footer={t('hint')}>
      <KeyValues
        items={[
          { label: t('all'), value: shown(all) },
          ...told.map((state) => ({ label: words(state), value: shown(states[state]) })),
        ]}
      />
    </Card>
  )
}

/** The figures before and after they are published, for whom they are the work of. */
export default async function Page() {
  const actor = await requireActor('wbs.handle')
  const [t, inbox] = [await getTranslations('desk.figures'), await getTranslations('desk.inbox')]
  const states = await getTranslations('desk.states')
  const locale = localeFrom(await getLocale())
  const figures = await officeFigures(actor.accountId, civilDateIn('Asia/Jakarta', new Date()))
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={figures && t('subtitle')}
        crumbs={[{ label: inbox('title'), href: '/wbs' }, { label: t('title') }]}
      />
      {!figures && <EmptyState title={t('nobody')}>{t('nobodyHint')}</EmptyState>}
      {figures?.late && <Late late={figures.late} />}
      {figures && <p className="mt-6 text-muted text-sm">{t('running')}</p>}
      {figures?.unpublished.map((each) => (
        <QuarterTables
          key={each.quarter}
          figures={each}
          note={t('comesOut', { date: formatDate(publishedFrom(each.quarter), 'long', locale) })}
        />
      ))}
      {figures?.published.map((each) => (
        <QuarterTables key={each.quarter} figures={each} note={t('published')} />
      ))}
      {figures && (
        <Card title={t('kept')} footer={t('keptHint', { drift: figures.drift })} className="mt-6">
          <KeyValues
            items={[
              ...figures.kept.map(({ state, days }) => ({ label: states(state), value: t('keptDays', { days }) })),
              { label: t('destroyed'), value: t('destroyedReports', { count: figures.destroyed }) },
            ]}
          />
        </Card>
      )}
    </>
  )
}
