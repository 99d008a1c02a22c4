'use client'

import { type ReactNode, useCallback, useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

const WARN_SECONDS = 120

export type SessionEndWords = {
  soonTitle: string
  /** With `{seconds}` where the number stands. */
  soonText: string
  stay: string
  endedTitle: string
  endedText: string
  close: string
}

/**
 * Warns two minutes before the session ends and offers to stay; once it has ended, `signIn` (the sign-in form, or a
 * link that opens it beside) stands in the same dialog, so that the page below keeps what was typed. `renew` asks the
 * server and answers the new end, or null when the session is already gone.
 */
export function SessionEnd({
  endsAt,
  renew,
  signIn,
  words,
}: {
  /** ISO instant */
  endsAt: string
  renew: () => Promise<string | null>
  signIn: ReactNode
  words: SessionEndWords
}) {
  const [end, setEnd] = useState(() => Date.parse(endsAt))
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY)
  const [isDismissed, setIsDismissed] = useState(false)
  const [isBusy, startTransition] = useTransition()

  useEffect(() => setEnd(Date.parse(endsAt)), [endsAt])
  useEffect(() => {
    const tick = () => setLeft(Math.ceil((end - Date.now()) / 1000))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [end])

  const stay = useCallback(
    () =>
      startTransition(async () => {
        const renewed = await renew()
        setEnd(renewed ? Date.parse(renewed) : 0)
      }),
    [renew],
  )

  const hasEnded = left <= 0
  const isOpen = left <= WARN_SECONDS && (hasEnded || !isDismissed)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => setIsDismissed(true)}
      title={hasEnded ? words.endedTitle : words.soonTitle}
      closeLabel={words.close}
      footer={
        hasEnded ? undefined : (
          <Button variant="primary" busy={isBusy} onClick={stay}>
            {words.stay}
          </Button>
        )
      }
    >
      {hasEnded ? (
        <div className="grid gap-4 text-sm">
          <p>{words.endedText}</p>
          {signIn}
        </div>
      ) : (
        <p className="text-sm">{words.soonText.replace('{seconds}', String(Math.max(0, left)))}</p>
      )}
    </Dialog>
  )
}
