#!/usr/bin/env node
/**
 * Checks an exam that was published, without trusting whoever ran it.
 *
 *   node verify-exam.mjs FILE… [--root CERTIFICATE.pem]
 *
 * Give it the data of every session of a selection and, where there is one, its announcement; all of them are JSON files
 * that anybody may download. It needs Node.js and nothing else, and takes nothing from the program it checks:
 * docs/decisions/0064 describes the files. Each disagreement is one sentence; any of them makes it end with 1.
 */
import { createHash, createPublicKey, verify as verifySignature, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * Everything that is wrong with the files, a sentence each; none when they agree.
 *
 * @param {any[]} files parsed JSON
 * @param {string} [root] the certificate, as PEM, that signatures have to lead to
 * @returns {string[]}
 */
export function verifyExam(files, root) {
  const sessions = files.filter(({ format }) => format === 'satya-exam-session-1')
  const announcements = files.filter(({ format }) => format === 'satya-exam-announcement-1')
  const strange = files.length - sessions.length - announcements.length
  return [
    ...(strange > 0 ? [`${strange} of the files are neither the data of a session nor an announcement.`] : []),
    ...sessions.flatMap((session) => guarded(`Session ${session.session}`, () => sessionFaults(session, root))),
    ...announcements.flatMap((each) => guarded('The announcement', () => announcementFaults(each, sessions))),
  ]
}

/** A file that cannot even be read to its end is a fault, not a crash. */
function guarded(name, check) {
  try {
    return check()
  } catch (error) {
    return [`${name} cannot be read: ${error instanceof Error ? error.message : error}.`]
  }
}

function sessionFaults(data, root) {
  const name = `Session ${data.session}`
  const sealed = JSON.parse(data.seal.statement)
  const faults = sealFaults(name, data.seal, root)
  if (sealed.session !== data.session) faults.push(`${name} carries the seal of session ${sealed.session}.`)
  if (sealed.attempts !== data.attempts.length)
    faults.push(`${name} was sealed with ${sealed.attempts} attempts, and ${data.attempts.length} are published.`)
  if (sha256(canonical({ keys: data.keys, salt: data.keysSalt })) !== sealed.keysHash)
    faults.push(`${name}: the keys are not those that were sealed at its close.`)
  const ordered = [...data.attempts].sort((a, b) => (a.attempt < b.attempt ? -1 : 1))
  if (ordered.length > 0 && merkleRoot(ordered.map(leafOf)) !== sealed.root)
    faults.push(`${name}: its attempts do not give the root that was sealed.`)
  return [...faults, ...data.attempts.flatMap((attempt) => attemptFaults(attempt, data.keys))]
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

function attemptFaults({ attempt, head, events, paper, scores }, keys) {
  const name = `Attempt ${attempt}`
  const faults = []
  const links = events.reduce(
    (before, [item, option, ts], at) => sha256(before + JSON.stringify({ attempt, item, option, seq: at + 1, ts })),
    '0'.repeat(64),
  )
  if (links !== head) faults.push(`${name}: its answers do not give the end of the chain that was sealed.`)
  const isWhole = paper.length === keys.length && new Set(paper).size === keys.length && paper.every((at) => at in keys)
  if (!isWhole) return [...faults, `${name}: its paper does not have every item of the form once.`]
  const chosen = new Map(events.map(([item, option]) => [item, option]))
  const own = {}
  for (const [at, place] of paper.entries()) {
    const { section, points } = keys[place]
    own[section] = (own[section] ?? 0) + (points[chosen.get(at + 1)] ?? 0)
  }
  if (canonical(own) !== canonical(scores))
    faults.push(`${name}: its answers are worth ${inWords(own)}, and ${inWords(scores)} was sealed.`)
  return faults
}

function announcementFaults(announcement, sessions) {
  const attempts = sessions.flatMap((session) => session.attempts)
  return announcement.formations.flatMap((formation) => {
    const out = new Set(formation.disqualified)
    const own = attempts.filter(({ attempt, formation: code }) => code === formation.code && !out.has(attempt))
    const lines = formation.lines.filter(({ scores }) => scores !== null)
    return announcement.stage === 'final'
      ? finalFaults(formation, announcement.programme, own, lines)
      : rankingFaults(formation, announcement.programme, own, lines)
  })
}

/** The first stage: passing grades, places, and who goes on. */
function rankingFaults(formation, { tieBreak, perVacancy }, attempts, lines) {
  const { minimumBySection, minimumTotal, fillTotal } = formation.grade
  const judged = attempts.map(({ scores }) => ({
    scores,
    total: sum(scores),
    isAbove:
      Object.entries(minimumBySection).every(([section, minimum]) => (scores[section] ?? 0) >= minimum) &&
      sum(scores) >= (minimumTotal ?? 0),
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
 * before a better one, and the first places pass. What decides between equals beyond the sections (diploma, age) is
 * not published.
 */
function finalFaults(formation, programme, attempts, lines) {
  const { code, vacancies } = formation
  const known = attempts.map(({ scores }) => canonical(scores))
  const finals = lines
    .map((line) => ({ ...line, total: sum(line.scores) }))
    .map((line) => ({ ...line, exact: finalScore(line, programme) }))
  const faults = finals.flatMap(({ number, scores, exact, final }) => [
    ...(known.includes(canonical(scores)) ? [] : [`Formation ${code}: no attempt has the scores of ${number}.`]),
    ...(printed(exact) === final ? [] : [`Formation ${code}: ${number} has ${printed(exact)}, not ${final}.`]),
  ])
  const inOrder = finals.toSorted((a, b) => a.place - b.place)
  for (const [at, line] of inOrder.entries()) {
    const before = inOrder[at - 1]
    const order = before && (compareExact(line.exact, before.exact) || better(before, line, programme.tieBreak))
    if (order > 0) faults.push(`Formation ${code}: ${line.number} is better than ${before.number}, who stands before.`)
    if ((line.result === 'P/L') !== line.place <= vacancies)
      faults.push(
        `Formation ${code}: ${line.number} has place ${line.place} of ${vacancies} and is told ${line.result}.`,
      )
  }
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
function leafOf({ attempt, salt, head, events, scores }) {
  const text = JSON.stringify({ attempt, events: events.length, head, salt, scores: sorted(scores) })
  return sha256(Buffer.concat([Buffer.of(0), Buffer.from(text)]))
}

/** Two by two up to the root; an odd one goes up alone. */
function merkleRoot(level) {
  if (level.length === 1) return level[0]
  const above = []
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]]
    above.push(
      right ? sha256(Buffer.concat([Buffer.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')])) : left,
    )
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

function main(names) {
  const at = names.indexOf('--root')
  const root = at < 0 ? undefined : readFileSync(names.splice(at, 2)[1] ?? '', 'utf8')
  if (names.length === 0) throw new Error('Name the files to check.')
  const files = names.map((name) => JSON.parse(readFileSync(name, 'utf8')))
  const faults = verifyExam(files, root)
  const attempts = files.reduce((count, { attempts = [] }) => count + attempts.length, 0)
  for (const fault of faults) console.error(fault)
  console.log(
    faults.length === 0
      ? `Everything agrees: ${files.length} files, ${attempts} attempts.`
      : `${faults.length} disagreements in ${files.length} files with ${attempts} attempts.`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
