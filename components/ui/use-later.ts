'use client'

import { useEffect, useState } from 'react'

const IDLE_MS = 1_500
const RETRY_MS = 5_000

type Load<Part> = () => Promise<Part>

/**
 * A part of the page that is fetched when it is first wanted, and before that once the page has come to rest; null
 * until it is here. One that cannot be fetched takes nothing away from the page, and is asked for again.
 */
export function useLater<Part>(load: Load<Part>, isWanted: boolean): Part | null {
  const [here, setHere] = useState<{ part: Part } | null>(null)
  const [failures, setFailures] = useState(0)
  useFetchedAtRest(load)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is a reason to try again
  useEffect(() => {
    if (!isWanted || here) return
    let isGone = false
    let timer: ReturnType<typeof setTimeout>
    const again = () => {
      timer = setTimeout(() => setFailures((count) => count + 1), RETRY_MS)
    }
    load().then(
      (part) => isGone || setHere({ part }),
      () => isGone || again(),
    )
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [load, isWanted, here, failures])
  return here?.part ?? null
}

/** Fetches what will be needed on the first press, when everything that the page shows is there. */
export function useFetchedAtRest(load: Load<unknown> | null): void {
  useEffect(() => {
    if (!load) return
    const timer = setTimeout(() => load().catch(() => {}), IDLE_MS) // whoever needs it tries again, and says so
    return () => clearTimeout(timer)
  }, [load])
}
