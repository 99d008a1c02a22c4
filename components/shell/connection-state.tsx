'use client'

import { type ReactNode, useSyncExternalStore } from 'react'

type Word = { label: string; icon: ReactNode }

/** Whether this device has a connection, as the browser knows it; a change is read out. */
export function ConnectionState({ online, offline }: { online: Word; offline: Word }) {
  const isOnline = useSyncExternalStore(
    watch,
    () => navigator.onLine,
    () => true,
  )
  const { label, icon } = isOnline ? online : offline
  return (
    <span role="status" className="inline-flex items-center gap-1.5 px-2 text-xs whitespace-nowrap text-muted">
      {icon}
      <span className={isOnline ? 'md:max-lg:sr-only' : 'font-semibold text-warning'}>{label}</span>
    </span>
  )
}

function watch(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}
