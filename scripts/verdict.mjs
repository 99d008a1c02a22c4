import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './place.mjs'

/** A log that is cut from the front keeps its end: one failed try takes a few lines of it. */
const MOST_CHARACTERS = 400

/**
 * How a run of the tests ends. What failed, what was skipped, and why, stand before the line that a program reads.
 *
 * @param {{ passed: number, failed: number, skipped: number }} total
 * @param {string[]} absent the judges that could not be asked
 * @param {string[]} failures the names of what failed
 * @param {string[]} unsteady the names of what passed at the second try only
 * @param {string[]} leftOut the names of the journeys that were skipped, with their reasons
 */
export function verdict({ passed, failed, skipped }, absent, failures, unsteady = [], leftOut = []) {
  const why = absent.length > 0 ? `, because these programs are missing: ${absent.join(', ')}` : ''
  const left = skipped > 0 || absent.length > 0 ? [`${skipped} skipped${why}`] : []
  const named = Object.entries({ Failed: failures, Unsteady: unsteady, Skipped: leftOut })
  const lines = named.flatMap(([word, names]) => names.map((name) => `${word}: ${name}`))
  return [...lines, ...left, `${passed} passed, ${failed} failed`].join('\n')
}

/** The failed tests of Vitest's JSON report, and the files that could not be run at all. */
export function failedInVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name)
    if (status === 'failed' && assertionResults.length === 0) return [file]
    return assertionResults
      .filter((each) => each.status === 'failed')
      .map((each) => `${file} › ${each.fullName}: ${firstLine(each.failureMessages[0])}`)
  })
}

/** The failed tests of Playwright's JSON report, each with what stopped it at every try. */
export function failedInPlaywright(report) {
  return journeys(report, ({ ok }) => !ok)
}

/** Those that failed and then passed. */
export function unsteadyInPlaywright(report) {
  return journeys(report, ({ tests }) => tests.some(({ status }) => status === 'flaky'))
}

/** Those that were skipped, each with its reason. */
export function skippedInPlaywright(report) {
  return journeys(report, ({ tests }) => tests.some(({ status }) => status === 'skipped'), reasonsToSkip)
}

function journeys(suite, isMeant, linesOf = triesOf) {
  return (suite?.suites ?? []).flatMap((inner) => [
    ...(inner.specs ?? [])
      .filter(isMeant)
      .map((spec) => [`e2e/${spec.file} › ${spec.title}`, ...spec.tests.flatMap(linesOf)].join('\n')),
    ...journeys(inner, isMeant, linesOf),
  ])
}

function reasonsToSkip({ annotations = [] }) {
  return annotations.filter(({ type }) => type === 'skip').map(({ description }) => `  ${description ?? 'no reason'}`)
}

/** One or two lines for each try that failed: the step, the line of the journey and what stood there instead. */
function triesOf({ results = [] }) {
  return results.flatMap(({ errors = [], errorLocation, steps, retry }) => {
    if (errors.length === 0) return []
    const place = errorLocation ? ` (line ${errorLocation.line})` : ''
    return [`  try ${retry + 1}${place}: ${[...failedSteps(steps), reasonIn(errors[0].message)].join(' › ')}`]
  })
}

/** The titles of the steps that broke, the outermost first. */
function failedSteps(steps = []) {
  const broken = steps.find(({ error }) => error)
  return broken ? [broken.title, ...failedSteps(broken.steps)] : []
}

/** What Playwright says first, and on what it waited or what it found, without colours. */
function reasonIn(message = '') {
  const lines = stripVTControlCharacters(message).split('\n')
  const facts = lines.filter((line) => /^(Locator|Expected|Received|Error|Timeout): |^ +- waiting for /.test(line))
  return [...new Set([lines[0], ...facts.map((fact) => fact.trim())])].join('; ').slice(0, MOST_CHARACTERS)
}

function firstLine(text = '') {
  return text.split('\n', 1)[0]
}
