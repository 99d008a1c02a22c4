import { getTranslations } from 'next-intl/server'
import { NewPlanForm } from '@/components/kinerja/new-plan-form'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { civilDate, civilDateIn, yearOf } from '@/lib/civil-date'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { createPlanAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('skp.new'))('title') }
}

/** Another SKP: its days, and what it starts from. */
export default async function Page() {
  await requireActor('plan.create')
  const t = await getTranslations('skp')
  const year = yearOf(civilDateIn('Asia/Jakarta', new Date()))
  return (
    <>
      <PageHeader
        title={t('new.title')}
        subtitle={t('new.subtitle')}
        crumbs={[{ label: t('title'), href: '/kinerja/skp' }, { label: t('new.title') }]}
      />
      <ClientMessages namespaces={['skp']}>
        <NewPlanForm
          defaults={{
            startsOn: civilDate(year, 1, 1),
            endsOn: civilDate(year, 12, 31),
            model: 'quantitative',
            source: 'previous',
          }}
          create={createPlanAction}
        />
      </ClientMessages>
    </>
  )
}
