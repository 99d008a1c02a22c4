'use client'

import { unstable_rethrow } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Verdict } from '@/components/sapk/verdict-buttons'
import { pressOver, watchPresses } from '@/components/ui/press'
import { useFailureText } from '@/components/ui/use-failure-text'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Result } from '@/lib/refusal'

const RETRY_MS = 15_000

/**
 * The verdicts of a review, each sent as soon as it is chosen, one after the other. What could not be sent waits and
 * is sent again with the next one, when the connection is back, and every quarter of a minute; leaving the page
 * meanwhile asks once more. `settle` sends what waits, joining whoever is sending already, and answers whether
 * everything is saved.
 */
export function useVerdicts(
  initial: Record<string, Verdict>,
  send: (item: string, verdict: Verdict) => Promise<Result<unknown>>,
) {
  useEffect(watchPresses, [])
  const refusalText = useRefusalText()
  const failureText = useFailureText()
  const [verdicts, setVerdicts] = useState(initial)
  const [unsaved, setUnsaved] = useState<ReadonlySet<string>>(new Set())
  const [trouble, setTrouble] = useState<string | null>(null)
  const waiting = useRef(new Map<string, Verdict>())
  const sending = useRef<Promise<boolean> | null>(null)

  const sendAll = async () => {
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [item, verdict] = next
      try {
        const result = await send(item, verdict)
        if (!result.ok) return tell(refusalText(result.refusal))
      } catch (error) {
        unstable_rethrow(error)
        return tell(failureText(error))
      }
      if (waiting.current.get(item) === verdict) waiting.current.delete(item)
      void pressOver().then(showWaiting) // a row that is saved gets lower, and moves the next verdict away
    }
    return tell(null)
  }
  const showWaiting = () => setUnsaved(new Set(waiting.current.keys()))
  /** Sending waits for no press: a verdict that is pressed meanwhile has to find it at an end. */
  const tell = (sentence: string | null) => {
    void pressOver().then(() => setTrouble(sentence))
    return sentence === null
  }
  const settle = (): Promise<boolean> => {
    sending.current ??= sendAll().finally(() => {
      sending.current = null
    })
    return sending.current
  }
  const save = (item: string, verdict: Verdict) => {
    waiting.current.set(item, verdict)
    showWaiting()
    void settle()
  }
  const change = (item: string, verdict: Verdict) => setVerdicts((all) => ({ ...all, [item]: verdict }))

  useRetry(unsaved.size > 0, settle)
  return { verdicts, unsaved, trouble, change, save, settle }
}

function first<K, V>(map: Map<K, V>): [K, V] | undefined {
  return map.entries().next().value
}

/** While something waits: tries again by itself, and holds whoever closes the page. */
function useRetry(isWaiting: boolean, retry: () => Promise<boolean>): void {
  const current = useRef(retry)
  useEffect(() => {
    current.current = retry
  })
  useEffect(() => {
    if (!isWaiting) return
    const again = () => void current.current()
    /** What was on its way while the connection came back may still fail of its absence. */
    const back = async () => (await current.current()) || (await current.current())
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    const timer = setInterval(again, RETRY_MS)
    window.addEventListener('online', back)
    window.addEventListener('beforeunload', hold)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', back)
      window.removeEventListener('beforeunload', hold)
    }
  }, [isWaiting])
}
