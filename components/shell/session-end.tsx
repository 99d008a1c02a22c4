'use client'

import { type ReactNode, useEffect, useState, useTransition } from 'react'
import { beat, heardSecondsLeft, useHeartbeat } from '@/components/shell/heartbeat'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { Action } from '@/lib/refusal'

const WARN_SECONDS = 120

export type SessionEndWords = {
  soonTitle: string
  /** With `{seconds}` where the number stands. */
  soonText: string
  limitText: string
  stay: string
  stayFailed: string
  endedTitle: string
  endedText: string
  signInAgain: string
  close: string
}

/**
 * Warns two minutes before the session ends and offers to stay; once it has ended, `signIn` stands in the same dialog,
 * so that the page below keeps what was typed. Closed, the ended session stays as a strip that opens the dialog again.
 * `told` is a new object with every answer of the server; `renew` answers the seconds that are left then.
 */
export function SessionEnd({
  told,
  renew,
  signIn,
  words,
}: {
  told: { secondsLeft: number }
  renew: Action<void, number>
  signIn: ReactNode
  words: SessionEndWords
}) {
  const { endsAt } = useHeartbeat()
  const left = useSecondsUntil(endsAt)
  const [dismissed, setDismissed] = useState<'soon' | 'ended' | null>(null)
  const [answer, setAnswer] = useState<'failed' | 'limit' | null>(null)
  const [isBusy, startTransition] = useTransition()

  useEffect(() => heardSecondsLeft(told.secondsLeft), [told])

  const phase = left <= 0 ? 'ended' : left <= WARN_SECONDS ? 'soon' : null
  useEffect(() => {
    if (phase) beat()
    else {
      setDismissed(null)
      setAnswer(null)
    }
  }, [phase])

  const stay = () =>
    startTransition(async () => {
      const renewed = await renew().catch(() => null)
      if (renewed?.ok) heardSecondsLeft(renewed.data)
      else if (renewed) await beat()
      setAnswer(renewed ? 'limit' : 'failed')
    })

  const close = () => setDismissed(phase)
  if (phase === 'ended' && dismissed === 'ended')
    return (
      <div role="status" className="shell-ended">
        <span>{words.endedTitle}.</span>
        <Button variant="primary" onClick={() => setDismissed(null)}>
          {words.signInAgain}
        </Button>
      </div>
    )
  if (phase === 'ended')
    return (
      <Dialog isOpen onClose={close} title={words.endedTitle} closeLabel={words.close}>
        <div className="grid gap-4 text-sm">
          <p>{words.endedText}</p>
          {signIn}
        </div>
      </Dialog>
    )
  const text = answer === 'limit' ? words.limitText : words.soonText
  return (
    <Dialog
      isOpen={phase === 'soon' && dismissed !== 'soon'}
      onClose={close}
      title={words.soonTitle}
      closeLabel={words.close}
      footer={
        answer !== 'limit' && (
          <Button variant="primary" busy={isBusy} onClick={stay}>
            {words.stay}
          </Button>
        )
      }
    >
      <div className="grid gap-3 text-sm">
        <Notice live>{answer === 'failed' && words.stayFailed}</Notice>
        <p>{text.replace('{seconds}', String(Math.max(0, left)))}</p>
      </div>
    </Dialog>
  )
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
