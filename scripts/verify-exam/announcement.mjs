/** What an announcement says, held to the sessions that it ranks. */
import { attemptsOf, formationOf } from './attempts.mjs'
import { checkChanges } from './changes.mjs'
import { checkEarlier, withEarlier } from './earlier.mjs'
import { finalFaults } from './final-stage.mjs'
import { rankingFaults } from './first-stage.mjs'
import { checkGoneOn, checkHeld } from './gone-on.mjs'
import { canonical } from './hash.mjs'
import { statementOf, worthOf } from './session.mjs'
import { checkTies, fillFaults } from './ties-and-fills.mjs'

/**
 * Seals named no agency at first. Where the announcements of several agencies in one programme are among the files, nobody
 * knows whose such a session is.
 */
export function isClear({ reservations }, { agency, agencyCode, programme: { code } }, sessions, announcements) {
  const agencies = announcements.filter(({ programme }) => programme.code === code).map((each) => each.agencyCode)
  const nameless = sessions.map(statementOf).find((each) => each.programme === code && each.agency === undefined)
  if (!nameless || agencies.every((each) => each === agencyCode)) return true
  reservations.push(
    `The announcement of ${agency} in ${code} was not checked: the seal of session ${nameless.session} does not say of which agency it is. Check the files of each agency by themselves.`,
  )
  return false
}

/** Whether a session is one of those that an announcement ranks. */
export function isOf(session, { agencyCode, programme: { code } }) {
  const { programme, agency } = statementOf(session)
  return programme === code && (agency === undefined || agency === agencyCode)
}

export function checkAnnouncement(report, announcement, sessions, announcements) {
  const { programme, stage, formations } = announcement
  const attempts = attemptsOf(sessions.filter((each) => isOf(each, announcement)))
  const moved = new Map(formations.flatMap(({ code, moved = [] }) => moved.map(({ attempt }) => [attempt, code])))
  const known = new Set(attempts.map(({ attempt }) => attempt))
  report.faults.push(...programmeFaults(announcement, sessions), ...lineFaults(announcement))
  for (const sentence of cancellationsOf(announcement)) {
    if (!report.reservations.includes(sentence)) report.reservations.push(sentence) // both stages say it
  }
  checkChanges(report, announcement, announcements)
  if (stage === 'first') checkEarlier(report, announcement, sessions)
  if (stage === 'final') {
    checkGoneOn(report, announcement, announcements, attempts, sessions)
    checkHeld(report, announcement, sessions)
    checkTies(report, announcement)
    report.faults.push(...fillFaults(announcement))
  }
  for (const formation of formations) {
    const own = attempts.filter((each) => (moved.get(each.attempt) ?? each.formation.code) === formation.code)
    const gone = new Set(formation.withdrawn ?? [])
    const out = new Set([...formation.disqualified, ...gone])
    const back = new Map((formation.reinstated ?? []).map(({ attempt, isAbsent }) => [attempt, isAbsent]))
    for (const each of [...out].filter((attempt) => !known.has(attempt)))
      report.faults.push(`Formation ${formation.code}: attempt ${each} does not count, and no session has it.`)
    for (const each of [...back.keys()].filter((attempt) => !known.has(attempt)))
      report.faults.push(`Formation ${formation.code}: attempt ${each} counts again, and no session has it.`)
    checkSealed(report, formation, own, { out, back, gone })
    const lines = formation.lines.filter(({ scores }) => scores !== null)
    const counting = own
      .filter(({ attempt }) => !out.has(attempt) && back.get(attempt) !== true)
      .map((each) => (each.scores === null ? { ...each, scores: worthOf(each, each.keys) } : each))
    const faultsOf = stage === 'final' ? finalFaults : rankingFaults
    const scored = withEarlier(formation, counting)
    report.faults.push(...faultsOf(formation, programme, scored, lines))
  }
}

/** Answers that count for nothing: nobody but people can judge whether that was right. */
function cancellationsOf({ cancelled = [] }) {
  return cancelled
    .filter(({ answered }) => answered > 0)
    .map(
      ({ number, site, cancelledAt, reason, answered }) =>
        `Session ${number} at ${site} was cancelled at ${cancelledAt} ("${reason}") when ${answered} candidates had answered: nothing of it is under a seal.`,
    )
}

/** What the shares of the two stages are reckoned by. */
function programmeFaults({ programme, stage }, sessions) {
  if (stage !== 'final') return []
  const { code, maximum, weightPercent } = programme
  const highest = sessions
    .filter((each) => statementOf(each).programme === code)
    .map(({ keys }) => keys.reduce((all, { points }) => all + Math.max(0, ...Object.values(points)), 0))
  const faults = []
  if (!(Number.isInteger(weightPercent) && weightPercent >= 0 && weightPercent <= 100))
    faults.push(`${code}: the first stage counts for ${weightPercent} of a hundred.`)
  if (!Number.isInteger(maximum) || maximum < Math.max(1, ...highest))
    faults.push(
      `${code}: the first stage is reckoned from ${maximum} points, and gives up to ${Math.max(0, ...highest)}.`,
    )
  return faults
}

/** What a line may say: of whom there are scores, and of whom there are none because they were not there or do not count. */
const RESULTS = { first: ['P/L', 'P', 'TL'], final: ['P/L', 'TL'] }

const RESULTS_WITHOUT_SCORES = ['TH', 'DIS', 'APS']

export const FILLED = /^P\/L-[1-9]\d?$/

function lineFaults({ stage, formations }) {
  const numbers = new Set()
  const codes = new Set()
  return formations.flatMap(({ code, lines }) => {
    const again = codes.has(code) ? [`Formation ${code} stands in the announcement twice.`] : []
    codes.add(code)
    const faults = lines.flatMap(({ number, scores, place, result }) => {
      const name = `Formation ${code}: ${number}`
      const twice = numbers.has(number) ? [`${name} stands in the announcement twice.`] : []
      numbers.add(number)
      const allowed = scores === null ? RESULTS_WITHOUT_SCORES : (RESULTS[stage] ?? [])
      if (!allowed.includes(result) && !(stage === 'final' && scores !== null && FILLED.test(result)))
        twice.push(`${name} is told ${result} ${scores === null ? 'without' : 'with'} scores.`)
      if (scores === null && place !== null) twice.push(`${name} has place ${place} without scores.`)
      return twice
    })
    return [...again, ...faults]
  })
}

export function rulesOf({ tieBreak, perVacancy, maximum, weightPercent }) {
  return canonical({ tieBreak, perVacancy, maximum, weightPercent })
}

/** What the announcement makes of its attempts, against what was sealed of them. */
function checkSealed({ faults, reservations }, { code, kind }, attempts, { out, back, gone }) {
  for (const { attempt, formation, disqualifiedAt, scores, events } of attempts) {
    const name = `Formation ${code}: attempt ${attempt}`
    if (formation.code !== code)
      reservations.push(`${name} was moved here after the seal, which has it in formation ${formation.code}.`)
    else if (formation.kind !== undefined && formation.kind !== kind)
      faults.push(`${name} was sealed as ${formation.kind}, and is judged as ${kind}.`)
    if (back.has(attempt) && !disqualifiedAt)
      faults.push(`${name} is told to be disqualified no more, and was not sealed as disqualified.`)
    else if (back.has(attempt))
      reservations.push(`${name} was disqualified at ${disqualifiedAt} before the seal, and this was revoked since.`)
    if (back.get(attempt) && (scores !== null || events.length > 0))
      faults.push(`${name} was disqualified and is told absent, and it has answers.`)
    if (disqualifiedAt && (!out.has(attempt) || gone.has(attempt)) && !back.has(attempt))
      faults.push(`${name} was disqualified at ${disqualifiedAt} before the seal, and is not told so.`)
    if (gone.has(attempt))
      reservations.push(`${name} is said to be of somebody who withdrew, and counts for nobody: ask them.`)
    else if (disqualifiedAt === null && out.has(attempt))
      reservations.push(`${name} was disqualified after the seal, which has it among those that count.`)
  }
}

/** Nobody may be left out by a formation that no announcement has. */
export function checkRanked({ faults, reservations }, data, announcements) {
  const { session, attempts } = data
  const { programme, agency } = statementOf(data)
  const first = announcements.filter((each) => each.stage === 'first' && isOf(data, each))
  if (first.length === 0 && announcements.some((each) => isHeldFor(data, each))) return
  if (first.length === 0) {
    reservations.push(
      `Session ${session}: its ${attempts.length} attempts were ranked by nothing, for no announcement of the first stage of ${programme} is among the files.`,
    )
    return
  }
  if (agency === undefined && new Set(first.map(({ agencyCode }) => agencyCode)).size > 1) return
  for (const { formations } of first) {
    const named = new Set(formations.flatMap(({ code, moved = [] }) => [code, ...moved.map(({ attempt }) => attempt)]))
    for (const { attempt, formation } of attempts) {
      const code = formationOf({ formation })
      if (!named.has(code) && !named.has(attempt))
        faults.push(`Attempt ${attempt} is of formation ${code}, which the announcement does not have.`)
    }
  }
}

/** Whether a session is of a test that a final result counts. */
export function isHeldFor(data, { agencyCode, programme: { second = [] } }) {
  return second.some(({ programme: code }) => code !== null && isOf(data, { agencyCode, programme: { code } }))
}
