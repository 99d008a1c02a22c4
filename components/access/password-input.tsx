'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { PlainPasswordInput } from '@/components/access/plain-password-input'

/** The password field of the forms that have their words from `ClientMessages`. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('access')
  return <PlainPasswordInput {...props} words={{ show: t('show'), hide: t('hide'), showPassword: t('showPassword') }} />
}
