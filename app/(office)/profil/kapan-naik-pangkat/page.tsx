import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { WhenPromoted } from '@/components/registry/when-promoted'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { findCareer } from '@/lib/sapk/public.server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.when'))('title') }
}

/** "Kapan saya naik pangkat": the next possible date, and what is missing until then. */
export default async function Page() {
  const actor = await requireActor('own.read')
  const career = actor.employeeId ? await findCareer({ actor, now: new Date() }, actor.employeeId) : null
  const t = await getTranslations('registry')
  return (
    <>
      <PageHeader
        title={t('when.title')}
        subtitle={t('when.subtitle')}
        crumbs={[{ label: t('profile.title'), href: '/profil' }]}
        actions={
          <ButtonLink href="/profil/karier" icon={<Icon name="route" />}>
            {t('career.title')}
          </ButtonLink>
        }
      />
      {career ? (
        <WhenPromoted career={career} />
      ) : (
        <EmptyState title={t('when.unavailable')} icon="calendar-clock">
          {t('when.unavailableWhy')}
        </EmptyState>
      )}
    </>
  )
}
