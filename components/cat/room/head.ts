import type { RoomState } from '@/lib/cat/room'
import { zoneLabel } from '@/lib/format'
import { siteZone } from '@/lib/zones-abroad'
import { h, icon, say } from './dom'

/** The line over every page of the room: who, whether answers are saved, and the time. */
export function roomHead(state: RoomState, ...right: (HTMLElement | null)[]): HTMLElement {
  return h(
    'header',
    { class: 'x-head' },
    h('span', { class: 'mark' }, 'Satya'),
    h(
      'div',
      { class: 'x-who' },
      h('b', {}, state.candidate.name),
      h('span', {}, say('participant', { number: grouped(state.candidate.number) })),
    ),
    ...right,
  )
}

/** Shows a page: its title gets the focus, so that it is read out. */
export function show(...parts: HTMLElement[]): void {
  document.body.replaceChildren(h('a', { class: 'skip', href: '#isi' }, say('skip')), ...parts)
  document.querySelector<HTMLElement>('h1')?.focus()
}

/** A page with one thing to say. */
export function showMessage(
  state: RoomState | null,
  sign: 'pause' | 'info' | 'done',
  title: string,
  ...rest: (string | HTMLElement)[]
): void {
  const lines = rest.map((each) => (typeof each === 'string' ? h('p', {}, each) : each))
  show(
    ...(state ? [roomHead(state)] : []),
    h('main', { class: 'message', id: 'isi' }, icon(sign, 'i xl'), h('h1', { tabindex: '-1' }, title), ...lines),
  )
}

/** Takes the claim of the device along, for the next person who sits here. */
export function leaveButton(leave: () => void): HTMLElement {
  return h('button', { class: 'btn primary wide', type: 'button', onclick: leave }, say('result.leave'))
}

/** Four digits at a time, for reading. */
export function grouped(number: string): string {
  return /^\d{8,}$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, '$1 ') : number
}

/** 09.40 WIB, on the wall clock of the site. */
export function wallTime(at: Date, zone: string, isExact = false): string {
  const time = new Intl.DateTimeFormat('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    second: isExact ? '2-digit' : undefined,
    hourCycle: 'h23',
    timeZone: zone,
  })
  return `${time.format(at)} ${zoneLabel(siteZone(zone))}`
}
