import type { Hotkeys } from '@/components/ui/use-hotkeys'

/**
 * The keys of every list and detail page: j and k move through the rows of a `Table` (Enter then follows the link
 * that has the focus; a row without one focuses its `data-row-focus`), x picks the row, e follows `data-edit`, Ctrl+Enter presses `data-primary`.
 */
export const listHotkeys: Hotkeys = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: () => focusedRow()?.querySelector<HTMLInputElement>('[data-pick] input')?.click(),
  e: () => document.querySelector<HTMLElement>('[data-edit]')?.click(),
  'ctrl+enter': () => document.querySelector<HTMLElement>('[data-primary]')?.click(),
}

function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tr[data-row]')]
  const now = focusedRow()
  const next = rows[now ? rows.indexOf(now) + step : 0]
  next?.querySelector<HTMLElement>('a[data-name], [data-row-focus]')?.focus()
}

function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null
}
