import { h, say } from '@/components/ui/dom'
import { askForCode } from './inbox'
import { loadWords } from './later'
import { leave } from './leave'
import { checkBeforeSending } from './sending'
import { askStep } from './steps'
import { empty } from './vault'

const main = document.querySelector('main')
const start = [...(main?.children ?? [])]

function showStart(): void {
  main?.replaceChildren(...start)
  for (const link of ['figures', 'language']) document.getElementById(link)?.removeAttribute('hidden')
  scrollTo(0, 0)
  main?.querySelector('h1')?.focus({ preventScroll: true })
}

function write(step: Parameters<typeof askStep>[0] = 'what'): void {
  askStep(step, { back: showStart, onward: () => checkBeforeSending(write) })
}

function on(id: string, run: (event: Event) => void): void {
  document.getElementById(id)?.addEventListener('click', run)
}

/** Begins, with the page's sentences; where they do not come, says so. */
async function begin(run: () => void): Promise<void> {
  main?.querySelector('.trouble')?.remove()
  try {
    await loadWords()
  } catch {
    main?.querySelector('.doors')?.append(h('p', { class: 'trouble', role: 'alert' }, say('unloaded')))
    return
  }
  run()
}

on('write', () => void begin(write))
on('open', () => void begin(() => askForCode(showStart)))
on('quick-exit', (event) => {
  event.preventDefault()
  leave((event.currentTarget as HTMLAnchorElement).href)
})

for (const hidden of document.querySelectorAll('[data-needs-script]')) hidden.removeAttribute('hidden')

/* Whoever comes back by the browser's button finds the beginning, not what was written. */
addEventListener('pagehide', () => {
  empty()
  document.body.replaceChildren()
})
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
