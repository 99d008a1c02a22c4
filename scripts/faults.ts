import { build } from '@/scripts/build.mjs'
import { endOnSignals } from '@/scripts/lifetime.mjs'
import { entryFaults } from './entry-faults'
import { examFaults } from './exam-faults'
import { reportFaults } from './report-faults'

/**
 * `npm run test:faults cat`: an exam in which everything breaks at a hundred moments. `npm run test:faults kinerja`: the
 * last evening of a month on a server that is killed fifty times. `npm run test:faults wbs`: a hundred people attach files
 * of 100 MiB while server and database are killed a hundred times. With `--short` few people at few moments, for the
 * tests of every day. The last line is one JSON object; anything lost or changed fails.
 */
const [what = '', ...flags] = process.argv.slice(2)
const isShort = flags.includes('--short')
const say = (line: string) => console.error(line)

/** What each breaks, and which of its figures say that there was something to lose; every figure left must be nought. */
const runs: Record<string, { run: () => Promise<Record<string, number>>; more: readonly string[] }> = {
  cat: {
    run: () => {
      const size = isShort
        ? { candidates: 12, moments: 12, pauseMs: 1_000, awayMs: 0 }
        : { candidates: 100, moments: 100, pauseMs: 10_000, awayMs: 90_000 }
      return examFaults({ ...size, say })
    },
    more: ['candidates', 'moments', 'acknowledged', 'ended'],
  },
  kinerja: {
    run: () => entryFaults({ ...(isShort ? { phones: 6, kills: 5 } : { phones: 30, kills: 50 }), say }),
    more: ['phones', 'kills', 'written', 'unheard', 'photos', 'brokenUploads'],
  },
  wbs: {
    run: () => {
      const size = isShort ? { reporters: 4, mebibytes: 32, kills: 2 } : { reporters: 100, mebibytes: 100, kills: 100 }
      return reportFaults({ ...size, say })
    },
    more: ['reporters', 'kills', 'reports', 'files', 'resumed'],
  },
}

const chosen = runs[what]
if (!chosen) {
  console.error(`Say what is to be broken: npm run test:faults ${Object.keys(runs).join(' | ')}`)
  process.exit(2)
}
endOnSignals()
await build(() => {})
const report = await chosen.run()
console.table(report)
console.log(JSON.stringify(report))
const isRight = Object.entries(report).every(([name, count]) => (chosen.more.includes(name) ? count > 0 : count === 0))
process.exit(isRight ? 0 : 1)
