'use client'

import type { ReactNode } from 'react'
import { useHeartbeat } from '@/components/shell/heartbeat'

type Word = { label: string; icon: ReactNode }

/** Whether the server answers this device: a cable that is in says nothing about it. A change is read out. */
export function ConnectionState({ online, offline }: { online: Word; offline: Word }) {
  const { isReachable } = useHeartbeat()
  const { label, icon } = isReachable ? online : offline
  return (
    <span role="status" className="inline-flex items-center gap-1.5 px-2 text-xs whitespace-nowrap text-muted">
      {icon}
      <span className={isReachable ? 'md:max-lg:sr-only' : 'font-semibold text-warning'}>{label}</span>
    </span>
  )
}
