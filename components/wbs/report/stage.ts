import { h, isBusy, say } from '@/components/ui/dom'
import { drawing } from './drawing'
import { onWork, Trouble } from './vault'

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

/** A place that shows, in words and as a bar, how far the device is with what takes long; no screen reader is interrupted. */
export function workPlace(): HTMLElement {
  const words = h('label', { class: 'small muted', for: 'work' })
  const bar = h('progress', { id: 'work', max: '100' })
  const place = h('div', { class: 'work' })
  onWork(({ part, percent }) => {
    words.textContent = say(`work.${part}`, { percent })
    bar.value = percent
    if (percent === 100) place.replaceChildren()
    else if (!bar.isConnected) place.append(words, bar)
  })
  return place
}

/** Says in `place` what went wrong. What was tampered with stops everything and says so in red. */
export function tellTrouble(place: HTMLElement, error: unknown): void {
  const { kind, code } = error instanceof Trouble ? error : { kind: 'failed' as const, code: 'failed' }
  const known = say(`${kind}.${code}`)
  const text = known === `${kind}.${code}` ? say(`${kind}.other`, { code }) : known
  place.replaceChildren(notice('bad', say(`${kind}.title`), text))
}
