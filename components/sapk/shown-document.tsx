'use client'

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { Sought } from '@/lib/sapk/evidence-page'

type Shown = { type: string | null; sought: Sought | null }
type ShownDocumentState = {
  /** The paper that the viewer shows and, anew for each press, what is looked for on it. */
  shown: Shown
  show: (type: string, sought?: Sought) => void
  /** The text of each page of the papers that were opened, by the id of the paper. */
  texts: Record<string, readonly string[]>
  keepText: (id: string, pages: readonly string[]) => void
}

const ShownDocument = createContext<ShownDocumentState>({
  shown: { type: null, sought: null },
  show: () => undefined,
  texts: {},
  keepText: () => undefined,
})

/** Lets the list of a review say which paper, and which page of it, the viewer beside it shows. */
export function ShownDocumentProvider({ first, children }: { first: string | null; children: ReactNode }) {
  const [shown, setShown] = useState<Shown>({ type: first, sought: null })
  const [texts, setTexts] = useState<ShownDocumentState['texts']>({})
  const show = useCallback((type: string, sought: Sought | null = null) => setShown({ type, sought }), [])
  const keepText = useCallback(
    (id: string, pages: readonly string[]) => setTexts((known) => ({ ...known, [id]: pages })),
    [],
  )
  const state = useMemo(() => ({ shown, show, texts, keepText }), [shown, show, texts, keepText])
  return <ShownDocument value={state}>{children}</ShownDocument>
}

export function useShownDocument(): ShownDocumentState {
  return useContext(ShownDocument)
}
