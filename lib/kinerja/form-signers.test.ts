import { expect, test } from 'vitest'
import { awaitedSigners, employeeSignsUntil } from './form-signers'

test('an SKP and the document of an evaluation wait for the employee, and for fourteen days only', () => {
  const dueOn = employeeSignsUntil('2026-01-14')
  expect(dueOn).toBe('2026-01-28')
  for (const form of ['plan', 'document'] as const) {
    const awaits = (today: string, isHalfSigned = false) => awaitedSigners(form, { isHalfSigned, dueOn, today })
    expect(awaits('2026-01-28')).toEqual(['employee'])
    expect(awaits('2026-01-29')).toEqual(['employee', 'appraiser'])
    expect(awaits('2026-01-15', true)).toEqual(['appraiser'])
  }
})

test('the evaluation and the conversion of angka kredit are signed by the appraiser alone', () => {
  for (const form of ['evaluation', 'conversion'] as const)
    expect(awaitedSigners(form, { isHalfSigned: false, dueOn: '2026-01-28', today: '2026-01-15' })).toEqual([
      'appraiser',
    ])
})
