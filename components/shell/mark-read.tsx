'use client'

import { useEffect } from 'react'
import type { Action } from '@/lib/refusal'

/** Notes that what stands on this page has been seen; what comes later stays new. Draws nothing. */
export function MarkRead({ until, read }: { until: string; read: Action<{ until: string }> }) {
  useEffect(() => {
    read({ until }).catch(() => undefined) // without a connection it stays new
  }, [until, read])
  return null
}
