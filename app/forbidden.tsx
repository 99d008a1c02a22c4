import { getTranslations } from 'next-intl/server'
import { MessagePage } from '@/components/public/message-page'
import { buttonClass } from '@/components/ui/button-class'
import { currentActor } from '@/lib/auth/session.server'

/** 403, inside the office: names the role that has no right here, and who grants it. */
export default async function Forbidden() {
  const t = await getTranslations('access')
  const actor = await currentActor()
  return (
    <MessagePage
      inShell
      icon="lock"
      title={t('forbidden.title')}
      actions={
        <a href="/beranda" className={buttonClass({ variant: 'primary' })}>
          {t('forbidden.home')}
        </a>
      }
    >
      <title>{`${t('forbidden.title')} - Satya`}</title>
      <p>{t('forbidden.explanation', { role: t(`role.${actor?.role ?? 'system'}`) })}</p>
    </MessagePage>
  )
}
