'use client'

import { useEffect } from 'react'

/** The title of the page begins with `mark` ("Galat") as long as a form on it has faults. */
export function useErrorTitle(mark: string, hasErrors: boolean): void {
  useEffect(() => {
    const title = document.title
    if (!hasErrors || title.startsWith(`${mark}: `)) return
    const marked = `${mark}: ${title}`
    document.title = marked
    return () => {
      if (document.title === marked) document.title = title // else another page has taken its place
    }
  }, [mark, hasErrors])
}
