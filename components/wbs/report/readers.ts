import { h, say } from '@/components/ui/dom'
import { WORDS } from '@/lib/wbs/words'
import { draft } from './draft'
import { loadReaders } from './reader-list'
import type { Reader, ReaderList } from './session'
import { button, notice, tellTrouble, troublePlace } from './stage'

/** Who will read, and who must not. The list is signed, and this browser has checked the signature. */
export function readersQuestion(changed: () => void): HTMLElement {
  const place = h('div', { 'aria-busy': 'true' }, h('p', { class: 'muted' }, say('readers.loading')))
  const trouble = troublePlace()
  const load = () =>
    loadReaders().then(
      (list) => {
        place.removeAttribute('aria-busy')
        trouble.replaceChildren()
        draw(place, list, changed)
        if (place.isConnected) draft.seenList = list.list
      },
      (error) => {
        place.replaceChildren(button(say('readers.again'), () => void load()))
        tellTrouble(trouble, error)
      },
    )
  void load()
  return h('div', {}, trouble, place)
}

function draw(place: HTMLElement, list: ReaderList, changed: () => void): void {
  const chosen = list.groups.find(({ id }) => id === draft.groupId)
  const enough = h('div', { role: 'status' })
  const tell = () => {
    const left = leftOf(chosen?.readers ?? [])
    const tooFew = left < list.fewest
    enough.replaceChildren(
      tooFew ? notice('warn', say('readers.few'), say('readers.fewHelp')) : say('readers.left', { left }),
    )
    changed()
  }
  const people = (chosen?.readers ?? []).map(({ id, name, position, role }) => {
    const box = h('input', {
      type: 'checkbox',
      onchange: () => {
        draft.excluded = draft.excluded.filter((each) => each !== id).concat(box.checked ? [id] : [])
        tell()
      },
    })
    box.checked = draft.excluded.includes(id)
    const who = h('span', {}, h('b', {}, name), h('br'), [...new Set([position, say(`roles.${role}`)])].join(' · '))
    return h('label', { class: 'choice' }, box, who)
  })
  const legend = h('legend', { class: 'label' }, say('readers.exclude'))
  place.replaceChildren(
    ...groupChoice(place, list, changed),
    h('fieldset', {}, legend, ...people),
    enough,
    h('p', { class: 'small' }, say('readers.recovery', { holders: list.recovery.join(', ') })),
    posterWords(list),
  )
  tell()
}

/** How many people would read: an exclusion holds for the person, whichever key. */
function leftOf(readers: Reader[]): number {
  const excluded = readers.filter(({ id }) => draft.excluded.includes(id)).map(({ holder }) => holder)
  return new Set(readers.map(({ holder }) => holder).filter((holder) => !excluded.includes(holder))).size
}

/** The words of the key that signed this list: whoever reads others on a poster is not where they believe to be. */
function posterWords({ fingerprints }: ReaderList): HTMLElement {
  const lists = fingerprints.map((places) =>
    h('ol', { class: 'fingerprint' }, ...places.map((place) => h('li', {}, WORDS[place] ?? ''))),
  )
  return h(
    'details',
    {},
    h('summary', {}, say('readers.poster')),
    h('p', { class: 'small' }, say('readers.posterHelp')),
    ...lists,
  )
}

function groupChoice(place: HTMLElement, list: ReaderList, changed: () => void): HTMLElement[] {
  if (list.groups.length < 2) return []
  const choices = list.groups.map(({ id, name }) => {
    const choice = h('input', {
      type: 'radio',
      name: 'group',
      onchange: () => {
        draft.groupId = id
        draft.excluded = []
        draw(place, list, changed)
        place.querySelector<HTMLInputElement>('input[name="group"]:checked')?.focus()
      },
    })
    choice.checked = id === draft.groupId
    return h('label', { class: 'choice' }, choice, h('span', {}, name))
  })
  return [h('fieldset', {}, h('legend', { class: 'label' }, say('readers.group')), ...choices)]
}
