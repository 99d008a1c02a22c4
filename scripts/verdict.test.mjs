import { expect, test } from 'vitest'
import { verdict } from './verdict.mjs'

test('the last line counts what passed and failed, and nothing else', () => {
  expect(verdict({ passed: 900, failed: 2, skipped: 0 }, [])).toBe('900 passed, 2 failed')
  expect(verdict({ passed: 900, failed: 0, skipped: 3 }, []).split('\n').at(-1)).toBe('900 passed, 0 failed')
})

test('what was skipped is said before it, with the judge that was missing', () => {
  expect(verdict({ passed: 900, failed: 0, skipped: 3 }, ['pdfsig', 'openssl'])).toBe(
    '3 skipped, because these programs are missing: pdfsig, openssl\n900 passed, 0 failed',
  )
})
