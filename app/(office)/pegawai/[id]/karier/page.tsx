import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CareerPage } from '@/components/registry/career-page'
import { recordOpening } from '@/lib/audit.server'
import { answerNotFound, requireActor } from '@/lib/auth/session.server'
import { findEmployee } from '@/lib/registry/employees.server'
import { withTitles } from '@/lib/registry/name'
import { findCareer } from '@/lib/sapk/public.server'
import { textParameter } from '@/lib/search-parameters'
import { isUuid } from '@/lib/uuid'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.career'))('title') }
}

export default async function Page({ params, searchParams }: PageProps<'/pegawai/[id]/karier'>) {
  const actor = await requireActor('employee.read')
  const { id } = await params
  const context = { actor, now: new Date() }
  const employee = isUuid(id) ? await findEmployee(context, id) : undefined
  if (!employee) return answerNotFound(actor, 'employee.read', id)
  await recordOpening(context, 'employee.read', employee)
  const career = await findCareer(context, id)
  const t = await getTranslations('registry')
  return (
    <CareerPage
      career={career ?? null}
      path={`/pegawai/${id}/karier`}
      isTable={textParameter((await searchParams).tampilan) === 'tabel'}
      crumbs={[
        { label: t('list.title'), href: '/pegawai' },
        { label: withTitles(employee), href: `/pegawai/${id}` },
      ]}
    />
  )
}
