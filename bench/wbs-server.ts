import { doorsOf, reporter } from '@/e2e/wbs/reporter'
import { reporterKeys } from '@/lib/wbs/people.fixture'
import { solve } from '@/lib/wbs/proof-of-work'
import { partsOf } from '@/lib/wbs/upload'
import { encodeBody, type PowAnswer } from '@/lib/wbs/wire'
import { attachmentTo, partOf } from '@/scripts/scripted-attachment'
import type { ThrowAwayWbs } from '@/scripts/throw-away-wbs'

/** Fewer than what makes a flood twice as dear: the work of all of them is done before the first is sent. */
const REPORTS = 100
const AT_ONCE = 8
const UPLOADS = 2
const FILE_BYTES = 100 * 1024 ** 2

/** Of each upload, so that both stay below the 2 GiB that an hour takes. */
const MOST_PARTS = 240

/** Reports that the server takes in a second while files of 100 MiB come in beside them. */
export async function measureReports({ origin, rootKeys }: ThrowAwayWbs): Promise<number> {
  const post = doorsOf(origin)
  const uploads = await Promise.all(Array.from({ length: UPLOADS }, (_, at) => upload({ origin, rootKeys }, at)))
  const bodies = await prepared({ origin, rootKeys })
  const stops = uploads.map((begin) => begin())
  const began = performance.now()
  const waiting = bodies.values()
  const send = async () => {
    for (const body of waiting) await post('laporan', body, 'application/json')
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  const seconds = (performance.now() - began) / 1000
  await Promise.all(stops.map((stop) => stop()))
  return Math.round(REPORTS / seconds)
}

type Where = Pick<ThrowAwayWbs, 'origin' | 'rootKeys'>

function aReporter({ origin, rootKeys }: Where, name: string) {
  return reporter(doorsOf(origin), origin, rootKeys, undefined, reporterKeys(name))
}

async function prepared(where: Where): Promise<Uint8Array<ArrayBuffer>[]> {
  const post = doorsOf(where.origin)
  const bodies: Uint8Array<ArrayBuffer>[] = []
  for (let number = 0; number < REPORTS; number++) {
    const made = await aReporter(where, `laporan ${number}`).make({ apa: 'a'.repeat(10_000) })
    const { challenge } = (await post('pow', new Uint8Array(encodeBody({})), 'application/json')) as PowAnswer
    bodies.push(new Uint8Array(encodeBody({ ...made, proof: await solve(challenge) })))
  }
  return bodies
}

/** Somebody with a report who uploads the same parts over and over, from `begin` until told to stop. */
async function upload(where: Where, at: number): Promise<() => () => Promise<void>> {
  const one = aReporter(where, `unggahan ${at}`)
  await one.report({ apa: 'Sesuatu' })
  const file = await attachmentTo((await reporterKeys()).box.recipient, FILE_BYTES)
  await one.begin(file.id, file.bytes)
  let isEnding = false
  const run = async () => {
    let sent = 0
    for (; !isEnding && sent < MOST_PARTS; sent++) {
      const number = sent % partsOf(file.bytes)
      await one.part(file.id, number, partOf(file, number))
    }
    if (!isEnding) throw new Error(`An upload was over after ${sent} parts, before all reports were sent.`)
  }
  return () => {
    const running = run().then(
      () => undefined,
      (error: unknown) => error,
    )
    return async () => {
      isEnding = true
      const trouble = await running
      if (trouble) throw trouble
    }
  }
}
