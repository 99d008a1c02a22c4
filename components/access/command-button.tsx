'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { Action } from '@/lib/refusal'

/** One press, one command with a fixed input; a refusal is said beside it. Needs `ClientMessages`. */
export function CommandButton<I>({
  action,
  input,
  label,
  accessibleLabel,
}: {
  action: Action<I, unknown>
  input: I
  label: string
  accessibleLabel?: string
}) {
  const refusalText = useRefusalText()
  const [refusal, setRefusal] = useState('')
  const [isBusy, start] = useTransition()
  return (
    <>
      <Button
        size="sm"
        busy={isBusy}
        aria-label={accessibleLabel}
        onClick={() =>
          start(async () => {
            const result = await action(input)
            setRefusal(result.ok ? '' : refusalText(result.refusal))
          })
        }
      >
        {label}
      </Button>
      <span role="status" className="text-sm text-danger">
        {refusal}
      </span>
    </>
  )
}
