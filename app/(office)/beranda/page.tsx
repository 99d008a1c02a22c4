import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { requireActor } from '@/lib/auth/session.server'

export default async function Page() {
  const actor = await requireActor('home.read')
  const t = await getTranslations('access.home')
  return <PageHeader title={t('title')} subtitle={actor.name} />
}
