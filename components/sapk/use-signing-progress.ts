import { useEffect, useState } from 'react'
import type { SigningProgress } from '@/lib/documents/signing.server'

const POLL_MS = 1000

/** Asks how far a batch is, once a second until it has finished; null asks nothing. */
export function useSigningProgress(batchId: string | null): SigningProgress | null {
  const [progress, setProgress] = useState<SigningProgress | null>(null)
  useEffect(() => {
    if (!batchId) return
    let timer: ReturnType<typeof setTimeout>
    let isCurrent = true
    const ask = async () => {
      const response = await fetch(`/api/penandatanganan/${batchId}`).catch(() => null)
      const answer = response?.ok ? ((await response.json()) as SigningProgress) : null
      if (!isCurrent) return
      if (answer) setProgress(answer)
      if (!answer?.isFinished) timer = setTimeout(ask, POLL_MS)
    }
    ask()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [batchId])
  return progress
}
