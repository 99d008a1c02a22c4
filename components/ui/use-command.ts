'use client'

import { useAttempt } from '@/components/ui/use-attempt'
import { useFailureText } from '@/components/ui/use-failure-text'
import { useRefusalText } from '@/components/ui/use-refusal-text'
import type { RefusalData, Result } from '@/lib/refusal'

/**
 * A command outside a form: `run` calls the action, `trouble` says a refusal, a lost connection or a fault of the
 * server in one sentence; the page and what was typed in it stay.
 * `attempt` is for work that answers its own sentence, which `say` makes of a refusal. Needs `ClientMessages`.
 */
export function useCommand(sayOtherwise?: (refusal: RefusalData) => string) {
  const refusalText = useRefusalText()
  const say = sayOtherwise ?? refusalText
  const attempting = useAttempt(useFailureText())

  const run = <T>(command: () => Promise<Result<T>>, onDone?: (data: T) => void) =>
    attempting.attempt(async () => {
      const result = await command()
      if (!result.ok) return say(result.refusal)
      onDone?.(result.data)
      return null
    })
  return { ...attempting, run, say }
}
