import { expect, test } from 'vitest'
import { readReferenceRows } from '@/db/reference/read'
import { familyOf, gradeOf, type PostKind, retirementAge } from './positions'
import { buildReference } from './reference'

const reference = buildReference(readReferenceRows())
const age = (kind: PostKind, name: string, echelon: string | null = null) =>
  retirementAge(reference, { kind, name, echelon, grade: gradeOf(name) }, '2026-11-23')

test('the jenjang ends the title of a functional post', () => {
  expect(gradeOf('Guru Ahli Madya')).toBe('Ahli Madya')
  expect(familyOf('Guru Ahli Madya')).toBe('Guru')
  expect(gradeOf('Mahir')).toBeNull()
  expect(familyOf('Bendahara')).toBe('Bendahara')
})

test.each([
  ['executing', 'Bendahara', null, 58],
  ['structural', 'Kepala Bidang', 'III.a', 58],
  ['structural', 'Kepala Dinas', 'II.a', 60],
  ['structural', 'Kepala Tata Usaha', 'V.a', 58],
  ['structural', 'Kepala Urusan', 'V.b', 58],
  ['functional', 'Perawat Penyelia', null, 58],
  ['functional', 'Dokter Ahli Muda', null, 58],
  ['functional', 'Dokter Ahli Madya', null, 60],
  ['functional', 'Auditor Ahli Utama', null, 65],
  ['functional', 'Guru Ahli Pertama', null, 60],
  ['functional', 'Guru Ahli Utama', null, 65],
  ['functional', 'Peneliti Ahli Muda', null, 58],
  ['functional', 'Peneliti Ahli Madya', null, 65],
  ['functional', 'Lektor Kepala', null, 65],
  ['functional', 'Guru Besar', null, 70],
] as const)('%s %s (%s) retires at %d', (kind, name, echelon, years) => {
  expect(age(kind, name, echelon)).toBe(years)
})
