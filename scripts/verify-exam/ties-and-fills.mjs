/** What people decided between equals, and vacancies that went to people of other formations. */
import { FILLED } from './announcement.mjs'
import { compareExact, reduced } from './exact.mjs'
import { finalScore } from './final-stage.mjs'
import { better, isAboveGrade } from './first-stage.mjs'
import { canonical, sum } from './hash.mjs'

/** Whom people put ahead of others: they are equal in all that is published, and stand so. */
export function checkTies({ faults, reservations }, { programme, formations }) {
  for (const { ahead, behind, reason } of programme.ties ?? []) {
    const name = `${ahead.join(', ')} ahead of ${behind.join(', ')}`
    const found = formations.flatMap(({ lines }) =>
      lines.filter(({ number }) => [...ahead, ...behind].includes(number)),
    )
    const alike = new Set(
      found.map((line) =>
        canonical([line.scores, line.scores && reduced(finalScore({ ...line, total: sum(line.scores) }, programme))]),
      ),
    )
    if (ahead.length === 0 || found.length !== ahead.length + behind.length || alike.size !== 1)
      faults.push(`People put ${name}, and these are not equal.`)
    else if (!isBefore(found, ahead, behind)) faults.push(`People put ${name}, and the announcement does not.`)
    else
      reservations.push(
        `People put ${name} ("${reason}"): whether diploma marks and ages left them equal is not published.`,
      )
  }
}

/** In one formation by place; or ahead are those whom another formation takes. */
function isBefore(lines, ahead, behind) {
  const of = (numbers) => lines.filter(({ number }) => numbers.includes(number))
  const [{ into }] = of(ahead)
  if (into && of(ahead).every((line) => line.into === into) && of(behind).every((line) => line.into !== into))
    return true
  return of(ahead).every((one) => of(behind).every((other) => one.place < other.place))
}

/**
 * Vacancies that are left go by the rules, one after the other, to people who passed nowhere, of the same job and
 * education, above the grade of the formation that takes them, and nobody better is passed over.
 */
export function fillFaults({ programme, formations }) {
  const faults = []
  const vacant = new Map(
    formations.map(({ code, vacancies, lines }) => [
      code,
      vacancies - lines.filter(({ place }) => place !== null).length,
    ]),
  )
  let waiting = formations.flatMap((from) =>
    from.lines
      .filter(({ place }) => place > from.vacancies)
      .map((line) => ({ ...line, from, total: sum(line.scores) }))
      .map((line) => ({ ...line, exact: finalScore(line, programme) })),
  )
  for (const rule of (programme.fill ?? []).toSorted((a, b) => a.position - b.position)) {
    for (const into of formations) {
      const name = `Formation ${into.code}: by rule ${rule.position} it`
      const pool = waiting.filter((person) => isFor(rule, person.from, into) && isAboveGrade(person.scores, into.grade))
      const taken = pool.filter((person) => person.into === into.code && person.result === `P/L-${rule.position}`)
      const due = Math.min(Math.max(0, vacant.get(into.code)), pool.length)
      if (taken.length !== due)
        faults.push(`${name} takes ${due} of ${pool.length} people, and ${taken.length} are told so.`)
      for (const other of pool.filter((person) => !taken.includes(person))) {
        const worse = taken.find((person) => betterFinal(other, person, programme.tieBreak) < 0)
        if (worse) faults.push(`${name} takes ${worse.number}, and ${other.number} is better.`)
      }
      waiting = waiting.filter((person) => !taken.includes(person))
      vacant.set(into.code, vacant.get(into.code) - taken.length)
    }
  }
  const left = new Set(waiting.map(({ number }) => number))
  const told = formations.flatMap(({ lines }) => lines.filter(({ result, into }) => FILLED.test(result) || into))
  for (const { number, result, into, place } of told) {
    if (left.has(number) || !FILLED.test(result) || !into || place === null)
      faults.push(`${number} is told ${result} in formation ${into}, and no rule gives that.`)
  }
  return faults
}

function isFor({ into, from, isSameLocation }, source, target) {
  const isKind = (named, { kind }) => named === 'any' || (named === 'general') === (kind === 'umum')
  return (
    source.code !== target.code &&
    isKind(into, target) &&
    isKind(from, source) &&
    source.positionName === target.positionName &&
    source.education === target.education &&
    (!isSameLocation || source.location === target.location)
  )
}

/** Below zero where the first one is better in all that is published. */
function betterFinal(a, b, tieBreak) {
  return -compareExact(a.exact, b.exact) || better(a, b, tieBreak)
}
