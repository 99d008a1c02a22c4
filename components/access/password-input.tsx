'use client'

import { useTranslations } from 'next-intl'
import { type ComponentProps, useState } from 'react'

/** A password that can be looked at while it is typed; pasting and password managers work. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useTranslations('access')
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="relative">
      <input
        {...props}
        type={isShown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        className="pr-24"
      />
      <button
        type="button"
        aria-pressed={isShown}
        aria-label={t('showPassword')}
        onClick={() => setIsShown(!isShown)}
        className="absolute inset-y-1 right-1 cursor-pointer rounded-md px-3 text-sm font-semibold text-link hover:bg-soft"
      >
        {isShown ? t('hide') : t('show')}
      </button>
    </div>
  )
}
