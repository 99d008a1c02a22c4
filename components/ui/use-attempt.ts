'use client'

import { unstable_rethrow } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'

/**
 * One piece of work at a time, such as a call of an action: a second press while it runs does nothing, and what it
 * throws becomes the sentence of `say` instead of taking the page away. The work answers its own trouble, or null.
 */
export function useAttempt(say: (error: unknown) => string) {
  const [isBusy, startTransition] = useTransition()
  const [trouble, setTrouble] = useState<string | null>(null)
  const isRunning = useRef(false)

  const attempt = (work: () => Promise<string | null>) => {
    if (isRunning.current) return
    isRunning.current = true
    startTransition(async () => {
      try {
        setTrouble(await work())
      } catch (error) {
        unstable_rethrow(error)
        setTrouble(say(error))
      } finally {
        isRunning.current = false
      }
    })
  }
  return { attempt, isBusy, trouble, setTrouble }
}
