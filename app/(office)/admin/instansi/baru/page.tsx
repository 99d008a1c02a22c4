import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AgencyForm } from '@/components/registry/agency-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { listOffices } from '@/lib/registry/agencies.server'
import { saveAgencyAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agency'))('new') }
}

export default async function Page() {
  const actor = await requireActor('agency.update')
  const t = await getTranslations('agency')
  const offices = await listOffices({ actor, now: new Date() })
  return (
    <>
      <PageHeader
        title={t('new')}
        subtitle={t('newSubtitle')}
        crumbs={[{ label: t('title'), href: '/admin/instansi' }, { label: t('new') }]}
      />
      <Card className="max-w-[880px]">
        <AgencyForm
          agency={{
            id: null,
            version: '',
            code: '',
            name: '',
            kind: 'regency',
            servedById: '',
            officeSign: '',
            timeZone: 'Asia/Jakarta',
            headTitle: '',
            personnelUnitName: '',
            seat: '',
            address: '',
            website: '',
            letterPattern: '800/{n}/BKD/{year}',
            decreePattern: '823/{n}/BKD/{year}',
            logo: '',
            emblem: '',
          }}
          offices={offices}
          save={saveAgencyAction}
        />
      </Card>
    </>
  )
}
