import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { currentActor } from '@/lib/auth/session.server'

/** 403: names the role that has no right here, and who grants it. */
export default async function Forbidden() {
  const t = await getTranslations('access')
  const actor = await currentActor()
  return (
    <main id="isi" className="mx-auto w-full max-w-[640px] px-4 py-16">
      <PageHeader
        title={t('forbidden.title')}
        subtitle={t('forbidden.explanation', { role: t(`role.${actor?.role ?? 'system'}`) })}
        actions={<ButtonLink href="/beranda">{t('forbidden.home')}</ButtonLink>}
      />
    </main>
  )
}
