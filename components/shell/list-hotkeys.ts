import type { Hotkeys } from '@/components/ui/use-hotkeys'

/**
 * The keys of every list and detail page: j and k move through the rows of a `Table` (Enter then follows the link
 * that has the focus; a row without one focuses its `data-row-focus`), x picks the row, e follows
 * the `data-edit` of the row, or else of the page, Ctrl+Enter presses the `data-primary` of the dialog that is open,
 * and that of the page only while none is.
 */
export const listHotkeys: Hotkeys = {
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: () => focusedRow()?.querySelector<HTMLInputElement>('[data-pick] input')?.click(),
  e: () => edit()?.click(),
  'ctrl+enter': () => primary()?.click(),
}

function edit(): HTMLElement | null | undefined {
  const row = focusedRow()
  if (row) return row.querySelector<HTMLElement>('[data-edit]')
  return [...document.querySelectorAll<HTMLElement>('main [data-edit]')].find((one) => !one.closest('tr[data-row]'))
}

/**
 * The main step of what the person works in: the dialog with the focus, else the last one opened, else the page; and
 * there the form with the focus, when it has one.
 */
function primary(): HTMLElement | undefined {
  const open = [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')]
  const dialog = open.find((one) => one.contains(document.activeElement)) ?? open.at(-1) ?? null
  const steps = [...document.querySelectorAll<HTMLElement>(dialog ? '[data-primary]' : 'main [data-primary]')].filter(
    (step) => step.closest('dialog') === dialog && step.checkVisibility(), // a closed dialog has its step too
  )
  const form = document.activeElement?.closest('form')
  return steps.find((step) => form?.contains(step)) ?? steps[0]
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
