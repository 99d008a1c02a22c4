'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { heardSecondsLeft, useHeartbeat } from '@/components/shell/heartbeat'
import type { SessionEndWords } from '@/components/shell/session-end-dialog'
import { useLater } from '@/components/ui/use-later'
import type { Action } from '@/lib/refusal'

const NEAR_SECONDS = 180

const loadDialog = () => import('@/components/shell/session-end-dialog')

/**
 * Warns two minutes before the session ends and offers to stay; once it has ended, `signIn` stands in the same dialog,
 * so that the page below keeps what was typed. Closed, the ended session stays as a strip that opens the dialog again.
 * `told` is a new object with every answer of the server; `renew` answers the seconds that are left then.
 */
export function SessionEnd({
  told,
  ...shown
}: {
  told: { secondsLeft: number }
  renew: Action<void, number>
  signIn: ReactNode
  words: SessionEndWords
}) {
  const { endsAt } = useHeartbeat()
  const left = useSecondsUntil(endsAt)
  const dialog = useLater(loadDialog, left <= NEAR_SECONDS)
  useEffect(() => heardSecondsLeft(told.secondsLeft), [told])
  return dialog && <dialog.SessionEndDialog left={left} {...shown} />
}

function useSecondsUntil(end: number): number {
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const tick = () => setLeft(Math.ceil((end - performance.now()) / 1000))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [end])
  return left
}
