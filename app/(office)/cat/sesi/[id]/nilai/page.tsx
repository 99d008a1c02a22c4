import { getLocale, getTranslations } from 'next-intl/server'
import { ScoreTable } from '@/components/cat/score-table'
import { PrintButton } from '@/components/registry/print-button'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { sessionScores } from '@/lib/cat/session-scores.server'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata() {
  return { title: (await getTranslations('exam.scores'))('title') }
}

/** The scores of a closed session, to be printed or taken away as a workbook. */
export default async function Page({ params }: PageProps<'/cat/sesi/[id]/nilai'>) {
  const actor = await requireActor('exam.read_scores')
  const { id } = await params
  const session = isUuid(id) ? await sessionScores({ actor, now: new Date() }, id) : undefined
  if (!session) return answerNotFound(actor, 'exam.read_scores', id)
  const t = await getTranslations('exam.scores')
  const sessions = await getTranslations('exam.sessions')
  const locale = localeFrom(await getLocale())
  const { programme, number, site, address, startsAt, zone, agency } = session
  return (
    <>
      <PageHeader
        title={`${t('title')}: ${programme}`}
        subtitle={`${agency} · ${t('place', { number, site, address, at: formatInstant(startsAt, locale, siteZone(zone)) })}`}
        crumbs={[
          { label: sessions('title'), href: '/cat/sesi' },
          { label: sessions('session', { number }), href: `/cat/sesi/${id}` },
          { label: t('title') },
        ]}
        actions={
          session.isClosed && (
            <>
              <ButtonLink href={`/api/sesi/${id}/nilai`} icon={<Icon name="download" />}>
                {t('xlsx')}
              </ButtonLink>
              <PrintButton icon={<Icon name="printer" />} label={t('print')} />
            </>
          )
        }
      />
      {session.isClosed ? (
        <>
          <ScoreTable sections={session.sections} candidates={session.candidates} />
          <p className="mt-4 text-sm text-muted">{t('note')}</p>
        </>
      ) : (
        <EmptyState
          icon="lock"
          title={t('open')}
          action={<ButtonLink href={`/cat/sesi/${id}`}>{sessions('look', { number })}</ButtonLink>}
        />
      )}
    </>
  )
}
