'use client'

import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** The first password of an account, shown once to whoever hands it over; its holder must change it. */
export function FirstPassword({ password, userId }: { password: string; userId: string }) {
  const t = useTranslations('access.accounts')
  return (
    <div className="grid gap-4">
      <Notice tone="success" live title={t('passwordReady', { userId })}>
        <p className="my-2 font-mono text-lg">{password}</p>
        <p>{t('passwordOnce')}</p>
      </Notice>
      <ButtonLink href="/admin/akun" className="justify-self-start">
        {t('back')}
      </ButtonLink>
    </div>
  )
}
