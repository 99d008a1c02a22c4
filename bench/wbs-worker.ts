import { Encrypter } from 'age-encryption'
import { createSHA256 } from 'hash-wasm'
import type { ReceiptCode } from '@/lib/wbs/code'
import { beginConversation } from '@/lib/wbs/conversation'
import { deriveKeys, type ReporterKeys } from '@/lib/wbs/derive'
import type { Manifest } from '@/lib/wbs/manifest'
import { readReport, type ServedReport } from '@/lib/wbs/reading'
import { makeReport } from '@/lib/wbs/report'
import { signRequest } from '@/lib/wbs/request'
import { PART_BYTES, writePart } from '@/lib/wbs/upload'
import { encodeBody } from '@/lib/wbs/wire'

type Derive = { code: ReceiptCode; deployment: string }
type Lock = { manifest: Manifest; letters: number }
type Open = { reports: (ServedReport & { id: string })[]; identity: string; manifest: Manifest }
type Attach = { file: File; origin: string }

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

  /** Locks a file while it is read, and sends it through the doors part by part; answers how many parts there were. */
  async attach({ file, origin }: Attach): Promise<number> {
    const keys = requireOwn()
    const encrypter = new Encrypter()
    encrypter.addRecipient(keys.box.recipient)
    const encrypted = await encrypter.encrypt(file.stream())
    const id = crypto.randomUUID()
    const { nonce } = await post<{ nonce: string }>(`${origin}/lapor/api/nonce`, encodeBody({}))
    const fields = { locator: keys.locator, nonce, id, bytes: encrypted.size(file.size) }
    const begin = signRequest(keys.sign, 'lampiran/mulai', origin, fields)
    await post(`${origin}/lapor/api/lampiran/mulai`, encodeBody(begin))
    const hash = await createSHA256()
    let number = 0
    for await (const content of partsOf(encrypted)) {
      hash.update(content)
      await post(`${origin}/lapor/api/lampiran/bagian`, writePart({ id, number, content }), 'application/octet-stream')
      number += 1
    }
    await post(`${origin}/lapor/api/lampiran/selesai`, encodeBody({ id, sha256: hash.digest() }))
    return number
  },
}

export type Calls = typeof calls

function requireOwn(): ReporterKeys {
  if (!own) throw new Error('no code was derived')
  return own
}

/** Never more of a stream in memory than one part. */
async function* partsOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const part = new Uint8Array(PART_BYTES)
  let filled = 0
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    for (let from = 0; from < next.value.length; ) {
      const some = next.value.subarray(from, from + PART_BYTES - filled)
      part.set(some, filled)
      from += some.length
      filled += some.length
      if (filled < PART_BYTES) continue
      yield part
      filled = 0
    }
  }
  if (filled > 0) yield part.subarray(0, filled)
}

async function post<Answer>(url: string, bytes: Uint8Array, type = 'application/json'): Promise<Answer> {
  const answer = await fetch(url, { method: 'POST', body: new Uint8Array(bytes), headers: { 'Content-Type': type } })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
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
