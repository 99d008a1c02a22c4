import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ObjectionCard } from '@/components/cat/objection-card'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { objectionsOf } from '@/lib/cat/objections.server'
import { resultView } from '@/lib/cat/results-read.server'
import { formatDate, formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { answerObjectionAction } from '../../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('results.objections'))('title') }
}

/** The objections to what was announced of a programme, those that wait for an answer first. */
export default async function Page({ params }: PageProps<'/cat/hasil/[id]/sanggah'>) {
  const actor = await requireActor('exam.read_results')
  const context = { actor, now: new Date() }
  const { id } = await params
  const view = isUuid(id) ? await resultView(context, id).catch(() => null) : null
  if (!view) return answerNotFound(actor, 'exam.read_results', id)
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  const objections = await objectionsOf(context, id)
  const awaiting = objections.filter(({ awaitsVersion }) => awaitsVersion).length
  return (
    <ClientMessages namespaces={['results']}>
      <PageHeader
        title={t('objections.title')}
        subtitle={t('objections.subtitle', { open: objections.filter(({ state }) => state === 'filed').length })}
        crumbs={[
          { label: t('title'), href: '/cat/hasil' },
          { label: view.name, href: `/cat/hasil/${id}` },
        ]}
      />
      <div className="grid gap-4">
        {awaiting > 0 && (
          <Notice
            tone="warning"
            title={t('objections.awaits', { count: awaiting })}
            action={<ButtonLink href={`/cat/hasil/${id}`}>{t('objections.toRanking')}</ButtonLink>}
          />
        )}
        {objections.length === 0 && <EmptyState title={t('objections.empty')}>{t('objections.emptyText')}</EmptyState>}
        {objections.map(({ filedAt, dueOn, ...objection }) => (
          <ObjectionCard
            key={objection.id}
            objection={objection}
            filed={formatInstant(filedAt, locale, 'Asia/Jakarta')}
            due={formatDate(dueOn, 'long', locale)}
            action={answerObjectionAction}
          />
        ))}
      </div>
    </ClientMessages>
  )
}
