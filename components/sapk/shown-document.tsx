'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

type Shown = { type: string | null; show: (type: string) => void }

const ShownDocument = createContext<Shown>({ type: null, show: () => undefined })

/** Lets the list of a review say which paper the viewer beside it shows. */
export function ShownDocumentProvider({ first, children }: { first: string | null; children: ReactNode }) {
  const [type, show] = useState(first)
  const shown = useMemo(() => ({ type, show }), [type])
  return <ShownDocument value={shown}>{children}</ShownDocument>
}

export function useShownDocument(): Shown {
  return useContext(ShownDocument)
}
