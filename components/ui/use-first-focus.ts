'use client'

import { type RefObject, useEffect, useRef } from 'react'

/**
 * A part that comes in the place of what had the focus takes it: by its first field, or else by itself, with
 * `tabIndex={-1}`.
 *
 * @param wants asked once, when the part comes
 */
export function useFirstFocus<T extends HTMLElement>(wants: () => boolean = () => true): RefObject<T | null> {
  const ref = useRef<T>(null)
  const asked = useRef(wants)
  useEffect(() => {
    if (asked.current()) (ref.current?.querySelector<HTMLElement>('input, select, textarea') ?? ref.current)?.focus()
  }, [])
  return ref
}
