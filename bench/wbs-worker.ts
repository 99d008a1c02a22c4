import type { ReceiptCode } from '@/lib/wbs/code'
import { beginConversation } from '@/lib/wbs/conversation'
import { deriveKeys, type ReporterKeys } from '@/lib/wbs/derive'
import type { Manifest } from '@/lib/wbs/manifest'
import { readReport, type ServedReport } from '@/lib/wbs/reading'
import { makeReport } from '@/lib/wbs/report'

type Derive = { code: ReceiptCode; deployment: string }
type Lock = { manifest: Manifest; letters: number }
type Open = { reports: (ServedReport & { id: string })[]; identity: string; manifest: Manifest }

let own: ReporterKeys | undefined

/** What the benchmark has Chromium do off the main thread, with the code that the product runs there. */
const calls = {
  /** The keys of a code, as when somebody begins to write; all that follows is done with them. */
  async derive({ code, deployment }: Derive): Promise<void> {
    own = await deriveKeys(code, deployment)
  },

  /** Locks a report for the recipients of the group, the reporter and recovery; answers how many wraps there are. */
  async lock({ manifest, letters }: Lock): Promise<number> {
    const keys = requireOwn()
    const content = { apa: 'a'.repeat(letters) }
    const made = await makeReport(keys, { manifest, groupId: 'inspektorat', excluded: [], content, origin: '' })
    return made?.wraps.length ?? 0
  },

  /** Opens reports as a recipient does; answers how many messages were read. */
  async open({ reports, identity, manifest }: Open): Promise<number> {
    let read = 0
    for (const { id, ...served } of reports)
      read += (await readReport(beginConversation(id), served, identity, manifest)).envelopes.length
    return read
  },
}

export type Calls = typeof calls

function requireOwn(): ReporterKeys {
  if (!own) throw new Error('no code was derived')
  return own
}

addEventListener('message', async ({ data: { call, input } }: MessageEvent<{ call: keyof Calls; input: never }>) => {
  const began = performance.now()
  const run: (input: never) => Promise<unknown> = calls[call]
  try {
    postMessage({ result: await run(input), ms: performance.now() - began })
  } catch (error) {
    postMessage({ error: String(error) })
  }
})
