import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './place.mjs'
import { failedInPlaywright, failedInVitest, unsteadyInPlaywright, verdict } from './verdict.mjs'

test('the last line counts what passed and failed, and nothing else', () => {
  expect(verdict({ passed: 900, failed: 2, skipped: 0 }, [], [])).toBe('900 passed, 2 failed')
  expect(verdict({ passed: 900, failed: 1, skipped: 3 }, [], ['x']).split('\n').at(-1)).toBe('900 passed, 1 failed')
})

test('what failed and what was skipped is said before it, with the judge that was missing', () => {
  expect(verdict({ passed: 900, failed: 1, skipped: 3 }, ['pdfsig', 'openssl'], ['Build'])).toBe(
    'Failed: Build\n3 skipped, because these programs are missing: pdfsig, openssl\n900 passed, 1 failed',
  )
})

test('a failed unit test is named with its file and its first line, a file that broke by itself', () => {
  const passed = { status: 'passed', fullName: 'b', failureMessages: [] }
  const failed = { status: 'failed', fullName: 'a', failureMessages: ['Test timed out\n  at x'] }
  const testResults = [
    { name: join(root, 'lib/a.test.ts'), status: 'failed', assertionResults: [passed, failed] },
    { name: join(root, 'lib/b.test.ts'), status: 'failed', assertionResults: [] },
  ]
  expect(failedInVitest({ testResults })).toEqual(['lib/a.test.ts › a: Test timed out', 'lib/b.test.ts'])
})

test('a failed journey is named however deep it stands', () => {
  const journey = { file: 'sapk/a.spec.ts', title: 'a journey', ok: false }
  const report = { suites: [{ specs: [{ ...journey, ok: true }], suites: [{ specs: [journey] }] }] }
  expect(failedInPlaywright(report)).toEqual(['e2e/sapk/a.spec.ts › a journey'])
})

test('a journey that passed at its second try only counts as passed, and is named', () => {
  const steady = { file: 'a.spec.ts', title: 'a', ok: true, tests: [{ status: 'expected' }] }
  const unsteady = { file: 'b.spec.ts', title: 'b', ok: true, tests: [{ status: 'flaky' }] }
  const report = { suites: [{ specs: [steady], suites: [{ specs: [unsteady] }] }] }
  expect(failedInPlaywright(report)).toEqual([])
  expect(unsteadyInPlaywright(report)).toEqual(['e2e/b.spec.ts › b'])
  expect(verdict({ passed: 2, failed: 0, skipped: 0 }, [], [], ['e2e/b.spec.ts › b'])).toBe(
    'Unsteady: e2e/b.spec.ts › b\n2 passed, 0 failed',
  )
})

test('a run that left no report names nothing', () => {
  expect([failedInVitest(undefined), failedInPlaywright(undefined)]).toEqual([[], []])
})
