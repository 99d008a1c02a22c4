import { build } from '@/scripts/build.mjs'
import { examFaults } from './exam-faults'

/**
 * `npm run test:faults cat`: an exam in which everything breaks at a hundred moments. With `--short` few people at few
 * moments, for the tests of every day. The last line is one JSON object; anything lost or changed fails.
 */
const [what, ...flags] = process.argv.slice(2)
if (what !== 'cat') {
  console.error('Say what is to be broken: npm run test:faults cat')
  process.exit(2)
}
await build(() => {})
const isShort = flags.includes('--short')
const size = isShort
  ? { candidates: 12, moments: 12, pauseMs: 1_000 }
  : { candidates: 100, moments: 100, pauseMs: 10_000 }
const report = await examFaults({ ...size, say: (line) => console.error(line) })
console.table(report)
console.log(JSON.stringify(report))
const { candidates: _, moments: __, acknowledged, ended, ...wrong } = report
const faults = Object.values(wrong).reduce((sum, count) => sum + count, 0)
process.exit(faults === 0 && acknowledged > 0 && ended > 0 ? 0 : 1)
