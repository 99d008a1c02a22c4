import { getLocale, getTranslations } from 'next-intl/server'
import { SessionLeadLists } from '@/components/cat/session-leads'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { FEWEST_PEOPLE, sessionLeads } from '@/lib/cat/leads.server'
import { UNLIKELY } from '@/lib/cat/similarity'
import { formatInstant } from '@/lib/format'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { siteZone } from '@/lib/zones-abroad'

export async function generateMetadata() {
  return { title: (await getTranslations('exam.leads'))('title') }
}

/** What in the answers of a closed session people should look into; it accuses nobody. */
export default async function Page({ params }: PageProps<'/cat/sesi/[id]/petunjuk'>) {
  const actor = await requireActor('exam.read_leads')
  const { id } = await params
  const session = isUuid(id) ? await sessionLeads({ actor, now: new Date() }, id) : undefined
  if (!session) return answerNotFound(actor, 'exam.read_leads', id)
  const t = await getTranslations('exam.leads')
  const sessions = await getTranslations('exam.sessions')
  const locale = localeFrom(await getLocale())
  const { programme, number, site, startsAt, zone, isClosed, isVoid, people } = session
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('place', { programme, number, site, at: formatInstant(startsAt, locale, siteZone(zone)) })}
        crumbs={[
          { label: sessions('title'), href: '/cat/sesi' },
          { label: sessions('session', { number }), href: `/cat/sesi/${id}` },
          { label: t('title') },
        ]}
      />
      <div className="mb-6">
        <Notice tone="warning" title={t('noFinding')}>
          {t('noFindingText')}
        </Notice>
      </div>
      {!isClosed && (
        <EmptyState
          icon="lock"
          title={t(isVoid ? 'void' : 'open')}
          action={<ButtonLink href={`/cat/sesi/${id}`}>{sessions('look', { number })}</ButtonLink>}
        />
      )}
      {isClosed && people === null && (
        <EmptyState icon="users" title={t('few')}>
          {t('fewText', { enough: FEWEST_PEOPLE })}
        </EmptyState>
      )}
      {people !== null && (
        <>
          <p className="mb-4 max-w-prose text-sm text-muted">{t('lookedAt', { people, sessions: 1 / UNLIKELY })}</p>
          <SessionLeadLists leads={session} locale={locale} />
        </>
      )}
    </>
  )
}
