import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { doorsOf, type MadeReport, reporter } from '@/e2e/wbs/reporter'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { makeBox } from '@/lib/wbs/hybrid'
import { base64url, hashHex } from '@/lib/wbs/protocol'
import { makeSigningKey } from '@/lib/wbs/signature'
import { partsOf } from '@/lib/wbs/upload'
import { attachmentTo, partOf, sha256Of } from './scripted-attachment'

const PAUSE_MS = 300

type Place = { origin: string; rootKeys: string[] }
export type SentReport = { made: MadeReport; text: string }
export type SentFile = { id: string; report: string; sha256: string }

/**
 * Somebody who reports and attaches a file to a server that dies again and again, and tries until everything was
 * acknowledged; then reports anew, without a file, until it is time to stop. Keys are of chance: no code is derived.
 */
export class ScriptedReporter {
  readonly sent: SentReport[] = []
  readonly files: SentFile[] = []
  isDone = false
  /** Reports and parts that were acknowledged. */
  acknowledged = 0
  /** Times that an upload went on where it had been broken off. */
  resumed = 0
  /** Parts that were acknowledged, and that the server then did not know. */
  lostParts = 0
  private isEnding = false

  constructor(
    private readonly place: Place,
    private readonly bytes: number,
  ) {}

  /** Begins; what is answered waits until everything that was begun has been acknowledged. */
  start(): () => Promise<void> {
    const running = this.run()
    return () => {
      this.isEnding = true
      return running
    }
  }

  private async run(): Promise<void> {
    await this.report(true)
    while (!this.isEnding) await this.report(false)
    this.isDone = true
  }

  private async report(withFile: boolean): Promise<void> {
    const { origin, rootKeys } = this.place
    const keys = await keysOfChance()
    const one = reporter(doorsOf(origin), origin, rootKeys, undefined, Promise.resolve(keys))
    const text = base64url(randomBytes(24))
    const made = await untilDone(() => one.make({ apa: text }))
    await untilDone(() => one.send(made))
    this.sent.push({ made, text })
    this.acknowledged += 1
    if (withFile) await this.attach(one, made.id, keys)
  }

  private async attach(one: ReturnType<typeof reporter>, report: string, keys: ReporterKeys): Promise<void> {
    const file = await attachmentTo(keys.box.recipient, this.bytes)
    const { id, bytes } = file
    const sha256 = sha256Of(file)
    const acknowledged = new Set<number>()
    await untilDone(async () => {
      const have = new Set(await one.begin(id, bytes))
      if (have.size > 0) this.resumed += 1
      for (const number of acknowledged) if (!have.has(number)) this.lostParts += 1
      for (let number = 0; number < partsOf(bytes); number++) {
        if (have.has(number)) continue
        await one.part(id, number, partOf(file, number))
        acknowledged.add(number)
        this.acknowledged += 1
      }
      await one.finish(id, sha256)
    })
    this.files.push({ id, report, sha256 })
  }
}

async function keysOfChance(): Promise<ReporterKeys> {
  const locator = randomBytes(32)
  const [box, sign] = [await makeBox(), makeSigningKey()]
  return { locator: base64url(locator), locatorHash: hashHex(locator), box, sign }
}

/** Tries until nothing is refused and nobody is away: a browser's "try again". */
async function untilDone<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt()
    } catch {
      await sleep(PAUSE_MS * (0.5 + Math.random()))
    }
  }
}
