'use client'

import { type ReactNode, useState } from 'react'

/** Shows `children` and copies `value`; says so where it was pressed. `icon` is an `<Icon>`. */
export function CopyButton({
  value,
  label,
  copied,
  icon,
  children,
}: {
  value: string
  label: string
  copied: string
  icon: ReactNode
  children: ReactNode
}) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard?.writeText(value)
    setIsCopied(true)
  }
  return (
    <span className="inline-flex items-center gap-1.5">
      {children}
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={copy}
        onBlur={() => setIsCopied(false)}
        className="grid size-6 cursor-pointer place-items-center rounded-sm text-link hover:bg-soft max-md:size-11 [&_svg]:size-4"
      >
        {icon}
      </button>
      <span role="status" className="text-xs text-muted">
        {isCopied && copied}
      </span>
    </span>
  )
}
