import { highestScore } from '@/lib/cat/programme'
import type { RoomResult, RoomState } from '@/lib/cat/room'
import type { Finding } from '@/lib/refusal'
import { h, icon, say } from './dom'
import { leaveButton, roomHead, show, wallTime } from './head'
import { outcome } from './outcome'
import { takeHome } from './take-home'

/** The score against its thresholds, in words first. */
export function resultPage(state: RoomState, result: RoomResult, late: HTMLElement, leave: () => void): void {
  const minimum = new Map(result.findings.map(({ facts }) => [String(facts.section ?? ''), Number(facts.minimum)]))
  const isMissed = result.findings.length > 0 && !result.isAboveGrade && !result.isFinal
  const most = highestScore(state.exam.sections)
  show(
    roomHead(state),
    h(
      'main',
      { class: 'result', id: 'isi' },
      h(
        'div',
        {},
        verdict(state, result),
        late,
        h(
          'div',
          { class: 'card' },
          ...state.exam.sections.map(({ code, name, itemCount, pointsPerItem }) =>
            scoreRow(code, name, result.scores[code] ?? 0, itemCount * pointsPerItem, minimum.get(code)),
          ),
          h(
            'section',
            { class: 'sec-score sum' },
            h(
              'div',
              { class: 'nm' },
              h('b', {}, say('result.total')),
              h('span', {}, state.exam.sections.map(({ code }) => code).join(' + ')),
            ),
            h('p', { class: 'small muted' }, say('result.totalText', { source: result.findings[0]?.source ?? '' })),
            h('div', { class: 'v' }, h('b', {}, String(result.total)), h('span', {}, say('result.of', { most }))),
          ),
        ),
        h(
          'div',
          { class: 'notice info' },
          icon('info'),
          h('span', {}, h('b', {}, say('result.next')), ` ${say(isMissed ? 'result.missedText' : 'result.nextText')}`),
        ),
        result.isFinal && outcome(),
      ),
      receipt(state, result, leave),
    ),
  )
}

function verdict(state: RoomState, result: RoomResult): HTMLElement {
  const order = state.exam.sections.map(({ code }) => code)
  const place = (finding: Finding) => order.indexOf(String(finding.facts.section ?? ''))
  const unmet = result.findings.filter(({ met }) => !met).sort((a, b) => place(a) - place(b))
  const lines = unmet.map(({ facts }) => {
    const points = Number(facts.minimum) - Number(facts.score)
    const key = facts.section ? 'result.missedSection' : 'result.missedTotal'
    return say(key, { section: String(facts.section ?? ''), points, minimum: Number(facts.minimum) })
  })
  const isGraded = result.findings.length > 0
  const title = !isGraded ? 'result.noGrade' : result.isAboveGrade ? 'result.passed' : 'result.missed'
  return h(
    'div',
    { class: result.isAboveGrade ? 'verdict' : 'verdict no' },
    icon(result.isAboveGrade ? 'done' : 'info', 'i xl'),
    h(
      'div',
      {},
      h('h1', { tabindex: '-1' }, say(title)),
      h('p', {}, result.isAboveGrade && isGraded ? say('result.passedText') : lines.join(' ')),
      result.finishedBy === 'time' && h('p', { class: 'small' }, say('result.endedByTime')),
      result.finishedBy === 'supervisor' && h('p', { class: 'small' }, endedBySupervisor(state)),
    ),
  )
}

function endedBySupervisor({ notices }: RoomState): string {
  const reason = notices.findLast(({ kind }) => kind === 'end')?.reason
  return reason === undefined ? say('result.ended') : say('result.endedBySupervisor', { reason })
}

function scoreRow(code: string, name: string, score: number, most: number, minimum: number | undefined): HTMLElement {
  const percent = (value: number) => `${(value / most) * 100}%`
  const bar = h('i')
  bar.style.width = percent(score)
  const label =
    minimum === undefined ? say('result.meterPlain', { score, most }) : say('result.meter', { score, most, minimum })
  const meter = h('div', { class: 'meter', role: 'img', 'aria-label': label }, bar)
  if (minimum !== undefined) {
    const line = h('u')
    const words = h('s', {}, say('result.minimum', { minimum }))
    line.style.left = percent(minimum)
    words.style.left = percent(minimum)
    meter.append(line, words)
  }
  return h(
    'section',
    { class: 'sec-score' },
    h('div', { class: 'nm' }, h('b', {}, code), h('span', {}, name)),
    meter,
    h('div', { class: 'v' }, h('b', {}, String(score)), h('span', {}, say('result.of', { most }))),
  )
}

function receipt(state: RoomState, result: RoomResult, leave: () => void): HTMLElement {
  const at = new Date(result.finishedAt)
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeZone: state.exam.zone })
  const facts: [string, string][] = [
    [say('result.receivedAt'), `${day.format(at)}, ${wallTime(at, state.exam.zone, true)}`],
    [say('result.kept'), say('result.answers', { count: result.answered })],
    [say('result.fingerprint'), result.head.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')],
  ]
  return h(
    'aside',
    { class: 'card receipt', 'aria-labelledby': 'bukti' },
    h(
      'div',
      { class: 'row' },
      h('h2', { id: 'bukti' }, say('result.proof')),
      h('span', { class: 'tag' }, say(result.isFinal ? 'result.final' : 'result.provisional')),
    ),
    h('dl', {}, ...facts.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text)))),
    leaveButton(leave),
    h('button', { class: 'btn wide', type: 'button', onclick: () => print() }, icon('print'), say('result.print')),
    ...(state.receipt ? takeHome(state.sessionId, state.receipt) : [h('p', {}, say('result.later'))]),
  )
}
