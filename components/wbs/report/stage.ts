import { h, isBusy, say } from '@/components/ui/dom'
import { drawing } from './drawing'
import { Trouble } from './vault'

/**
 * Shows one screen in place of the last. The address and the title stay the same, so that no history tells what was
 * done; a screen reader hears the heading.
 */
export function show(...parts: (Node | false)[]): void {
  const main = document.querySelector('main')
  for (const link of ['figures', 'language']) document.getElementById(link)?.setAttribute('hidden', '') // another page forgets
  main?.replaceChildren(h('div', { class: 'w-cols' }, ...parts))
  scrollTo(0, 0)
  main?.querySelector('h1')?.focus({ preventScroll: true })
}

export function heading(text: string): HTMLElement {
  return h('h1', { tabindex: '-1' }, text)
}

export function button(text: string, press: () => void, className = 'btn'): HTMLButtonElement {
  const onclick = () => {
    if (!isBusy(made)) press()
  }
  const made = h('button', { type: 'button', class: className, onclick }, text)
  return made
}

export function notice(kind: 'warn' | 'ok' | 'bad' | 'info', title: string, text: string): HTMLElement {
  const icon = drawing(kind === 'ok' ? 'done' : 'warning')
  return h('div', { class: `notice ${kind}` }, icon, h('div', {}, h('b', {}, title), h('br'), text))
}

/** A place for one sentence about what went wrong; screen readers hear it when it comes. */
export function troublePlace(): HTMLElement {
  return h('div', { class: 'trouble', role: 'alert' })
}

/** Says in `place` what went wrong. What was tampered with stops everything and says so in red. */
export function tellTrouble(place: HTMLElement, error: unknown): void {
  const { kind, code } = error instanceof Trouble ? error : { kind: 'failed' as const, code: 'failed' }
  const known = say(`${kind}.${code}`)
  const text = known === `${kind}.${code}` ? say(`${kind}.other`, { code }) : known
  place.replaceChildren(notice('bad', say(`${kind}.title`), text))
}
