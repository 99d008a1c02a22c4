import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './place.mjs'
import { failedInPlaywright, failedInVitest, skippedInPlaywright, unsteadyInPlaywright, verdict } from './verdict.mjs'

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
  const journey = { file: 'sapk/a.spec.ts', title: 'a journey', ok: false, tests: [] }
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

test('a skipped journey is named with its reason', () => {
  const annotations = [{ type: 'skip', description: 'minutes; npm run test:wbs' }]
  const spec = { file: 'c.spec.ts', title: 'c', ok: true, tests: [{ status: 'skipped', annotations, results: [] }] }
  const ran = { file: 'a.spec.ts', title: 'a', ok: true, tests: [{ status: 'expected' }] }
  const leftOut = skippedInPlaywright({ suites: [{ suites: [{ specs: [ran, spec] }] }] })
  expect(verdict({ passed: 2, failed: 0, skipped: 1 }, [], [], [], leftOut)).toBe(
    'Skipped: e2e/c.spec.ts › c\n  minutes; npm run test:wbs\n1 skipped\n2 passed, 0 failed',
  )
})

test('every try of a failed journey tells its step and what stood there instead', () => {
  const message = [
    'Error: \u001b[2mexpect(\u001b[22mlocator\u001b[2m).\u001b[22mtoBeVisible() failed',
    '',
    'Locator: getByText("sah")',
    'Expected: visible',
    'Received: <element(s) not found>',
    '',
    'Call log:',
    '  - Expect "toBeVisible" with timeout 20000ms',
    '  - waiting for getByText("sah")',
  ]
  const error = { message: message.join('\n') }
  const inner = { title: 'the code is read', error }
  const steps = [{ title: 'the officer signs' }, { title: 'anybody verifies', error, steps: [inner] }]
  const first = { retry: 0, errors: [error], errorLocation: { line: 150 }, steps }
  const second = { retry: 1, errors: [{ message: 'Test timeout of 600000ms exceeded.' }] }
  const spec = { file: 'a.spec.ts', title: 'a', ok: false, tests: [{ status: 'unexpected', results: [first, second] }] }
  expect(failedInPlaywright({ suites: [{ specs: [spec] }] })).toEqual([
    [
      'e2e/a.spec.ts › a',
      '  try 1 (line 150): anybody verifies › the code is read › Error: expect(locator).toBeVisible() failed; ' +
        'Locator: getByText("sah"); Expected: visible; Received: <element(s) not found>; - waiting for getByText("sah")',
      '  try 2: Test timeout of 600000ms exceeded.',
    ].join('\n'),
  ])
})

test('an unsteady journey tells why its first try failed, and one long reason is cut', () => {
  const results = [
    { retry: 0, errors: [{ message: 'x'.repeat(5_000) }] },
    { retry: 1, errors: [] },
  ]
  const spec = { file: 'b.spec.ts', title: 'b', ok: true, tests: [{ status: 'flaky', results }] }
  const [said] = unsteadyInPlaywright({ suites: [{ specs: [spec] }] })
  expect(said).toMatch(/^e2e\/b\.spec\.ts › b\n {2}try 1: x{400}$/)
})

test('a run that left no report names nothing', () => {
  expect([failedInVitest(undefined), failedInPlaywright(undefined)]).toEqual([[], []])
})
