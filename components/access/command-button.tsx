'use client'

import { Button } from '@/components/ui/button'
import { useCommand } from '@/components/ui/use-command'
import type { Action } from '@/lib/refusal'

/** One press, one command with a fixed input; trouble is said beside it. Needs `ClientMessages`. */
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
  const { run, isBusy, trouble } = useCommand()
  return (
    <>
      <Button size="sm" busy={isBusy} aria-label={accessibleLabel} onClick={() => run(() => action(input))}>
        {label}
      </Button>
      <span role="status" className="text-sm text-danger">
        {trouble}
      </span>
    </>
  )
}
