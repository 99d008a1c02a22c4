import { expect, test } from 'vitest'
import { isDiskFull } from './disk-full'

const fault = (code: string, cause?: Error) => Object.assign(new Error('x', { cause }), { code })

test('a disk without room is known by its code, also inside the error of a query', () => {
  for (const code of ['ENOSPC', 'EDQUOT', '53100']) {
    expect(isDiskFull(fault(code))).toBe(true)
    expect(isDiskFull(new Error('Failed query', { cause: fault(code) }))).toBe(true)
  }
  expect(isDiskFull(fault('EACCES', fault('23505')))).toBe(false)
  expect(isDiskFull('ENOSPC')).toBe(false)
})
