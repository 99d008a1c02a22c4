'use client'

import { useEffect, useState } from 'react'

/**
 * The rows that are picked in a `Table` with checkboxes named `name`. They stay picked while pages turn and filters
 * change; the box above them ticks and unticks the whole page.
 *
 * @param rows those of this page, in its order
 */
export function usePicked<Row extends { id: string }>(name: string, rows: readonly Row[]) {
  const [kept, setKept] = useState<ReadonlyMap<string, Row> | null>(null) // null until the page's own ticks are read

  useEffect(() => {
    if (!kept) return setKept(tickedBefore(name, rows))
    showPicked(name, kept) // after every turn of the page the boxes are new
  })
  useEffect(() => {
    const onChange = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement)) return
      const isAll = target.dataset.pickAll === name
      if (!isAll && target.name !== name) return
      const pickable = new Set(boxesOf(name).map((box) => box.value))
      const touched = rows.filter(({ id }) => (isAll ? pickable.has(id) : id === target.value))
      setKept((before) => {
        const after = new Map(before)
        for (const row of touched) {
          if (target.checked) after.set(row.id, row)
          else after.delete(row.id)
        }
        return after
      })
    }
    document.addEventListener('change', onChange)
    return () => document.removeEventListener('change', onChange)
  }, [name, rows])

  const fresh = new Map(rows.map((row) => [row.id, row]))
  return {
    picked: [...(kept?.values() ?? [])].map((row) => fresh.get(row.id) ?? row),
    clear: () => setKept(new Map()),
  }
}

/** The rows that were ticked, one by one or with the box above them, while the page's script was still on its way. */
function tickedBefore<Row extends { id: string }>(name: string, rows: readonly Row[]): ReadonlyMap<string, Row> {
  const isAll = document.querySelector(`input[data-pick-all="${name}"]:checked`) !== null
  const ticked = new Set(boxesOf(name).flatMap(({ checked, value }) => (isAll || checked ? [value] : [])))
  return new Map(rows.filter(({ id }) => ticked.has(id)).map((row) => [row.id, row]))
}

/** Ticks the boxes of this page as they were picked, and the ones above them when all or some are. */
function showPicked(name: string, picked: ReadonlyMap<string, unknown>): void {
  const boxes = boxesOf(name)
  for (const box of boxes) box.checked = picked.has(box.value)
  const count = boxes.filter((box) => box.checked).length
  for (const all of document.querySelectorAll<HTMLInputElement>(`input[data-pick-all="${name}"]`)) {
    all.checked = count > 0 && count === boxes.length
    all.indeterminate = count > 0 && count < boxes.length
  }
}

function boxesOf(name: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${name}"]`)]
}
