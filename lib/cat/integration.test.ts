import { expect, test } from 'vitest'
import { compareFinalists, type Finalist, finalScoreText, integratedScore } from './integration'

const final = (skd: number, maximum: number, skb: number) =>
  integratedScore({ score: skd, maximum, weightPercent: 40 }, [
    { scoreThousandths: skb * 1000, maximum: 500, weightPercent: 100 },
  ])

test('forty per cent of the first stage and sixty of the second, each on a scale of a hundred', () => {
  expect(finalScoreText(final(367, 500, 395))).toBe('76.760')
  expect(finalScoreText(final(395, 550, 410))).toBe('77.927')
  expect(finalScoreText(final(402, 550, 365))).toBe('73.036')
})

test('several tests of the second stage count by their weights', () => {
  const score = integratedScore({ score: 367, maximum: 500, weightPercent: 40 }, [
    { scoreThousandths: 395_000, maximum: 500, weightPercent: 50 },
    { scoreThousandths: 80_000, maximum: 100, weightPercent: 35 },
    { scoreThousandths: 61_500, maximum: 100, weightPercent: 15 },
  ])
  expect(finalScoreText(score)).toBe('75.395')
})

test('weights that do not make a hundred are refused', () => {
  const half = { scoreThousandths: 395_000, maximum: 500, weightPercent: 50 }
  expect(() => integratedScore({ score: 367, maximum: 500, weightPercent: 40 }, [half])).toThrow(RangeError)
})

test('a finer difference than the three decimals shown still decides', () => {
  const [first, second] = [final(395, 550, 410), final(398, 550, 408)]
  expect([finalScoreText(first), finalScoreText(second)]).toEqual(['77.927', '77.905'])
  const near = integratedScore({ score: 1, maximum: 3, weightPercent: 40 }, [
    { scoreThousandths: 0, maximum: 500, weightPercent: 100 },
  ])
  const nearer = integratedScore({ score: 333_333, maximum: 1_000_000, weightPercent: 40 }, [
    { scoreThousandths: 0, maximum: 500, weightPercent: 100 },
  ])
  expect(finalScoreText(near)).toBe(finalScoreText(nearer))
  expect(order({ final: near }, { final: nearer })).toBe(-1)
})

const finalist: Finalist = {
  final: final(395, 550, 410),
  scores: { TKP: 166, TIU: 100, TWK: 129 },
  diplomaHundredths: 350,
  bornOn: '2000-05-01',
}
const order = (a: Partial<Finalist>, b: Partial<Finalist>) =>
  Math.sign(compareFinalists({ ...finalist, ...a }, { ...finalist, ...b }, ['TKP', 'TIU', 'TWK']))

test('equal final scores are decided by the first stage in total, TKP, TIU, TWK, the diploma and the age, in this order', () => {
  const more = { scores: { TKP: 160, TIU: 100, TWK: 136 } }
  expect(order(more, {})).toBe(-1)
  expect(order({ scores: { TKP: 167, TIU: 99, TWK: 129 } }, {})).toBe(-1)
  expect(order({ scores: { TKP: 166, TIU: 101, TWK: 128 }, diplomaHundredths: 300 }, {})).toBe(-1)
  expect(order({ diplomaHundredths: 351, bornOn: '2001-01-01' }, {})).toBe(-1)
  expect(order({ bornOn: '2000-04-30' }, {})).toBe(-1)
  expect(order({}, {})).toBe(0)
})
