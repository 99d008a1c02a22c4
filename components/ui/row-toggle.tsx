'use client'

import { type ReactNode, useState } from 'react'

/** Opens and closes the element with the id `controls`; the arrow turns. */
export function RowToggle({
  controls,
  label,
  icon,
  isOpenAtFirst = false,
}: {
  controls: string
  label: string
  icon: ReactNode
  isOpenAtFirst?: boolean
}) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const toggle = () => {
    document.getElementById(controls)?.toggleAttribute('hidden', isOpen)
    setIsOpen(!isOpen)
  }
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={controls}
      aria-label={label}
      title={label}
      onClick={toggle}
      className="inline-flex size-11 cursor-pointer items-center justify-center rounded-md text-neutral hover:bg-soft aria-expanded:rotate-180 md:size-8"
    >
      {icon}
    </button>
  )
}
