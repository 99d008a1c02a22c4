import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmployeeFile, partOf } from '@/components/registry/employee-file'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { findArchive } from '@/lib/documents/archive.server'
import { formatNip } from '@/lib/format'
import { findEmployee } from '@/lib/registry/employees.server'
import { findHistories } from '@/lib/registry/histories.server'
import { findProofs } from '@/lib/registry/history-proof.server'
import { withTitles } from '@/lib/registry/name'
import { textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.profile'))('title') }
}

/** One's own file, whole: nothing in it is masked for its owner. */
export default async function Page({ searchParams }: PageProps<'/profil'>) {
  const actor = await requireActor('own.read')
  const context = { actor, now: new Date() }
  const id = actor.employeeId
  const employee = id ? await findEmployee(context, id) : undefined
  const histories = id && employee ? await findHistories(context, id) : undefined
  if (!id || !employee || !histories) notFound()
  const t = await getTranslations('registry')
  return (
    <>
      <PageHeader
        title={t('profile.title')}
        subtitle={
          <>
            <b className="text-text">{withTitles(employee)}</b> <span className="num">{formatNip(employee.nip)}</span>
          </>
        }
        actions={
          <>
            <ButtonLink href="/profil/akses" icon={<Icon name="eye" />}>
              {t('profile.access')}
            </ButtonLink>
            <ButtonLink href="/profil/kapan-naik-pangkat" variant="primary" icon={<Icon name="calendar-clock" />}>
              {t('when.title')}
            </ButtonLink>
          </>
        }
      />
      <EmployeeFile
        employee={employee}
        histories={histories}
        proofs={await findProofs(context, id)}
        papers={await findArchive(context, id)}
        part={partOf(textParameter((await searchParams).bagian))}
        path="/profil"
      />
    </>
  )
}
