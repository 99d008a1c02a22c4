import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Disclosure } from '@/components/cat/disclosure'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { resultView } from '@/lib/cat/results-read.server'
import { formatInstant } from '@/lib/format'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { localeFrom } from '@/lib/i18n/preferences'
import { isUuid } from '@/lib/uuid'
import { discloseProgrammeAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('results'))('title') }
}

/** The results of one programme in the agency. */
export default async function Page({ params }: PageProps<'/cat/hasil/[id]'>) {
  const actor = await requireActor('exam.read_results')
  const { id } = await params
  const view = isUuid(id) ? await resultView({ actor, now: new Date() }, id).catch(() => null) : null
  if (!view) return answerNotFound(actor, 'exam.read_results', id)
  const t = await getTranslations('results')
  const locale = localeFrom(await getLocale())
  return (
    <ClientMessages namespaces={['results']}>
      <PageHeader
        title={view.name}
        subtitle={`${view.code} · ${t('closedOf', { closed: view.closed, total: view.sessions })}`}
        crumbs={[{ label: t('title'), href: '/cat/hasil' }]}
      />
      <Disclosure
        programme={{ id: view.id, code: view.code }}
        open={view.sessions - view.closed}
        sessions={view.closedSessions}
        disclosed={
          view.disclosedAt && {
            name: view.disclosedName ?? '',
            at: formatInstant(view.disclosedAt, locale, 'Asia/Jakarta'),
          }
        }
        action={discloseProgrammeAction}
      />
    </ClientMessages>
  )
}
