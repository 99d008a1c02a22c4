'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

const YEAR_SECONDS = 31_536_000

/** Rapat: lower rows for people with a pointer; kept in a cookie of this browser and in force at once. */
export function DensityChoice() {
  const t = useTranslations('lists.columns')
  const isCompact = useSyncExternalStore(
    watch,
    () => document.documentElement.dataset.density === 'compact',
    () => false,
  )
  return (
    <label className="flex min-h-9 items-center gap-3 pointer-coarse:hidden">
      <input type="checkbox" checked={isCompact} onChange={({ target }) => apply(target.checked)} />
      {t('compact')}
    </label>
  )
}

function apply(isCompact: boolean) {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser that offices still use
  document.cookie = `density=${isCompact ? 'compact' : 'usual'}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  if (isCompact) document.documentElement.dataset.density = 'compact'
  else delete document.documentElement.dataset.density
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] })
  return () => observer.disconnect()
}
