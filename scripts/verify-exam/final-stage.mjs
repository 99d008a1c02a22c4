/** The final stage: the scores of both stages, the order, and the first places. */
import { added, compareExact, printed } from './exact.mjs'
import { better } from './first-stage.mjs'
import { canonical, sum } from './hash.mjs'

/**
 * The final stage: the score of the first stage is somebody's, the two stages make the final score, nobody stands
 * before a better one, and the first places pass, of which each is given once. What decides between equals beyond the
 * sections (diploma, age) is not published.
 */
export function finalFaults(formation, programme, attempts, lines) {
  const { code, vacancies } = formation
  const planned = programme.second ?? lines[0]?.tests ?? []
  const faults = lines.flatMap((line) => testFaults(code, line, planned))
  if (faults.length > 0) return faults
  const left = attempts.map(({ scores }) => canonical(scores))
  const finals = lines
    .map((line) => ({ ...line, total: sum(line.scores) }))
    .map((line) => ({ ...line, exact: finalScore(line, programme) }))
  for (const { number, scores, exact, final } of finals) {
    const at = left.indexOf(canonical(scores))
    if (at < 0) faults.push(`Formation ${code}: no attempt has the scores of ${number}.`)
    else left.splice(at, 1)
    if (printed(exact) !== final) faults.push(`Formation ${code}: ${number} has ${printed(exact)}, not ${final}.`)
  }
  for (const line of finals) {
    const isOut = line.tests.some(({ scoreThousandths, minimum = null }) => scoreThousandths < (minimum ?? 0) * 1000)
    if (isOut !== (line.place === null) || (isOut && line.result !== 'TL'))
      faults.push(
        `Formation ${code}: ${line.number} ${isOut ? 'is out by one test' : 'is out by no test'}, has ${line.place === null ? 'no place' : `place ${line.place}`} and is told ${line.result}.`,
      )
  }
  const inOrder = finals.filter(({ place }) => place !== null).toSorted((a, b) => a.place - b.place)
  for (const [at, line] of inOrder.entries()) {
    const before = inOrder[at - 1]
    const order = before && (compareExact(line.exact, before.exact) || better(before, line, programme.tieBreak))
    if (line.place !== at + 1)
      faults.push(`Formation ${code}: ${line.number} has place ${line.place}, and is number ${at + 1} in the order.`)
    if (order > 0) faults.push(`Formation ${code}: ${line.number} is better than ${before.number}, who stands before.`)
    if ((line.result === 'P/L') !== line.place <= vacancies)
      faults.push(
        `Formation ${code}: ${line.number} has place ${line.place} of ${vacancies} and is told ${line.result}.`,
      )
  }
  return faults
}

/** The tests of the second stage: those that were planned, together a hundred, and none above its highest score. */
function testFaults(code, { number, tests }, planned) {
  const name = `Formation ${code}: ${number}`
  const weights = tests.reduce((all, { weightPercent }) => all + weightPercent, 0)
  const isNumber = (value, least) => Number.isInteger(value) && value >= least
  const faults = tests
    .filter(
      ({ scoreThousandths, maximum, weightPercent }) =>
        !isNumber(scoreThousandths, 0) ||
        !isNumber(maximum, 1) ||
        !isNumber(weightPercent, 1) ||
        scoreThousandths > maximum * 1000,
    )
    .map(({ scoreThousandths, maximum }) => `${name} has ${scoreThousandths / 1000} of ${maximum} in a test.`)
  if (weights !== 100) faults.push(`${name}: the tests of the second stage weigh ${weights} together.`)
  const shape = (all) =>
    canonical(all.map(({ name, maximum, weightPercent, minimum = null }) => [name, maximum, weightPercent, minimum]))
  if (shape(tests) !== shape(planned)) faults.push(`${name} had other tests than others.`)
  return faults
}

/** 40 and 60 per cent, or what the programme says, as a quotient of whole numbers. */
export function finalScore({ total, tests }, { maximum, weightPercent }) {
  const second = tests.reduce(
    (before, test) => added(before, [BigInt(test.scoreThousandths * test.weightPercent), BigInt(test.maximum) * 1000n]),
    [0n, 1n],
  )
  return added(
    [BigInt(total * weightPercent), BigInt(maximum)],
    [second[0] * BigInt(100 - weightPercent), second[1] * 100n],
  )
}
