import { h, say, setBusy } from '@/components/ui/dom'
import { shortDay } from './day'
import { drawing } from './drawing'
import type { Inbox } from './own-report'
import type { Shown } from './shown'
import { button, notice, tellTrouble, troublePlace } from './stage'
import { storyOf } from './story'
import { vault } from './vault'

/** What happened and what was said, in its order; above it, that something of it cannot be opened. */
export function thread({ events, shown, isStopped, isKeyMissing }: Inbox): HTMLElement {
  const isMissing = shown.some(({ kind }) => kind === 'unopened')
  const story = storyOf(events, shown)
  const said = h(
    'ol',
    { class: 'thread' },
    ...story.map((line) => (line.kind === 'event' ? eventLine(line.event) : shownLine(line))),
  )
  return h('div', {}, isMissing && missing(isStopped, isKeyMissing), said)
}

function eventLine({ on, kind, role, isUnsigned }: Inbox['events'][number]): HTMLElement {
  const what = say(`events.${kind}`, { role: say(`roles.${role}`) })
  const text = isUnsigned ? `${what} (${say('inbox.unsigned')})` : what
  return h('li', { class: 'evt' }, drawing('check'), h('span', {}, `${text}, ${shortDay(on)}`))
}

/** That something cannot be opened, or does not follow what is here, and how to ask for the key of it. */
function missing(isStopped: boolean, isKeyMissing: boolean): HTMLElement {
  const kind = isStopped ? 'stop' : 'missing'
  const told = notice('bad', say(`inbox.${kind}`), say(`inbox.${kind}Text`))
  if (isStopped) told.setAttribute('role', 'alert')
  if (!isKeyMissing) return told
  const trouble = troublePlace()
  const ask = button(say('inbox.askKey'), () => {
    setBusy(ask, true)
    vault('askForKey').then(
      () => ask.replaceWith(h('p', { role: 'status' }, say('inbox.keyAsked'))),
      (error) => {
        setBusy(ask, false)
        tellTrouble(trouble, error)
      },
    )
  })
  return h('div', {}, told, ask, trouble)
}

function shownLine(item: Shown): HTMLElement {
  if (item.kind === 'unopened') {
    const text = say(item.isSigned ? 'inbox.unopenedSigned' : 'inbox.unopened', {
      number: item.seq,
      by: say(`roles.${item.by}`),
    })
    return h('li', { class: 'evt' }, drawing('warning'), h('span', {}, text))
  }
  if (item.kind === 'unreadable') {
    const text = say('inbox.unreadable', { by: say(`roles.${item.by}`) })
    return h('li', { class: 'evt' }, drawing('warning'), h('span', {}, text))
  }
  if (item.kind === 'file') {
    const { name, on } = item.body
    const who = item.by === 'pelapor' ? say('inbox.you') : say(`roles.${item.by}`)
    return h('li', { class: 'evt' }, drawing('file'), h('span', {}, `${who}: ${name}, ${shortDay(on)}`))
  }
  if (item.kind === 'readers') {
    const roles = item.roles.map((role) => say(`roles.${role}`)).join(', ')
    return h('li', { class: 'evt' }, drawing('people'), h('span', {}, say('inbox.readers', { roles })))
  }
  if (item.kind === 'identity') {
    const { act } = item.body
    const key = act === 'answered' ? (item.body.isGranted ? 'granted' : 'refused') : act
    return h(
      'li',
      { class: 'evt' },
      drawing('key'),
      h('span', {}, say(`identitySaid.${key}`, { by: say(`roles.${item.by}`) })),
    )
  }
  if (item.kind === 'decision') {
    const { step, result, text, on } = item.body
    const role = say(`roles.${item.by}`)
    return h(
      'li',
      { class: 'msg' },
      by(role, on),
      h('p', {}, h('b', {}, say(`events.${step}`, { role }))),
      result !== null && h('p', { class: 'small' }, say(`results.${result}`)),
      h('p', {}, text),
      !item.isBinding && h('p', { class: 'notice bad' }, say('inbox.doubtful')),
    )
  }
  if (item.kind === 'report') {
    const { what, writtenOn } = item.content
    return h('li', { class: 'msg me' }, by(say('inbox.you'), writtenOn), h('p', {}, what))
  }
  const isOwn = item.by === 'pelapor'
  const who = isOwn ? say('inbox.you') : say(`roles.${item.by}`)
  return h('li', { class: isOwn ? 'msg me' : 'msg' }, by(who, item.body.on), h('p', {}, item.body.text))
}

function by(who: string, on: string): HTMLElement {
  return h('p', { class: 'by' }, h('b', {}, who), ` · ${shortDay(on)}`)
}
