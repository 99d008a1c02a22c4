'use client'

import { useState } from 'react'

/** Copies a value as it is stored (a NIP without its spaces) and says so. */
export function CopyButton({ value, label, doneLabel }: { value: string; label: string; doneLabel: string }) {
  const [isDone, setIsDone] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setIsDone(true)
    setTimeout(() => setIsDone(false), 2_000)
  }
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={copy}
        className="mr-2 inline-grid size-6 cursor-pointer place-items-center rounded-sm align-[-6px] text-link hover:bg-soft print:hidden"
      >
        <svg
          viewBox="0 0 24 24"
          aria-hidden="true"
          className="size-4 fill-none stroke-current stroke-2 [stroke-linecap:round] [stroke-linejoin:round]"
        >
          {isDone ? <path d="M5 13l4 4L19 7" /> : <path d="M9 9h12v12H9zM5 15H3V3h12v2" />}
        </svg>
      </button>
      <span role="status" className="sr-only">
        {isDone ? doneLabel : ''}
      </span>
    </>
  )
}
