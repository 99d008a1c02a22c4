import 'server-only'
import { Worker } from 'node:worker_threads'
import type { Inspection } from '@/lib/documents/inspect-pdf'
import { workerCode } from '@/lib/documents/worker-code.server'
import { Refusal } from '@/lib/refusal'

const INSPECTION_MS = 5_000
const INSPECTION_HEAP_MB = 256
const MOST_WAITING = 30

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * Inspects one upload after another, in a thread of its own with bounded memory and time: a small file may unpack to
 * gigabytes, and what it unpacks to stands outside the memory that is bounded. What exceeds them counts as broken.
 * Refuses with uploads_waiting when many are before it.
 */
export async function inspect(bytes: Uint8Array): Promise<Inspection> {
  if (waiting >= MOST_WAITING) throw new Refusal('uploads_waiting')
  waiting += 1
  const turn = last.then(() => inspected(bytes))
  last = turn.catch(() => {}) // thrown where it is waited for
  return turn.finally(() => {
    waiting -= 1
  })
}

function inspected(bytes: Uint8Array): Promise<Inspection> {
  return new Promise((resolve) => {
    const worker = new Worker(workerCode('lib/documents/inspect-worker.ts'), {
      eval: true,
      workerData: bytes,
      name: 'inspector',
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: INSPECTION_HEAP_MB },
    })
    const finish = async (found: Inspection) => {
      clearTimeout(timer)
      await worker.terminate()
      resolve(found)
    }
    const timer = setTimeout(() => finish({ ok: false, code: 'file_broken' }), INSPECTION_MS)
    worker.once('message', finish)
    worker.once('error', () => finish({ ok: false, code: 'file_broken' }))
  })
}
