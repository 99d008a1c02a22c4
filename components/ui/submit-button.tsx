'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { buttonClass } from '@/components/ui/button-class'

const never = () => () => {}

/**
 * The one primary button of a short form, across its whole width; takes no second press while it is busy, and none
 * before the page's script answers, so that a hurried one loses nothing.
 */
export function SubmitButton({ busy = false, children }: { busy?: boolean; children: ReactNode }) {
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <button
      type="submit"
      disabled={!isReady}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={`${buttonClass({ variant: 'primary', size: 'lg' })} w-full disabled:cursor-progress! disabled:border-solid! disabled:border-primary! disabled:bg-primary! disabled:text-on-primary!`}
    >
      {children}
    </button>
  )
}
