'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense, useEffect, useRef, useState } from 'react'

/**
 * After a change of page the focus goes to its h1; while the next page is on its way a thin bar runs on top and the
 * old page stays.
 */
export function RouteFocus({ busyLabel }: { busyLabel: string }) {
  return (
    <Suspense>
      <Watch busyLabel={busyLabel} />
    </Suspense>
  )
}

function Watch({ busyLabel }: { busyLabel: string }) {
  const path = usePathname()
  const query = useSearchParams().toString()
  const [leaving, setLeaving] = useState<string | null>(null)
  const shownPath = useRef(path)
  const here = `${path}?${query}`

  useEffect(() => {
    if (shownPath.current === path) return
    shownPath.current = path
    document.querySelector<HTMLElement>('main h1')?.focus()
  }, [path])

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return
      const target = `${link.pathname}?${link.search.slice(1)}`
      if (target !== `${window.location.pathname}?${window.location.search.slice(1)}`) setLeaving(here)
    }
    document.addEventListener('click', onClick)
    return () => {
      document.removeEventListener('click', onClick)
      setLeaving(null)
    }
  }, [here])

  if (leaving !== here) return null
  return (
    <div
      role="progressbar"
      aria-label={busyLabel}
      className="fixed inset-x-0 top-0 z-40 h-0.75 overflow-hidden bg-track"
    >
      <div className="h-full w-1/3 bg-c2 motion-safe:animate-slide" />
    </div>
  )
}
