import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CareerPage } from '@/components/registry/career-page'
import { requireActor } from '@/lib/auth/session.server'
import { findCareer } from '@/lib/sapk/public.server'
import { textParameter } from '@/lib/search-parameters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registry.career'))('title') }
}

/** One's own career line. */
export default async function Page({ searchParams }: PageProps<'/profil/karier'>) {
  const actor = await requireActor('own.read')
  const career = actor.employeeId ? await findCareer({ actor, now: new Date() }, actor.employeeId) : null
  const t = await getTranslations('registry')
  return (
    <CareerPage
      career={career ?? null}
      path="/profil/karier"
      isTable={textParameter((await searchParams).tampilan) === 'tabel'}
      crumbs={[{ label: t('profile.title'), href: '/profil' }]}
    />
  )
}
