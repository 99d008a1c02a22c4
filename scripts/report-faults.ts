import { setTimeout as sleep } from 'node:timers/promises'
import { partsOf } from '@/lib/wbs/upload'
import { atEnd } from './lifetime.mjs'
import { judged } from './report-verdict'
import { ScriptedReporter } from './scripted-reporter'
import { startThrowAwayWbs } from './throw-away-wbs'

const MOST_CALM_MS = 500
const LONGEST_WAIT_MS = 30_000
const MEBIBYTE = 1024 ** 2

/**
 * People report and attach files all at once, while the server and its database are killed in turn. At the end every
 * report that was acknowledged is there and a recipient reads it, none is there in part, and each file that was
 * acknowledged lies on the disk byte for byte.
 */
export async function reportFaults(wish: {
  reporters: number
  mebibytes: number
  kills: number
  say: (line: string) => void
}) {
  const place = await startThrowAwayWbs()
  atEnd(place.stop)
  try {
    const reporters = Array.from(
      { length: wish.reporters },
      () => new ScriptedReporter(place, wish.mebibytes * MEBIBYTE),
    )
    const stops = reporters.map((reporter) => reporter.start())
    for (let kill = 1; kill <= wish.kills; kill++) {
      await untilMore(reporters, (wish.reporters * partsOf(wish.mebibytes * MEBIBYTE)) / (wish.kills + 1))
      await sleep(Math.random() * MOST_CALM_MS)
      const [name, run] = kill % 2 ? ['server', place.killServer] : ['database', place.killDatabase]
      const files = reporters.reduce((sum, { files }) => sum + files.length, 0)
      wish.say(`${kill} of ${wish.kills}: the ${name} is killed, ${files} of ${reporters.length} files are there`)
      await run()
    }
    await Promise.all(stops.map((stop) => stop()))
    return { ...(await judged(place, reporters)), kills: wish.kills }
  } finally {
    await place.stop()
  }
}

/** Waits until so much more was acknowledged, so that what breaks has something to break all along. */
async function untilMore(reporters: readonly ScriptedReporter[], more: number): Promise<void> {
  const sum = () => reporters.reduce((all, { acknowledged }) => all + acknowledged, 0)
  const [wanted, end] = [sum() + more, Date.now() + LONGEST_WAIT_MS]
  while (sum() < wanted && Date.now() < end) await sleep(20)
}
