import 'server-only'
import { Refusal } from '@/lib/refusal'

type Parts = AsyncIterable<Uint8Array> | null

/** How long a body may take, and how long nothing of it may come: no more than the page itself waits for an answer. */
type Patience = { wholeMs: number; silenceMs: number }

const USUAL: Patience = { wholeMs: 120_000, silenceMs: 15_000 }

/** The body as JSON. Refuses with invalid, also from so many bytes on, and with too_slow. */
export async function readJson(parts: Parts, most: number): Promise<unknown> {
  const bytes = await readBytes(parts, most, new Refusal('invalid'))
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw new Refusal('invalid')
  }
}

/** The whole body, unless it is longer: then it says no. Refuses with too_slow a body that keeps its place in memory. */
export async function readBytes(
  parts: Parts,
  most: number,
  no: Refusal,
  { wholeMs, silenceMs }: Patience = USUAL,
): Promise<Uint8Array> {
  const taken: Uint8Array[] = []
  const endsAt = Date.now() + wholeMs
  let size = 0
  for await (const part of unlessSilent(parts, () => Math.min(silenceMs, endsAt - Date.now()))) {
    size += part.length
    if (size > most) throw no
    taken.push(part)
  }
  return new Uint8Array(Buffer.concat(taken))
}

/** The parts as they come, each within so many milliseconds. */
async function* unlessSilent(parts: Parts, leftMs: () => number) {
  if (!parts) return
  const iterator = parts[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await within(leftMs(), iterator.next())
      if (next.done) return
      yield next.value
    }
  } finally {
    void iterator.return?.().catch(() => undefined) // of a body that stands still it is never done
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Refusal('too_slow')), Math.max(ms, 0))
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
