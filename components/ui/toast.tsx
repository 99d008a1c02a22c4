'use client'

import { useEffect, useState } from 'react'

const EVENT = 'satya:toast'
const SHOWN_MS = 8_000

type Toast = { id: number; message: string }

/** Says that something happened. Never the only place where it can be read. */
export function toast(message: string): void {
  window.dispatchEvent(new CustomEvent(EVENT, { detail: message }))
}

/** The live region of a page: each message stays 8 seconds, longer while it is pointed at or has the focus. */
export function ToastRegion({ dismissLabel }: { dismissLabel: string }) {
  const [toasts, setToasts] = useState<Toast[]>([])
  const [isHeld, setIsHeld] = useState(false)

  useEffect(() => {
    const add = (event: Event) => {
      const message = (event as CustomEvent<string>).detail
      setToasts((shown) => [...shown, { id: (shown.at(-1)?.id ?? 0) + 1, message }])
    }
    window.addEventListener(EVENT, add)
    return () => window.removeEventListener(EVENT, add)
  }, [])

  const oldest = toasts[0]?.id
  useEffect(() => {
    if (oldest === undefined || isHeld) return
    const timer = setTimeout(() => setToasts((shown) => shown.filter(({ id }) => id !== oldest)), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [oldest, isHeld])

  return (
    <section
      aria-live="polite"
      aria-label={dismissLabel}
      onMouseEnter={() => setIsHeld(true)}
      onMouseLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      className="pointer-events-none fixed inset-x-4 bottom-20 z-30 grid justify-items-end gap-2 md:bottom-4"
    >
      {toasts.map(({ id, message }) => (
        <div
          key={id}
          className="pointer-events-auto flex max-w-[420px] items-center gap-3 rounded-lg bg-bg py-1 pr-1 pl-4 text-sm shadow-overlay"
        >
          <p className="flex-1 py-2">{message}</p>
          <button
            type="button"
            aria-label={dismissLabel}
            onClick={() => setToasts((shown) => shown.filter((other) => other.id !== id))}
            className="grid size-11 place-items-center rounded-md text-neutral hover:bg-soft md:size-9"
          >
            <svg viewBox="0 0 24 24" aria-hidden="true" className="size-4 fill-none stroke-current stroke-2">
              <path d="M6 6l12 12M18 6L6 18" strokeLinecap="round" />
            </svg>
          </button>
        </div>
      ))}
    </section>
  )
}
