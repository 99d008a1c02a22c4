import { expect, test } from 'vitest'
import { unitFaults } from '@/lib/registry/unit-input'

const end: Parameters<typeof unitFaults>[0] = {
  change: 'end',
  name: '',
  kind: '',
  parentId: null,
  headTitle: '',
  headEchelon: '',
  effectiveOn: '2026-11-28',
  decreeNumber: '',
  decreeOn: null,
}

test('a missing number and a missing date of the decree are told apart, each beside its own field', () => {
  expect(unitFaults(end, true)).toEqual({
    decreeNumber: 'structure.decree_number_missing',
    decreeOn: 'structure.decree_date_missing',
  })
  expect(unitFaults(end, false)).toEqual({})
})
