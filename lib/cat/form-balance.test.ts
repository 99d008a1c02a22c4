import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balancedForm, balanceFindings, formBalance, type MeasuredItem } from './form-balance'

const item = (id: string, share: number | null, aspect = 'deret', people = 200): MeasuredItem => ({
  id,
  section: 'TIU',
  aspect,
  measuredPeople: people,
  measuredShare: share,
})
const sections = [{ code: 'TIU', tolerancePercent: 2 }]
const meanOf = (form: readonly MeasuredItem[], bank = form, targets = {}) =>
  formBalance(form, bank, sections, targets)[0]
const verdict = (form: readonly MeasuredItem[], bank: readonly MeasuredItem[], targets = {}) =>
  balanceFindings(formBalance(form, bank, sections, targets))[0]

test('a form has the mean and the spread of its measured items', () => {
  expect(meanOf([item('a', 0.4), item('b', 0.6), item('c', null)])).toMatchObject({
    items: 3,
    measured: 2,
    mean: 0.5,
    spread: expect.closeTo(0.1, 10),
  })
})

test('an item that fewer than a hundred people answered has no difficulty yet', () => {
  expect(meanOf([item('a', 0.4), item('b', 0.9, 'deret', 99)])).toMatchObject({ measured: 1, mean: 0.4 })
})

test('a form that is harder than those before it is exchanged towards them, within each cell', () => {
  const hard = [item('a', 0.2), item('b', 0.3, 'cerita')]
  const bank = [...hard, item('c', 0.6), item('d', 0.9, 'cerita'), item('e', 0.5, 'verbal')]
  const form = balancedForm(hard, bank, sections, { TIU: 0.45 })
  expect(form.map(({ id }) => id)).toEqual(['c', 'b'])
  expect(verdict(form, bank, { TIU: 0.45 })).toMatchObject({ code: 'cat.form_balanced', met: true })
})

test('a form within the tolerance stays as it was drawn', () => {
  const form = [item('a', 0.47)]
  expect(balancedForm(form, [...form, item('b', 0.45)], sections, { TIU: 0.45 })).toEqual(form)
  expect(balancedForm([item('x', 0.48)], [item('x', 0.48), item('b', 0.45)], sections, { TIU: 0.45 })[0]?.id).toBe('b')
})

test('a bank that cannot be as difficult is told: by how much, and against what', () => {
  const bank = [item('a', 0.2), item('b', 0.3)]
  const form = balancedForm([item('a', 0.2)], bank, sections, { TIU: 0.45 })
  expect(verdict(form, bank, { TIU: 0.45 })).toMatchObject({
    met: false,
    facts: { section: 'TIU', mean: 0.3, target: 0.45, tolerance: 0.02 },
  })
})

test('a section of which less than half is measured is shown and not judged', () => {
  const form = [item('a', 0.1), item('b', null), item('c', null)]
  expect(verdict(form, form, { TIU: 0.9 })).toMatchObject({ code: 'cat.form_unmeasured', met: true })
  expect(verdict(form.slice(0, 2), form, { TIU: 0.9 })).toMatchObject({ code: 'cat.form_balanced', met: false })
})

test('the first form is held against what its cells give on average', () => {
  const bank = [item('a', 0.2), item('b', 0.6), item('c', 0.9, 'cerita'), item('d', 0.7, 'cerita')]
  expect(meanOf([item('a', 0.2), item('c', 0.9, 'cerita')], bank)?.target).toBeCloseTo(0.6, 10)
})

test('whatever is drawn, exchanging keeps cells and number, uses no item twice, and never goes further away', () => {
  const share = fc.double({ min: 0.05, max: 0.95, noNaN: true })
  fc.assert(
    fc.property(fc.array(share, { minLength: 6, maxLength: 30 }), share, (shares, target) => {
      const bank = shares.map((each, at) => item(`i${at}`, each, at % 2 ? 'deret' : 'cerita'))
      const drawn = bank.slice(0, 4)
      const form = balancedForm(drawn, bank, sections, { TIU: target })
      expect(form.map(({ aspect }) => aspect)).toEqual(drawn.map(({ aspect }) => aspect))
      expect(new Set(form.map(({ id }) => id)).size).toBe(4)
      const distance = (of: readonly MeasuredItem[]) => Math.abs((meanOf(of, bank)?.mean ?? 0) - target)
      expect(distance(form)).toBeLessThanOrEqual(distance(drawn) + 1e-9)
    }),
  )
})
