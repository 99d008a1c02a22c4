import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { acceptInput } from '@/lib/sapk/inputs'
import { proposalReasons, reasonCodes, reasonsFor } from '@/lib/sapk/reasons'
import { NOTE_MAX_CHARACTERS, papersOf, reopenedPapers, reviewFields, reviewItems } from '@/lib/sapk/review'

const documents = JSON.parse(readFileSync('messages/id/proposal.json', 'utf8')).document
const papers = Object.keys(documents).map((type) => (type === 'PREDIKAT' ? 'PREDIKAT_2025' : type))

test('every kind of paper and every field has nine to twelve reasons, each once', () => {
  const fields = reviewFields('functional').map((field) => `field:${field}`)
  for (const item of [...fields, ...papers.map((paper) => `document:${paper}`)]) {
    const reasons = reasonsFor(item)
    expect(new Set(reasons).size, item).toBe(reasons.length)
    expect(reasons.length, item).toBeGreaterThanOrEqual(9)
    expect(reasons.length, item).toBeLessThanOrEqual(12)
  }
  expect(reasonsFor('document:PREDIKAT_2025')).toContain('predicate_differs')
  expect(reasonsFor('document:SK_PANGKAT')).not.toContain('predicate_differs')
  expect(proposalReasons.length).toBeLessThanOrEqual(12)
})

test('every reason and every field has its words in both languages', () => {
  for (const locale of ['id', 'en']) {
    const { reason, field } = JSON.parse(readFileSync(`messages/${locale}/proposal.json`, 'utf8'))
    expect(reasonCodes.filter((code) => !reason[code])).toEqual([])
    expect(reviewFields('functional').filter((name) => !field[name])).toEqual([])
  }
})

test('post, unit and education are decided on too, credit points only for a functional post', () => {
  expect(reviewFields('regular')).toEqual([
    'rank',
    'effectiveOn',
    'serviceTime',
    'salary',
    'position',
    'unit',
    'education',
  ])
  expect(reviewFields('functional')).toContain('creditPoints')
  expect(reviewItems('regular', ['SK_PANGKAT'])).toEqual(
    expect.arrayContaining(['field:position', 'document:SK_PANGKAT']),
  )
})

test('an approval may carry a catatan, no longer than its paper has room for', () => {
  const fits = (note?: string) =>
    acceptInput.safeParse({ id: '6f1c2f0e-5d59-4f6e-9a55-0c9a3f6d1b11', version: 1, note }).success
  expect([fits(), fits(''), fits('x'.repeat(NOTE_MAX_CHARACTERS))]).toEqual([true, true, true])
  expect(fits('x'.repeat(NOTE_MAX_CHARACTERS + 1))).toBe(false)
})

test('each field names a paper that shows it', () => {
  for (const field of reviewFields('functional')) {
    expect(
      papersOf(`field:${field}`).every((paper) => papers.includes(paper)),
      field,
    ).toBe(true)
    expect(papersOf(`field:${field}`).length, field).toBeGreaterThan(0)
  }
})

test('a return opens the papers of what did not match in this round and leaves the others closed', () => {
  const checks = [
    { round: 1, item: 'document:PREDIKAT_2025', matches: false },
    { round: 2, item: 'document:SK_PANGKAT', matches: true },
    { round: 2, item: 'document:IJAZAH', matches: false },
    { round: 2, item: 'field:unit', matches: false },
  ]
  expect([...reopenedPapers(checks, 2)]).toEqual(['IJAZAH', 'SPMT', 'SK_JABATAN'])
})
