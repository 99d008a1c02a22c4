import { getTranslations } from 'next-intl/server'
import { SessionForm } from '@/components/cat/session-form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { sessionChoices } from '@/lib/cat/session-plan-read.server'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { saveSessionAction } from './actions'

export async function generateMetadata() {
  return { title: (await getTranslations('plan'))('new') }
}

/** A session is planned: what is examined, where, and when on the clock of the site. */
export default async function Page() {
  const actor = await requireActor('exam.save_session')
  const t = await getTranslations('plan')
  const choices = await sessionChoices({ actor, now: new Date() })
  const hasRoom = choices.sites.some(({ rooms }) => rooms.length > 0)
  return (
    <>
      <PageHeader
        title={t('new')}
        subtitle={t('newSubtitle')}
        crumbs={[{ label: t('sessions'), href: '/cat/sesi' }, { label: t('new') }]}
      />
      <Card className="max-w-[720px]" flush={!hasRoom}>
        {hasRoom ? (
          <ClientMessages namespaces={['plan']}>
            <SessionForm
              session={{
                id: null,
                version: 0,
                programmeId: '',
                siteId: '',
                roomIds: [],
                startsOn: '',
                startsAtTime: '',
              }}
              {...choices}
              save={saveSessionAction}
            />
          </ClientMessages>
        ) : (
          <EmptyState
            icon="building-2"
            title={t('noSite')}
            action={<ButtonLink href="/cat/lokasi">{t('toSites')}</ButtonLink>}
          >
            {t('noSiteText')}
          </EmptyState>
        )}
      </Card>
    </>
  )
}
