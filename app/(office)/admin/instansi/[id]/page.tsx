import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AgencyForm } from '@/components/registry/agency-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { findAgency, listOffices } from '@/lib/registry/agencies.server'
import { agencyForm } from '@/lib/registry/agency-form'
import { saveAgencyAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agency'))('edit') }
}

export default async function Page({ params }: PageProps<'/admin/instansi/[id]'>) {
  const actor = await requireActor('agency.update')
  const context = { actor, now: new Date() }
  const { id } = await params
  const found = /^[1-9]\d{0,8}$/.test(id) ? await findAgency(context, Number(id)) : undefined
  if (!found) return answerNotFound(actor, 'agency.update', id)
  const t = await getTranslations('agency')
  const agency = agencyForm(found)
  return (
    <>
      <PageHeader
        title={agency.name}
        subtitle={t('editSubtitle')}
        crumbs={[{ label: t('title'), href: '/admin/instansi' }, { label: agency.name }]}
      />
      <Card className="max-w-[880px]">
        <AgencyForm
          key={agency.version}
          agency={agency}
          offices={(await listOffices(context)).filter((office) => office.id !== agency.id)}
          save={saveAgencyAction}
        />
      </Card>
    </>
  )
}
