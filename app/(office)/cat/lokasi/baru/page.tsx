import { getTranslations } from 'next-intl/server'
import { SiteForm } from '@/components/cat/site-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { officeZone } from '@/lib/auth/office-zone.server'
import { requireActor } from '@/lib/auth/session.server'
import { saveSiteAction } from '../actions'

export async function generateMetadata() {
  return { title: (await getTranslations('site'))('new') }
}

export default async function Page() {
  await requireActor('exam.save_site')
  const t = await getTranslations('site')
  return (
    <>
      <PageHeader
        title={t('new')}
        subtitle={t('newSubtitle')}
        crumbs={[{ label: t('title'), href: '/cat/lokasi' }, { label: t('new') }]}
      />
      <Card className="max-w-[720px]">
        <SiteForm
          site={{ id: null, version: '', name: '', address: '', timeZone: await officeZone() }}
          save={saveSiteAction}
        />
      </Card>
    </>
  )
}
