'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** What a button of the page's header was answered: `PageHeader` has the place for it, in the full width below. */
export function PageMessage({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => setPlace(document.querySelector<HTMLElement>('[data-page-message]')), [])
  return place && createPortal(children, place)
}
