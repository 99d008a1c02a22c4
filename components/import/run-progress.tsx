'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Progress } from '@/components/ui/progress'

const LOOK_MS = 1_000

/** How far a step is; looks again each second while somebody watches. */
export function RunProgress({
  label,
  value,
  max,
  text,
  note,
}: {
  label: string
  value: number
  max: number
  text?: string
  note: string
}) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [router])
  return (
    <div className="grid gap-3" aria-live="polite">
      <Progress label={label} value={max > 0 ? value : undefined} max={max || 100} text={text} />
      <p className="text-sm text-muted">{note}</p>
    </div>
  )
}
