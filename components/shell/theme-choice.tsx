'use client'

import { useSyncExternalStore } from 'react'
import { Segment } from '@/components/shell/segment'
import { type Theme, themeFrom } from '@/lib/i18n/preferences'

/** Light, dark or as the system has it; takes effect at once and is kept with the person's account. */
export function ThemeChoice({
  legend,
  options,
  keep,
}: {
  legend: string
  options: { value: Theme; label: string }[]
  keep: (chosen: { theme: Theme }) => Promise<unknown>
}) {
  const theme = useSyncExternalStore(
    watch,
    () => themeFrom(document.documentElement.dataset.theme),
    () => null,
  )
  const pick = (chosen: Theme | 'unknown') => {
    if (chosen === 'unknown') return
    apply(chosen)
    keep({ theme: chosen }).catch(() => undefined) // without a connection it holds for this page
  }
  return <Segment<Theme | 'unknown'> legend={legend} options={options} value={theme ?? 'unknown'} onPick={pick} />
}

function apply(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
