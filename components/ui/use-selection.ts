'use client'

import { useCallback, useEffect, useState } from 'react'

/**
 * Watches the checkboxes named `name` of a `Table`: the ids that are picked, in page order, and a way to drop them
 * all. Handles the "pick all" box of the table's header too.
 */
export function useSelection(name: string): { ids: string[]; clear: () => void } {
  const [ids, setIds] = useState<string[]>([])

  useEffect(() => {
    const read = () => {
      const boxes = boxesOf(name)
      const picked = boxes.filter((box) => box.checked)
      const all = document.querySelector<HTMLInputElement>(`input[data-pick-all="${name}"]`)
      if (all) {
        all.checked = boxes.length > 0 && picked.length === boxes.length
        all.indeterminate = picked.length > 0 && picked.length < boxes.length
      }
      setIds(picked.map((box) => box.value))
    }
    const onChange = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return
      if (target.dataset.pickAll === name) for (const box of boxesOf(name)) box.checked = target.checked
      if (target.dataset.pickAll === name || target.name === name) read()
    }
    read()
    document.addEventListener('change', onChange)
    return () => document.removeEventListener('change', onChange)
  }, [name])

  const clear = useCallback(() => {
    const all = document.querySelector<HTMLInputElement>(`input[data-pick-all="${name}"]`)
    for (const box of boxesOf(name)) box.checked = false
    if (all) {
      all.checked = false
      all.indeterminate = false
    }
    setIds([])
  }, [name])

  return { ids, clear }
}

function boxesOf(name: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${name}"]`)]
}
