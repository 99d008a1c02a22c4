import type { RoomWork, SealedItem } from '@/lib/cat/room'
import { h, icon, prose, say } from './dom'
import type { Journal } from './journal'
import { lookControls } from './look'

export const LETTERS = 'ABCDEFGHIJ'

/** One question with its options; `spoken` says what became of a choice to who cannot see it. */
export function questionView(
  main: HTMLElement,
  spoken: HTMLElement,
  { paper }: RoomWork,
  items: readonly SealedItem[],
  journal: Journal,
) {
  let number = 1
  let isUnsaid = false

  function draw(item: number): void {
    number = item
    isUnsaid = false
    const place = paper[number - 1]
    const content = items[place?.place ?? -1]
    if (!place || !content) return
    const bodies = new Map(content.options.map(({ id, body }) => [id, body]))
    const isFigural = [...bodies.values()].every((body) => /<(img|svg)\b/.test(body))
    main.replaceChildren(
      h(
        'div',
        { class: 'x-bar' },
        h(
          'h1',
          { tabindex: '-1' },
          `${say('item', { number })} `,
          h('small', {}, say('of', { count: paper.length, section: place.section })),
        ),
        ...lookControls(),
      ),
      ...(content.stimulus ? [prose('div', 'stimulus', content.stimulus)] : []),
      h(
        'fieldset',
        {},
        h('legend', { class: 'stem' }, prose('div', 'prose', content.stem)),
        h(
          'div',
          { class: isFigural ? 'opts figs5' : 'opts' },
          ...place.options.map((id, at) => choice(id, LETTERS[at] ?? '', bodies.get(id) ?? '')),
        ),
      ),
      h(
        'button',
        { class: 'btn quiet sm clear', type: 'button', onclick: () => void clear() },
        icon('clear', 'i s'),
        say('clear'),
      ),
    )
    mark()
  }

  function choice(id: string, letter: string, body: string): HTMLElement {
    const input = h('input', { type: 'radio', name: 'option', value: id, onchange: () => void choose(id) })
    return h(
      'label',
      { class: 'choice' },
      input,
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h('span', { class: 'k' }, letter),
      prose('span', 't', body),
      h('span', { class: 'saved' }),
    )
  }

  /** The mark is drawn at once; that it is saved is said when it is. */
  async function choose(id: string): Promise<void> {
    isUnsaid = true
    for (const input of main.querySelectorAll<HTMLInputElement>('.choice input')) input.checked = input.value === id
    await journal.choose(number, id)
  }

  async function clear(): Promise<void> {
    main.querySelector<HTMLElement>('.choice input')?.focus() // the button goes
    spoken.textContent = say('cleared', { number })
    await journal.choose(number, null)
  }

  /** What is chosen and how far it got, without touching what the person reads. */
  function mark(): void {
    const chosen = journal.answers[number]
    const isPending = journal.isPending(number)
    const isFar = isPending && journal.offlineSince() !== null
    const far = journal.isKept()
      ? (['savedLocally', 'answerSavedLocally'] as const)
      : (['unsaved', 'answerUnsaved'] as const)
    for (const label of main.querySelectorAll<HTMLElement>('.choice')) {
      const input = label.querySelector('input')
      const saved = label.querySelector<HTMLElement>('.saved')
      if (!input || !saved) continue
      input.checked = input.value === chosen
      saved.classList.toggle('off', isPending)
      if (!input.checked || (isPending && !isFar)) saved.replaceChildren()
      else saved.replaceChildren(icon(isFar ? 'cloudOff' : 'check', 'i s'), say(isFar ? far[0] : 'saved'))
    }
    main.querySelector('.clear')?.toggleAttribute('hidden', chosen === undefined)
    if (!isUnsaid || chosen === undefined || (isPending && !isFar)) return
    isUnsaid = false
    const letter = LETTERS[paper[number - 1]?.options.indexOf(chosen) ?? -1] ?? ''
    spoken.textContent = say(isFar ? far[1] : 'answerSaved', { letter, number })
  }

  return { draw, mark, choose }
}
