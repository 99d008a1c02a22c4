'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/**
 * A button that opens a panel below it, without JavaScript too. A press elsewhere or Esc closes it. The panel ends where
 * the button does, or with `align` `row` begins where the button's row does, which is `relative`. On a phone it lies over
 * the foot of the screen.
 */
export function Popover({
  label,
  look,
  align = 'right',
  width = 'md:w-80',
  children,
}: {
  label: ReactNode
  /** The classes of the button. */
  look: string
  align?: 'row' | 'right'
  width?: string
  children: ReactNode
}) {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (isFocusBack: boolean) => {
      const details = ref.current
      if (!details?.open) return
      details.open = false
      if (isFocusBack) details.querySelector('summary')?.focus()
    }
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && document.contains(target) && !ref.current?.contains(target)) close(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close(true)
    }
    document.addEventListener('click', onPress)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', onPress)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return (
    <details ref={ref} className={`group ${align === 'right' ? 'relative' : ''}`}>
      <summary className={`cursor-pointer list-none [&::-webkit-details-marker]:hidden ${look}`}>{label}</summary>
      <div
        className={`z-30 grid gap-3 rounded-lg border border-line bg-bg p-4 text-left text-sm shadow-overlay max-md:fixed max-md:inset-x-2 max-md:bottom-20 max-md:max-h-[70dvh] max-md:overflow-y-auto md:absolute md:mt-2 ${align === 'right' ? 'md:right-0' : 'md:left-0'} ${width}`}
      >
        {children}
      </div>
    </details>
  )
}

/** The look of a quiet button in a toolbar. */
export const QUIET_SUMMARY =
  'inline-flex min-h-11 items-center gap-2 rounded-md px-2 text-sm font-semibold text-link hover:bg-soft max-md:min-w-11 max-md:justify-center md:min-h-8'
