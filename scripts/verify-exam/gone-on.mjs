/** Where a final result comes from: the announcement of the first stage, and tests that were held in sessions. */
import { isHeldFor, isOf, rulesOf } from './announcement.mjs'
import { findAttempt, formationOf, isCounting } from './attempts.mjs'
import { canonical, inWords } from './hash.mjs'
import { worthOf } from './session.mjs'

/**
 * Whoever the first stage let go on is in the final one, once, with the same scores unless they count no more; nobody
 * else. Of whoever is told DIS or APS there is an attempt that does not count.
 */
export function checkGoneOn({ faults, reservations }, final, announcements, attempts, sessions) {
  const { id, agency, programme } = final
  const first = firstOf(final, announcements)
  if (!first) {
    reservations.push(
      `The final result of ${agency} in ${programme.code}${id ? ` (${id})` : ''} was not held to its first stage, whose announcement is not among the files.`,
    )
    return
  }
  if (rulesOf(programme) !== rulesOf(first.programme))
    faults.push(`${programme.code}: the final result is reckoned by other rules than its first stage told.`)
  for (const { code, vacancies, kind } of final.formations) {
    const before = first.formations.find((each) => each.code === code)
    if (before && (before.vacancies !== vacancies || before.kind !== kind))
      faults.push(
        `Formation ${code} had ${before.vacancies} vacancies (${before.kind}) in the first stage, and has ${vacancies} (${kind}).`,
      )
  }
  const passed = first.formations.flatMap(({ code, lines }) =>
    lines
      .filter(({ result }) => result === 'P/L')
      .map((line) => [line.number, { code, scores: line.scores, earlier: line.earlier }]),
  )
  const goesOn = new Map(passed)
  const held = sessions.filter((each) => isHeldFor(each, final))
  const isHeldAbsent = (programme.second ?? []).some(
    ({ programme: code }) =>
      code !== null && !held.some((each) => isOf(each, { agencyCode: final.agencyCode, programme: { code } })),
  )
  let outLater = held.flatMap((each) => each.attempts).filter(({ disqualifiedAt }) => disqualifiedAt).length
  for (const { code, lines, disqualified, withdrawn = [] } of final.formations) {
    const before = first.formations.find((each) => each.code === code)
    const scoresOf = (named, known = []) =>
      attempts
        .filter(({ attempt }) => named.includes(attempt) && !known.includes(attempt))
        .map((each) => canonical(each.scores ?? worthOf(each, each.keys)))
    const out = scoresOf(disqualified, before?.disqualified)
    const gone = scoresOf(withdrawn, before?.withdrawn)
    for (const { number, scores, result, earlier } of lines) {
      const known = goesOn.get(number)
      const name = `Formation ${code}: ${number}`
      if (!known) faults.push(`${name} did not go on from the first stage.`)
      else if (known.code !== code) faults.push(`${name} went on in formation ${known.code}.`)
      else if (scores !== null && canonical(scores) !== canonical(known.scores))
        faults.push(`${name} has ${inWords(scores)}, and had ${inWords(known.scores)} in the first stage.`)
      else if (scores !== null && canonical(earlier ?? null) !== canonical(known.earlier ?? null))
        faults.push(`${name} has scores from elsewhere than in the first stage.`)
      else if (result === 'APS') {
        const at = gone.indexOf(canonical(known.scores))
        if (at >= 0) gone.splice(at, 1)
        else faults.push(`${name} is told APS, and no attempt with their scores is of somebody who withdrew since.`)
      } else if (result === 'DIS') {
        const at = out.indexOf(canonical(known.scores))
        if (at >= 0) out.splice(at, 1)
        else if (outLater > 0) outLater -= 1
        else if (isHeldAbsent)
          reservations.push(`${name} is told DIS: whether in a test of the second stage, its data would say.`)
        else faults.push(`${name} is told DIS, and no attempt with their scores was disqualified since.`)
      }
    }
  }
  const told = new Set(final.formations.flatMap(({ lines }) => lines.map(({ number }) => number)))
  for (const [number, { code }] of passed.filter(([number]) => !told.has(number)))
    faults.push(`Formation ${code}: ${number} went on from the first stage, and the final result does not have them.`)
}

/**
 * What is told of a test that was held here is what its sealed sessions give: each score is that of one attempt, and no
 * attempt that counts is left over, but for people who were disqualified or withdrew since.
 */
export function checkHeld({ faults, reservations }, { agency, agencyCode, programme, formations }, sessions) {
  for (const [at, { name, programme: code, maximum }] of (programme.second ?? []).entries()) {
    const held = sessions.filter((each) => isOf(each, { agencyCode, programme: { code } }))
    if (code === null) continue
    if (held.length === 0) {
      reservations.push(
        `${name} of ${agency} was held in ${code}, and the data of none of its sessions are among the files.`,
      )
      continue
    }
    const left = held.map(({ session, attempts, keys }) => {
      const counting = attempts.filter(isCounting)
      return { session, keys, attempts: counting, formations: new Set(counting.map(formationOf)) }
    })
    for (const { session, keys } of left) {
      const highest = keys.reduce((all, { points }) => all + Math.max(0, ...Object.values(points)), 0)
      if (highest > maximum)
        faults.push(`${name}: ${maximum} points are its highest, and session ${session} gives up to ${highest}.`)
    }
    for (const { code: formation, lines } of formations) {
      for (const { number, tests } of lines.filter(({ scores }) => scores !== null)) {
        const { session, scoreThousandths } = tests[at] ?? {}
        const sealed = left.find((each) => each.session === session)
        const place = sealed ? findAttempt(sealed, formation, scoreThousandths) : -1
        if (place < 0)
          faults.push(
            `Formation ${formation}: no attempt of session ${session} has the ${scoreThousandths / 1000} points of ${number} in ${name}.`,
          )
        else sealed.attempts.splice(place, 1)
      }
    }
    const over = left.reduce((count, { attempts }) => count + attempts.length, 0)
    const told = (...codes) =>
      formations.flatMap(({ lines }) => lines.filter(({ result }) => codes.includes(result))).length
    if (over <= told('DIS', 'APS')) continue
    const sentence = `${name}: ${over} attempts of its sessions were counted for nobody`
    if (programme.second.length === 1 || over > told('DIS', 'APS', 'TH')) faults.push(`${sentence}.`)
    else reservations.push(`${sentence}. Whoever was absent from another test is told TH: ask who that was.`)
  }
}

/** The announcement that a final one goes on from: the newest of the first stage that was there. */
function firstOf({ agencyCode, programme: { code }, publishedAt }, announcements) {
  return announcements
    .filter((each) => each.stage === 'first' && each.programme.code === code && each.agencyCode === agencyCode)
    .filter((each) => each.publishedAt === undefined || each.publishedAt <= publishedAt)
    .reduce((newest, each) => (newest && newest.version >= each.version ? newest : each), undefined)
}
