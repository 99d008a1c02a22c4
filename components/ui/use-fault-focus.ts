'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** A form that puts the focus on its first faulty field, each time that `faults` is another object with something in it. */
export function useFaultFocus(faults: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.values(faults).some(Boolean)) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [faults])
  return form
}
