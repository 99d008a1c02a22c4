import { h, icon, say } from './dom'

const SIZES = ['small', 'usual', 'large'] as const
const KEPT = 'satya-ujian-tampilan'

/** How a candidate reads and types; it outlives a reload of the page, not the candidate. */
type Look = { size: (typeof SIZES)[number]; contrast: 'usual' | 'high'; keys: 'on' | 'off' }

const look: Look = { size: 'usual', contrast: 'usual', keys: 'on', ...JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') }
show()

/** Whether single letters and numbers do something; who dictates turns that off. */
export function areKeysOn(): boolean {
  return look.keys === 'on'
}

export function forgetLook(): void {
  set({ size: 'usual', contrast: 'usual', keys: 'on' })
}

/** Size of the text, contrast, and single keys. */
export function lookControls(): HTMLElement[] {
  return [
    h(
      'fieldset',
      { class: 'sizes' },
      h('legend', { class: 'sr' }, say('textSize')),
      ...SIZES.map((size) => {
        const input = h('input', {
          type: 'radio',
          name: 'size',
          'aria-label': say(size),
          onchange: () => set({ size }),
        })
        input.checked = size === look.size
        return h('label', { class: size }, input, 'A')
      }),
    ),
    toggle(
      'contrast',
      'contrast',
      'contrast',
      () => look.contrast === 'high',
      (isHigh) => set({ contrast: isHigh ? 'high' : 'usual' }),
    ),
    toggle(
      'keysOff',
      'keyboard',
      'keys',
      () => !areKeysOn(),
      (areOff) => set({ keys: areOff ? 'off' : 'on' }),
    ),
  ]
}

function toggle(
  word: string,
  sign: 'contrast' | 'keyboard',
  className: string,
  isOn: () => boolean,
  turn: (isOn: boolean) => void,
): HTMLElement {
  const button = h(
    'button',
    {
      class: `btn sm ${className}`,
      type: 'button',
      'aria-pressed': String(isOn()),
      onclick: () => {
        turn(!isOn())
        button.setAttribute('aria-pressed', String(isOn()))
      },
    },
    icon(sign),
    say(word),
  )
  return button
}

function set(change: Partial<Look>): void {
  Object.assign(look, change)
  sessionStorage.setItem(KEPT, JSON.stringify(look))
  show()
}

function show(): void {
  const { dataset } = document.documentElement
  dataset.size = look.size
  dataset.contrast = look.contrast
}
