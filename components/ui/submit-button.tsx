import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'

/** The one primary button of a short form, across its whole width; takes no second press while it is busy. */
export function SubmitButton({ busy = false, children }: { busy?: boolean; children: ReactNode }) {
  return (
    <button
      type="submit"
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={`${buttonClass({ variant: 'primary', size: 'lg' })} w-full`}
    >
      {children}
    </button>
  )
}
