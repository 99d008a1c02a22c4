'use client'

import { useSyncExternalStore } from 'react'
import { keepPreference } from '@/components/shell/keep-preference'
import { Segment } from '@/components/shell/segment'
import { type Theme, themeFrom } from '@/lib/i18n/preferences'

/** Light, dark or as the system has it; takes effect at once and is kept in a cookie of this browser. */
export function ThemeChoice({ legend, options }: { legend: string; options: { value: Theme; label: string }[] }) {
  const theme = useSyncExternalStore(
    watch,
    () => themeFrom(document.documentElement.dataset.theme),
    () => null,
  )
  return <Segment<Theme | 'unknown'> legend={legend} options={options} value={theme ?? 'unknown'} onPick={apply} />
}

function apply(theme: Theme | 'unknown') {
  if (theme === 'unknown') return
  keepPreference('theme', theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
