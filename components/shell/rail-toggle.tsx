'use client'

import { type ReactNode, useState } from 'react'
import { keepPreference } from '@/components/shell/keep-preference'

type Look = { label: string; icon: ReactNode }

/** Makes the rail narrow or wide by hand; the choice is kept where the server reads it before the first paint. */
export function RailToggle({ isSlim: wasSlim, collapse, expand }: { isSlim: boolean; collapse: Look; expand: Look }) {
  const [isSlim, setIsSlim] = useState(wasSlim)
  const { label, icon } = isSlim ? expand : collapse
  const toggle = () => {
    setIsSlim(!isSlim)
    keepPreference('rail', isSlim ? 'wide' : 'slim')
    document.documentElement.dataset.rail = isSlim ? 'wide' : 'slim'
  }
  return (
    <button type="button" onClick={toggle} title={label} aria-expanded={!isSlim} className="shell-rail-toggle">
      {icon}
      <span className="shell-label">{label}</span>
    </button>
  )
}
