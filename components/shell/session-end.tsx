'use client'

import { type ReactNode, useCallback, useEffect, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Action } from '@/lib/refusal'

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
 * link that opens it beside) stands in the same dialog, so that the page below keeps what was typed. `renew` answers
 * the new end. Before it warns it asks the server once, because work in another tab or on another page moves the end.
 */
export function SessionEnd({
  endsAt,
  renew,
  signIn,
  words,
}: {
  /** ISO instant */
  endsAt: string
  renew: Action<void, string>
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

  const isNear = left <= WARN_SECONDS
  useEffect(() => {
    if (isNear) fetchEnd().then((known) => known !== undefined && setEnd(known))
  }, [isNear])

  const stay = useCallback(
    () =>
      startTransition(async () => {
        const renewed = await renew()
        setEnd(renewed.ok ? Date.parse(renewed.data) : 0)
      }),
    [renew],
  )

  const hasEnded = left <= 0
  const isOpen = isNear && (hasEnded || !isDismissed)
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

/** The end as the server knows it, 0 when it is over, undefined when the server cannot be asked. */
async function fetchEnd(): Promise<number | undefined> {
  const answer = await fetch('/api/session').catch(() => undefined)
  if (!answer?.ok) return undefined
  const { endsAt } = await answer.json()
  return endsAt ? Date.parse(endsAt) : 0
}
