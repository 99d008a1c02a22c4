import { relative } from 'node:path'
import { root } from './place.mjs'

/**
 * How a run of the tests ends. What failed, what was skipped, and why, stand before the line that a program reads.
 *
 * @param {{ passed: number, failed: number, skipped: number }} total
 * @param {string[]} absent the judges that could not be asked
 * @param {string[]} failures the names of what failed
 */
export function verdict({ passed, failed, skipped }, absent, failures) {
  const why = absent.length > 0 ? `, because these programs are missing: ${absent.join(', ')}` : ''
  const left = skipped > 0 || absent.length > 0 ? [`${skipped} skipped${why}`] : []
  return [...failures.map((name) => `Failed: ${name}`), ...left, `${passed} passed, ${failed} failed`].join('\n')
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

/** The failed tests of Playwright's JSON report. */
export function failedInPlaywright(report) {
  return (report?.suites ?? []).flatMap((suite) => [
    ...(suite.specs ?? []).filter(({ ok }) => !ok).map((spec) => `e2e/${spec.file} › ${spec.title}`),
    ...failedInPlaywright(suite),
  ])
}

function firstLine(text = '') {
  return text.split('\n', 1)[0]
}
