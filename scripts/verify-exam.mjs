#!/usr/bin/env node
/**
 * Checks an exam that was published, without trusting whoever ran it.
 *
 *   node verify-exam.mjs FILE… [--sealed ROOT]… [--root CERTIFICATE.pem]
 *
 * Give it the data of every session of a selection, the announcements of both stages and any receipts of candidates; all
 * of them are JSON files that anybody may download, of several agencies as well. It needs Node.js and nothing else, and
 * takes nothing from the program it checks: docs/decisions/0064, 0070 and 0080 describe the files.
 *
 * Files agree with themselves even when all of them were made anew. So hold them to what you have from elsewhere: the root
 * that a session had at its close, 64 digits on its minutes (--sealed, once for each session) or in the receipt of a
 * candidate, and the certificate of the authority that signatures have to lead to (--root).
 *
 * It ends with 0 when everything agrees and was held to that, with 1 when something disagrees, with 2 when it could not
 * begin, and with 3 when nothing disagrees but something is left that only people can judge. Each is one sentence.
 */
import { createHash, createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * What is wrong with the files, and what they leave open, a sentence each.
 *
 * @param {any[]} files parsed JSON
 * @param {{ root?: string, sealed?: string[] }} [known] from elsewhere: the certificate, as PEM, that signatures have to
 *   lead to, and the roots that sessions had at their close
 * @returns {{ faults: string[], reservations: string[] }}
 */
export function verifyExam(files, { root, sealed = [] } = {}) {
  const report = { faults: [], reservations: [] }
  const sessions = files.filter(({ format }) => format in SESSION_FORMATS)
  const announcements = files.filter(({ format }) => format === 'satya-exam-announcement-1')
  const receipts = files.filter(({ format, proof, session }) => !format && proof && session)
  const strange = files.length - sessions.length - announcements.length - receipts.length
  if (strange > 0)
    report.faults.push(`${strange} of the files are neither the data of a session, an announcement nor a receipt.`)

  const known = { root, roots: [...sealed, ...receipts.map((receipt) => receipt.root)], receipts }
  if (sessions.length > 0 && !root)
    report.reservations.push(
      'Who signed was taken from the files themselves: name the certificate you trust with --root.',
    )
  for (const each of sessions) guarded(report, `Session ${each.session}`, () => checkSession(report, each, known))
  const roots = sessions.map((each) => statementOf(each).root)
  for (const each of sealed) {
    if (!roots.includes(each)) report.faults.push(`No session was sealed under the root ${each}, which you have.`)
  }
  for (const each of receipts) guarded(report, 'A receipt', () => checkReceipt(report, each, sessions))
  const clear = announcements.filter((each) => isClear(report, each, sessions, announcements))
  for (const each of clear) guarded(report, 'An announcement', () => checkAnnouncement(report, each, sessions, clear))
  for (const each of sessions)
    guarded(report, `Session ${each.session}`, () => checkRanked(report, each, announcements))
  return report
}

/** How long an answer that was on its way may take, in milliseconds. */
const GRACE = 10_000

/** What an attempt is under the root, by the format of its session. */
const SESSION_FORMATS = {
  'satya-exam-session-1': ({ attempt, salt, head, events, scores }) => ({
    attempt,
    events: events.length,
    head,
    salt,
    scores,
  }),
  'satya-exam-session-2': (attempt, content) => ({ ...laterLeaf(attempt, content), version: 2 }),
  'satya-exam-session-3': (attempt, content) => ({ ...laterLeaf(attempt, content), time: attempt.time, version: 3 }),
}

function laterLeaf({ attempt, salt, head, events, scores, formation, paper, disqualifiedAt }, content) {
  const hash = sha256(canonical(paper))
  return { attempt, content, disqualifiedAt, events: events.length, formation, head, paper: hash, salt, scores }
}

/** What the seals of a format did not hold. */
const NOT_SEALED = {
  'satya-exam-session-1':
    'was sealed in the first way: papers, formations, the texts of questions and disqualifications are not under its root, nor is the time of its attempts',
  'satya-exam-session-2':
    'was sealed in the second way: when its attempts began, and their time and pauses, are not under its root, so nobody can tell an answer that came too late',
}

/** A file that cannot even be read to its end is a fault, not a crash. */
function guarded({ faults }, name, check) {
  try {
    check()
  } catch (error) {
    faults.push(`${name} cannot be read: ${error instanceof Error ? error.message : error}.`)
  }
}

function checkSession({ faults, reservations }, data, { root, roots }) {
  const name = `Session ${data.session}`
  const sealed = JSON.parse(data.seal.statement)
  faults.push(...sealFaults(name, data.seal, root))
  if (sealed.session !== data.session) faults.push(`${name} carries the seal of session ${sealed.session}.`)
  if (sealed.attempts !== data.attempts.length)
    faults.push(`${name} was sealed with ${sealed.attempts} attempts, and ${data.attempts.length} are published.`)
  if (sha256(canonical({ keys: data.keys, salt: data.keysSalt })) !== sealed.keysHash)
    faults.push(`${name}: questions and keys are not those that were sealed at its close.`)
  const ordered = [...data.attempts].sort((a, b) => (a.attempt < b.attempt ? -1 : 1))
  if (ordered.length > 0 && merkleRoot(ordered.map((attempt) => leafOf(attempt, data))) !== sealed.root)
    faults.push(`${name}: its attempts do not give the root that was sealed.`)
  for (const attempt of data.attempts) faults.push(...attemptFaults(attempt, data.keys))

  if (!roots.includes(sealed.root))
    reservations.push(
      `${name}: its root ${sealed.root} was compared with nothing from elsewhere, so that all of it may have been made anew. Name the root of its minutes with --sealed, or add the receipt of a candidate.`,
    )
  const left = NOT_SEALED[data.format]
  if (left) reservations.push(`${name} ${left}.`)
  else checkTimes({ faults, reservations }, name, data.attempts, sealed)
}

/** When each attempt began, how long it lasted, and whether its answers came in that time. */
function checkTimes({ faults, reservations }, name, attempts, { releasedAt, closedAt, allowedSeconds }) {
  for (const { attempt, time, events, disqualifiedAt } of attempts)
    faults.push(...timeFaults(`Attempt ${attempt}`, time, events, { releasedAt, endsAt: disqualifiedAt ?? closedAt }))
  const others = attempts.filter(({ time }) => !allowedSeconds.includes(time.allowedSeconds))
  if (others.length > 0)
    reservations.push(
      `${name}: ${others.length} attempts had another time than the ${inMinutes(allowedSeconds)} of the programme (${inMinutes(others.map(({ time }) => time.allowedSeconds))}). Its minutes have to say why.`,
    )
}

function timeFaults(name, { startedAt, allowedSeconds, pauses, finishedAt }, events, { releasedAt, endsAt }) {
  if (startedAt === null) return events.length > 0 ? [`${name} has answers and never began.`] : []
  const start = Date.parse(startedAt)
  const last = Date.parse(finishedAt ?? endsAt)
  const faults = []
  if (start < Date.parse(releasedAt) - GRACE)
    faults.push(`${name} began at ${startedAt}, before the session was released.`)
  for (const [at, [, , ts]] of events.entries()) {
    const why = lateness(Date.parse(ts), { start, allowedSeconds, pauses, last })
    if (why) faults.push(`${name}: its answer number ${at + 1}, at ${ts}, ${why}.`)
  }
  return faults
}

/** Why an answer does not count at its instant, or nothing. A few seconds are those it was on its way. */
function lateness(at, { start, allowedSeconds, pauses, last }) {
  if (!(at >= start - GRACE)) return 'came before the attempt began'
  const before = pauses
    .map(({ from, seconds }) => ({ from: Date.parse(from), lasted: (seconds ?? Infinity) * 1000 }))
    .filter(({ from }) => from <= at)
  if (before.some(({ from, lasted }) => at > from + GRACE && at < from + lasted - GRACE)) return 'came in a pause'
  const paused = before.reduce((all, { lasted }) => all + (Number.isFinite(lasted) ? lasted : 0), 0)
  if (at >= start + allowedSeconds * 1000 + paused + GRACE) return 'came after the time was over'
  if (at > last + GRACE) return 'came after the attempt had ended'
  return undefined
}

function inMinutes(seconds) {
  return [...new Set(seconds)].map((each) => `${each / 60} minutes`).join(', ')
}

/** What was signed of a session; nothing when it cannot be read, which is a fault of that session alone. */
function statementOf({ seal }) {
  try {
    return JSON.parse(seal.statement)
  } catch {
    return {}
  }
}

/** Whether the published data say of a candidate what the own receipt says. */
function checkReceipt({ faults, reservations }, { session, proof, root, ...sealed }, sessions) {
  const name = `The receipt of attempt ${sealed.attempt}`
  const leaf = leafHash(sealed)
  const climbed = proof.reduce(
    (hash, next) => (next.left ? nodeHash(next.hash, hash) : nodeHash(hash, next.hash)),
    leaf,
  )
  if (climbed !== root) faults.push(`${name} is not under its own root.`)
  const data = sessions.find((each) => each.session === session)
  if (!data) {
    reservations.push(`${name} is of session ${session}, whose data are not among the files.`)
    return
  }
  if (statementOf(data).root !== root) faults.push(`${name} has another root than its session.`)
  const own = data.attempts.find(({ attempt }) => attempt === sealed.attempt)
  if (!own) faults.push(`${name}: its session is published without this attempt.`)
  else if (leafOf(own, data) !== leaf) faults.push(`${name} says something else than the published data.`)
}

/** Who signed the statement, and whether that person's certificate leads where it should. */
function sealFaults(name, { statement, signature, certificate, issuer }, root) {
  const own = new X509Certificate(certificate)
  const above = new X509Certificate(issuer)
  const key = createPublicKey(own.publicKey.export({ type: 'spki', format: 'pem' }))
  const isSigned = verifySignature(
    'sha256',
    Buffer.from(statement),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64'),
  )
  const faults = []
  if (!isSigned) faults.push(`${name}: the seal was not signed by the certificate that comes with it.`)
  if (!own.verify(above.publicKey)) faults.push(`${name}: the certificate was not issued by the authority beside it.`)
  if (root && !above.verify(new X509Certificate(root).publicKey))
    faults.push(`${name}: the certificate does not lead to the root that you trust.`)
  return faults
}

function attemptFaults({ attempt, head, events, paper, scores, disqualifiedAt = null }, keys) {
  const name = `Attempt ${attempt}`
  const faults = []
  const links = events.reduce(
    (before, [item, option, ts], at) => sha256(before + JSON.stringify({ attempt, item, option, seq: at + 1, ts })),
    '0'.repeat(64),
  )
  if (links !== head) faults.push(`${name}: its answers do not give the end of the chain that was sealed.`)
  const places = paper.map((each) => (Array.isArray(each) ? each[0] : each))
  const isWhole =
    places.length === keys.length && new Set(places).size === keys.length && places.every((at) => at in keys)
  if (!isWhole) return [...faults, `${name}: its paper does not have every item of the form once.`]
  if (scores === null)
    return disqualifiedAt ? faults : [...faults, `${name} has no scores, and was not disqualified before it had any.`]
  const own = worthOf({ events, paper }, keys)
  if (canonical(own) !== canonical(scores))
    faults.push(`${name}: its answers are worth ${inWords(own)}, and ${inWords(scores)} was sealed.`)
  return faults
}

/** What the answers of an attempt are worth, section by section. */
function worthOf({ events, paper }, keys) {
  const chosen = new Map(events.map(([item, option]) => [item, option]))
  const own = {}
  for (const [at, each] of paper.entries()) {
    const { section, points } = keys[Array.isArray(each) ? each[0] : each]
    own[section] = (own[section] ?? 0) + (points[chosen.get(at + 1)] ?? 0)
  }
  return own
}

/**
 * Seals named no agency at first. Where the announcements of several agencies in one programme are among the files, nobody
 * knows whose such a session is.
 */
function isClear({ reservations }, { agency, agencyCode, programme: { code } }, sessions, announcements) {
  const agencies = announcements.filter(({ programme }) => programme.code === code).map((each) => each.agencyCode)
  const nameless = sessions.map(statementOf).find((each) => each.programme === code && each.agency === undefined)
  if (!nameless || agencies.every((each) => each === agencyCode)) return true
  reservations.push(
    `The announcement of ${agency} in ${code} was not checked: the seal of session ${nameless.session} does not say of which agency it is. Check the files of each agency by themselves.`,
  )
  return false
}

/** Whether a session is one of those that an announcement ranks. */
function isOf(session, { agencyCode, programme: { code } }) {
  const { programme, agency } = statementOf(session)
  return programme === code && (agency === undefined || agency === agencyCode)
}

function checkAnnouncement(report, announcement, sessions, announcements) {
  const { programme, stage, formations } = announcement
  const attempts = attemptsOf(sessions.filter((each) => isOf(each, announcement)))
  const moved = new Map(formations.flatMap(({ code, moved = [] }) => moved.map(({ attempt }) => [attempt, code])))
  const known = new Set(attempts.map(({ attempt }) => attempt))
  report.faults.push(...programmeFaults(announcement, sessions), ...lineFaults(announcement))
  for (const sentence of cancellationsOf(announcement)) {
    if (!report.reservations.includes(sentence)) report.reservations.push(sentence) // both stages say it
  }
  if (stage === 'final') {
    checkGoneOn(report, announcement, announcements, attempts, sessions)
    checkHeld(report, announcement, sessions)
    checkTies(report, announcement)
    report.faults.push(...fillFaults(announcement))
  }
  for (const formation of formations) {
    const own = attempts.filter((each) => (moved.get(each.attempt) ?? each.formation.code) === formation.code)
    const out = new Set(formation.disqualified)
    const back = new Map((formation.reinstated ?? []).map(({ attempt, isAbsent }) => [attempt, isAbsent]))
    for (const each of [...out].filter((attempt) => !known.has(attempt)))
      report.faults.push(`Formation ${formation.code}: attempt ${each} does not count, and no session has it.`)
    for (const each of [...back.keys()].filter((attempt) => !known.has(attempt)))
      report.faults.push(`Formation ${formation.code}: attempt ${each} counts again, and no session has it.`)
    checkSealed(report, formation, own, out, back)
    const lines = formation.lines.filter(({ scores }) => scores !== null)
    const counting = own
      .filter(({ attempt }) => !out.has(attempt) && back.get(attempt) !== true)
      .map((each) => (each.scores === null ? { ...each, scores: worthOf(each, each.keys) } : each))
    const faultsOf = stage === 'final' ? finalFaults : rankingFaults
    report.faults.push(...faultsOf(formation, programme, counting, lines))
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
const RESULTS_WITHOUT_SCORES = ['TH', 'DIS']
const FILLED = /^P\/L-[1-9]\d?$/

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

/**
 * Whoever the first stage let go on is in the final one, once, with the same scores unless they count no more; nobody
 * else. Of whoever is told DIS there is an attempt that does not count.
 */
function checkGoneOn({ faults, reservations }, final, announcements, attempts, sessions) {
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
    lines.filter(({ result }) => result === 'P/L').map((line) => [line.number, { code, scores: line.scores }]),
  )
  const goesOn = new Map(passed)
  const held = sessions.filter((each) => isHeldFor(each, final))
  const isHeldAbsent = (programme.second ?? []).some(
    ({ programme: code }) =>
      code !== null && !held.some((each) => isOf(each, { agencyCode: final.agencyCode, programme: { code } })),
  )
  let outLater = held.flatMap((each) => each.attempts).filter(({ disqualifiedAt }) => disqualifiedAt).length
  for (const { code, lines, disqualified } of final.formations) {
    const before = first.formations.find((each) => each.code === code)?.disqualified ?? []
    const out = attempts
      .filter(({ attempt }) => disqualified.includes(attempt) && !before.includes(attempt))
      .map((each) => canonical(each.scores ?? worthOf(each, each.keys)))
    for (const { number, scores, result } of lines) {
      const known = goesOn.get(number)
      const name = `Formation ${code}: ${number}`
      if (!known) faults.push(`${name} did not go on from the first stage.`)
      else if (known.code !== code) faults.push(`${name} went on in formation ${known.code}.`)
      else if (scores !== null && canonical(scores) !== canonical(known.scores))
        faults.push(`${name} has ${inWords(scores)}, and had ${inWords(known.scores)} in the first stage.`)
      else if (result === 'DIS') {
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
 * attempt that counts is left over, but for people who were disqualified since.
 */
function checkHeld({ faults, reservations }, { agency, agencyCode, programme, formations }, sessions) {
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
    const told = (code) => formations.flatMap(({ lines }) => lines.filter(({ result }) => result === code)).length
    if (over <= told('DIS')) continue
    const sentence = `${name}: ${over} attempts of its sessions were counted for nobody`
    if (programme.second.length === 1 || over > told('DIS') + told('TH')) faults.push(`${sentence}.`)
    else reservations.push(`${sentence}. Whoever was absent from another test is told TH: ask who that was.`)
  }
}

/** Whom people put ahead of others: they are equal in all that is published, and stand so. */
function checkTies({ faults, reservations }, { programme, formations }) {
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
function fillFaults({ programme, formations }) {
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

function isAboveGrade(scores, { minimumBySection, minimumTotal }) {
  return (
    Object.entries(minimumBySection).every(([section, minimum]) => (scores[section] ?? 0) >= minimum) &&
    sum(scores) >= (minimumTotal ?? 0)
  )
}

/** Below zero where the first one is better in all that is published. */
function betterFinal(a, b, tieBreak) {
  return -compareExact(a.exact, b.exact) || better(a, b, tieBreak)
}

function isCounting({ scores, disqualifiedAt }) {
  return scores !== null && !disqualifiedAt
}

/** An attempt with these points, of the same formation where the session knows that formation. */
function findAttempt({ attempts, formations }, formation, thousandths) {
  return attempts.findIndex(
    (each) =>
      sum(each.scores) * 1000 === thousandths && (!formations.has(formation) || formationOf(each) === formation),
  )
}

function formationOf({ formation }) {
  return typeof formation === 'string' ? formation : formation.code
}

function rulesOf({ tieBreak, perVacancy, maximum, weightPercent }) {
  return canonical({ tieBreak, perVacancy, maximum, weightPercent })
}

/** The announcement that a final one goes on from: the newest of the first stage that was there. */
function firstOf({ agencyCode, programme: { code }, publishedAt }, announcements) {
  return announcements
    .filter((each) => each.stage === 'first' && each.programme.code === code && each.agencyCode === agencyCode)
    .filter((each) => each.publishedAt === undefined || each.publishedAt <= publishedAt)
    .reduce((newest, each) => (newest && newest.version >= each.version ? newest : each), undefined)
}

/** What the announcement makes of its attempts, against what was sealed of them. */
function checkSealed({ faults, reservations }, { code, kind }, attempts, out, back) {
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
    if (disqualifiedAt && !out.has(attempt) && !back.has(attempt))
      faults.push(`${name} was disqualified at ${disqualifiedAt} before the seal, and is not told so.`)
    if (disqualifiedAt === null && out.has(attempt))
      reservations.push(`${name} was disqualified after the seal, which has it among those that count.`)
  }
}

/** The attempts of sessions. Of the first seals it is unknown who was disqualified. */
function attemptsOf(sessions) {
  return sessions
    .flatMap(({ attempts, keys }) => attempts.map((each) => ({ ...each, keys })))
    .map((each) => ({
      ...each,
      formation: typeof each.formation === 'string' ? { code: each.formation } : each.formation,
    }))
}

/** Nobody may be left out by a formation that no announcement has. */
function checkRanked({ faults, reservations }, data, announcements) {
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
function isHeldFor(data, { agencyCode, programme: { second = [] } }) {
  return second.some(({ programme: code }) => code !== null && isOf(data, { agencyCode, programme: { code } }))
}

/** The first stage: passing grades, places, and who goes on. */
function rankingFaults(formation, { tieBreak, perVacancy }, attempts, lines) {
  const { fillTotal } = formation.grade
  const judged = attempts.map(({ scores }) => ({
    scores,
    total: sum(scores),
    isAbove: isAboveGrade(scores, formation.grade),
  }))
  const above = ranked(
    judged.filter(({ isAbove }) => isAbove),
    tieBreak,
  )
  const below = ranked(
    judged.filter(({ isAbove }) => !isAbove),
    tieBreak,
  )
  const vacant = Math.max(0, formation.vacancies - above.length)
  const filling = ranked(
    below.filter(({ total }) => fillTotal !== null && total >= fillTotal),
    tieBreak,
  ).filter(({ place }) => place <= vacant * perVacancy)
  const expected = [
    ...above.map((each) => ({ ...each, result: each.place <= formation.vacancies * perVacancy ? 'P/L' : 'P' })),
    ...below.map((each) => ({
      ...each,
      place: null,
      result: filling.some(({ scores }) => canonical(scores) === canonical(each.scores)) ? 'P/L' : 'TL',
    })),
  ]
  const told = formation.lines.filter(({ result }) => result === 'DIS').length
  const hidden = formation.disqualified.length - told
  return [
    ...(hidden > 0
      ? [`Formation ${formation.code}: ${hidden} attempts do not count, and nobody is told DIS for them.`]
      : []),
    ...differences(formation, expected, lines),
  ]
}

/** Those of one formation, best first; equals share a place. */
function ranked(people, tieBreak) {
  const ordered = people.toSorted((a, b) => better(a, b, tieBreak))
  return ordered.map((each) => ({
    ...each,
    place: 1 + ordered.findIndex((other) => better(other, each, tieBreak) === 0),
  }))
}

function better(a, b, tieBreak) {
  if (a.total !== b.total) return b.total - a.total
  for (const section of tieBreak) {
    const difference = (b.scores[section] ?? 0) - (a.scores[section] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function differences({ code }, expected, lines) {
  const told = ({ scores, place, result }) =>
    `${inWords(scores)} (${sum(scores)}): ${result}${place === null ? '' : `, place ${place}`}`
  const left = lines.map(told)
  const missing = expected.map(told).filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return [
    ...missing.map((line) => `Formation ${code}: the data give ${line}, which the announcement does not have.`),
    ...left.map((line) => `Formation ${code}: the announcement has ${line}, which the data do not give.`),
  ]
}

/**
 * The final stage: the score of the first stage is somebody's, the two stages make the final score, nobody stands
 * before a better one, and the first places pass, of which each is given once. What decides between equals beyond the
 * sections (diploma, age) is not published.
 */
function finalFaults(formation, programme, attempts, lines) {
  const { code, vacancies } = formation
  const planned = programme.second ?? lines[0]?.tests ?? []
  const faults = lines.flatMap((line) => testFaults(code, line, planned))
  if (faults.length > 0) return faults
  const left = attempts.map(({ scores }) => canonical(scores))
  const finals = lines
    .map((line) => ({ ...line, total: sum(line.scores) }))
    .map((line) => ({ ...line, exact: finalScore(line, programme) }))
  for (const { number, scores, exact, final } of finals) {
    const at = left.indexOf(canonical(scores))
    if (at < 0) faults.push(`Formation ${code}: no attempt has the scores of ${number}.`)
    else left.splice(at, 1)
    if (printed(exact) !== final) faults.push(`Formation ${code}: ${number} has ${printed(exact)}, not ${final}.`)
  }
  for (const line of finals) {
    const isOut = line.tests.some(({ scoreThousandths, minimum = null }) => scoreThousandths < (minimum ?? 0) * 1000)
    if (isOut !== (line.place === null) || (isOut && line.result !== 'TL'))
      faults.push(
        `Formation ${code}: ${line.number} ${isOut ? 'is out by one test' : 'is out by no test'}, has ${line.place === null ? 'no place' : `place ${line.place}`} and is told ${line.result}.`,
      )
  }
  const inOrder = finals.filter(({ place }) => place !== null).toSorted((a, b) => a.place - b.place)
  for (const [at, line] of inOrder.entries()) {
    const before = inOrder[at - 1]
    const order = before && (compareExact(line.exact, before.exact) || better(before, line, programme.tieBreak))
    if (line.place !== at + 1)
      faults.push(`Formation ${code}: ${line.number} has place ${line.place}, and is number ${at + 1} in the order.`)
    if (order > 0) faults.push(`Formation ${code}: ${line.number} is better than ${before.number}, who stands before.`)
    if ((line.result === 'P/L') !== line.place <= vacancies)
      faults.push(
        `Formation ${code}: ${line.number} has place ${line.place} of ${vacancies} and is told ${line.result}.`,
      )
  }
  return faults
}

/** The tests of the second stage: those that were planned, together a hundred, and none above its highest score. */
function testFaults(code, { number, tests }, planned) {
  const name = `Formation ${code}: ${number}`
  const weights = tests.reduce((all, { weightPercent }) => all + weightPercent, 0)
  const isNumber = (value, least) => Number.isInteger(value) && value >= least
  const faults = tests
    .filter(
      ({ scoreThousandths, maximum, weightPercent }) =>
        !isNumber(scoreThousandths, 0) ||
        !isNumber(maximum, 1) ||
        !isNumber(weightPercent, 1) ||
        scoreThousandths > maximum * 1000,
    )
    .map(({ scoreThousandths, maximum }) => `${name} has ${scoreThousandths / 1000} of ${maximum} in a test.`)
  if (weights !== 100) faults.push(`${name}: the tests of the second stage weigh ${weights} together.`)
  const shape = (all) =>
    canonical(all.map(({ name, maximum, weightPercent, minimum = null }) => [name, maximum, weightPercent, minimum]))
  if (shape(tests) !== shape(planned)) faults.push(`${name} had other tests than others.`)
  return faults
}

/** 40 and 60 per cent, or what the programme says, as a quotient of whole numbers. */
function finalScore({ total, tests }, { maximum, weightPercent }) {
  const second = tests.reduce(
    (before, test) => added(before, [BigInt(test.scoreThousandths * test.weightPercent), BigInt(test.maximum) * 1000n]),
    [0n, 1n],
  )
  return added(
    [BigInt(total * weightPercent), BigInt(maximum)],
    [second[0] * BigInt(100 - weightPercent), second[1] * 100n],
  )
}

function added([a, b], [c, d]) {
  return [a * d + c * b, b * d]
}

/** One spelling for equal quotients. */
function reduced([numerator, denominator]) {
  let [a, b] = [numerator, denominator]
  while (b !== 0n) [a, b] = [b, a % b]
  return `${numerator / a}/${denominator / a}`
}

function compareExact([a, b], [c, d]) {
  const difference = a * d - c * b
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

/** To three decimals, half up. */
function printed([numerator, denominator]) {
  const thousandths = (numerator * 2000n + denominator) / (denominator * 2n)
  return `${thousandths / 1000n}.${String(thousandths % 1000n).padStart(3, '0')}`
}

/** A leaf hides its attempt behind a salt until the data are published. */
function leafOf(attempt, data) {
  return leafHash(SESSION_FORMATS[data.format](attempt, statementOf(data).keysHash))
}

function leafHash(sealed) {
  return sha256(Buffer.concat([Buffer.of(0), Buffer.from(canonical(sealed))]))
}

function nodeHash(left, right) {
  return sha256(Buffer.concat([Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]))
}

/** Two by two up to the root; an odd one goes up alone. */
function merkleRoot(level) {
  if (level.length === 1) return level[0]
  const above = []
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]]
    above.push(right ? nodeHash(left, right) : left)
  }
  return merkleRoot(above)
}

function sum(scores) {
  return Object.values(scores).reduce((total, score) => total + score, 0)
}

function inWords(scores) {
  return Object.entries(sorted(scores))
    .map(([section, score]) => `${section} ${score}`)
    .join(', ')
}

/** JSON with the names of every object in order. */
function canonical(value) {
  return JSON.stringify(sorted(value))
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  )
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}

function main(words) {
  const { names, sealed, certificate } = asked(words)
  const files = names.map((name) => JSON.parse(readFileSync(name, 'utf8')))
  const { faults, reservations } = verifyExam(files, {
    root: certificate && readFileSync(certificate, 'utf8'),
    sealed,
  })
  const what = `${files.length} files, ${files.reduce((count, { attempts }) => count + (attempts?.length ?? 0), 0)} attempts`
  for (const sentence of [...faults, ...reservations]) console.error(sentence)
  if (faults.length > 0) console.log(`${faults.length} disagreements: ${what}.`)
  else if (reservations.length > 0)
    console.log(`Nothing disagrees, and ${reservations.length} questions are left open: ${what}.`)
  else console.log(`Everything agrees: ${what}.`)
  return faults.length > 0 ? 1 : reservations.length > 0 ? 3 : 0
}

function asked(words) {
  const found = { names: [], sealed: [], certificate: undefined }
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--root') found.certificate = rest.shift() ?? ''
    else if (word === '--sealed') found.sealed.push((rest.shift() ?? '').toLowerCase().replace(/[^0-9a-f]/g, ''))
    else found.names.push(word)
  }
  if (found.names.length === 0) throw new Error('Name the files to check.')
  if (found.sealed.some((root) => root.length !== 64)) throw new Error('A root has 64 digits.')
  return found
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.exitCode = main(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  }
}
