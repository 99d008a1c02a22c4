import { expect, test } from 'vitest'
import { maskedChange } from './audit-masked'

test('what is known of a person is masked at any depth, what happened is not', () => {
  const after = {
    state: 'sent',
    version: 3,
    employeeId: 'e1',
    nik: '1971055406850001',
    family: [{ name: 'Rina' }],
    gone: null,
  }
  expect(maskedChange('history.add', null, after)).toEqual({
    before: null,
    after: { state: 'sent', version: 3, employeeId: 'e1', nik: '••••', family: [{ name: '••••' }], gone: null },
    isMasked: true,
  })
})

test('tables that everybody may read are shown, and what hides nothing says so', () => {
  const period = { letterNumber: '12/2026' }
  expect(maskedChange('period.update', null, period)).toEqual({ before: null, after: period, isMasked: false })
  expect(maskedChange('promotion.check', { state: 'a' }, { state: 'b' }).isMasked).toBe(false)
})
