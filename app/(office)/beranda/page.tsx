import { getTranslations } from 'next-intl/server'
import { OfficerHome } from '@/components/sapk/officer-home'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'
import { officerHome } from '@/lib/sapk/officer-home.server'

export async function generateMetadata() {
  const t = await getTranslations('access.home')
  return { title: t('title') }
}

/** Beranda: each role's own first page. */
export default async function Page() {
  const actor = await requireActor('home.read')
  if (actor.role === 'mutation_officer') {
    const now = new Date()
    return <OfficerHome home={await officerHome({ actor, now })} now={now} />
  }
  const t = await getTranslations('access.home')
  return <PageHeader title={t('title')} subtitle={actor.name} />
}
