import { h, icon, say } from './dom'
import { ask } from './server'

/** Calls the supervisor; nobody is left to believe that help comes when nobody was told. */
export function helpCall(isCalledAlready: boolean, spoken: HTMLElement): HTMLElement {
  let isCalled = isCalledAlready
  const words = h('span')
  const trouble = h('p', { class: 'trouble small' })
  const button = h(
    'button',
    { class: 'btn quiet wide', type: 'button', onclick: () => void call() },
    icon('hand'),
    words,
  )

  async function call(): Promise<void> {
    isCalled = !isCalled
    draw()
    try {
      await ask('bantuan', { isNeeded: isCalled })
      spoken.textContent = say(isCalled ? 'helpCalled' : 'helpEnded')
    } catch {
      isCalled = !isCalled
      draw()
      trouble.textContent = spoken.textContent = say('helpFailed')
    }
  }

  function draw(): void {
    trouble.textContent = ''
    button.setAttribute('aria-pressed', String(isCalled))
    words.textContent = say(isCalled ? 'helpCalled' : 'help')
  }

  draw()
  return h('div', {}, button, trouble)
}
