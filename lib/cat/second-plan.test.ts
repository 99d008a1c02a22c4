import { expect, test } from 'vitest'
import { bindingFindings, isKnockedOut, type PlannedTest, type SecondRule, secondPlanFindings } from './second-plan'

const planned = (kind: PlannedTest['kind'], weightPercent: number): PlannedTest => {
  return { name: `${kind} ${weightPercent}`, kind, maximum: 100, weightPercent, minimum: null, programme: null }
}
const rule = (name: SecondRule['rule'], value: number, isConfirmed = true): SecondRule => {
  return { agencies: 'local', rule: name, value, source: 'PermenPANRB 6/2024', isConfirmed }
}
const unmet = (tests: PlannedTest[], ...rules: SecondRule[]) =>
  secondPlanFindings(tests, rules).flatMap(({ code, met, facts }) =>
    met ? [] : [`${code} ${facts.found ?? facts.weight}`],
  )

test('the weights of all tests make a hundred', () => {
  expect(unmet([planned('cat', 60), planned('other', 40)])).toEqual([])
  expect(unmet([planned('cat', 60), planned('other', 30)])).toEqual(['second.weights 90'])
})

test('an interview counts for at most ten per cent in the centre, and there is none in a local agency', () => {
  const tests = [planned('cat', 90), planned('interview', 10)]
  expect(unmet(tests, rule('interview_most', 10))).toEqual([])
  expect(unmet([planned('cat', 89), planned('interview', 11)], rule('interview_most', 10))).toEqual([
    'second.interview_most 11',
  ])
  expect(unmet(tests, rule('interview_most', 0))).toEqual(['second.interview_most 10'])
})

test('a test by computer counts for at least half, and other tests are limited in number and in weight', () => {
  const half = [planned('cat', 50), planned('other', 35), planned('other', 15)]
  expect(unmet(half, rule('cat_least', 50), rule('others_most', 3), rule('others_weight_most', 50))).toEqual([])
  expect(unmet(half, rule('cat_least', 51), rule('others_most', 1), rule('others_weight_most', 40))).toEqual([
    'second.cat_least 50',
    'second.others_most 2',
    'second.others_weight_most 50',
  ])
})

test('a limit that nobody confirmed is said and binds nobody', () => {
  const tests = [planned('cat', 40), planned('other', 60)]
  const findings = secondPlanFindings(tests, [rule('cat_least', 50, false), rule('others_most', 0)])
  expect(bindingFindings(findings).map(({ code, met }) => `${code} ${met}`)).toEqual([
    'second.weights true',
    'second.others_most false',
  ])
  expect(findings.map(({ code }) => code)).toContain('second.cat_least')
})

test('whoever has fewer points than the floor of one test is out; the floor itself is enough', () => {
  const scored = (scoreThousandths: number, minimum: number | null) => {
    return { scoreThousandths, minimum, maximum: 100, weightPercent: 50 }
  }
  expect(isKnockedOut([scored(60_000, 60), scored(0, null)])).toBe(false)
  expect(isKnockedOut([scored(100_000, null), scored(59_999, 60)])).toBe(true)
})
