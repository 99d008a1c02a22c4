'use client'

import { type ReactNode, useEffect, useState, useTransition } from 'react'
import { beat, heardSecondsLeft } from '@/components/shell/heartbeat'
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

/** What a person sees of the end that comes near, and of the one that has come; see `SessionEnd`. */
export function SessionEndDialog({
  left,
  renew,
  signIn,
  words,
}: {
  /** Seconds, below zero once it has ended. */
  left: number
  renew: Action<void, number>
  signIn: ReactNode
  words: SessionEndWords
}) {
  const [dismissed, setDismissed] = useState<'soon' | 'ended' | null>(null)
  const [answer, setAnswer] = useState<'failed' | 'limit' | null>(null)
  const [isBusy, startTransition] = useTransition()

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
