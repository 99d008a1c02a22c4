'use client'

import { useState } from 'react'
import { useReport } from '@/components/wbs/desk/report-context'

/** What is being written, by key, report and place: in the memory of this page alone. */
const drafts = new Map<string, string>()

/**
 * A text that outlives the desk: when it locks itself, or a report has to be read anew, what was typed stands there again
 * once the same key is open. Shown to nobody meanwhile, and gone with the page or when it is set to nothing.
 */
export function useDraft(place: string): [text: string, write: (text: string) => void] {
  const { id, me } = useReport()
  const name = `${me.keyId} ${id} ${place}`
  const [text, setText] = useState(() => drafts.get(name) ?? '')
  const write = (next: string) => {
    if (next) drafts.set(name, next)
    else drafts.delete(name)
    setText(next)
  }
  return [text, write]
}
