import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { signChecked } from '@/lib/documents/checked-signature'
import { type RenderRequest, render, renderPaper, type SignatureSpot } from '@/lib/documents/render.server'
import type { Official, Signer } from '@/lib/documents/signer'
import { testSigner } from '@/lib/documents/signer.server'
import { testRoot } from '@/lib/documents/test-authority.server'
import { Refusal, type RefusalData, refusalData } from '@/lib/refusal'

/** What the worker is started with. */
export type WorkerSettings = { keysFolder: string }

/** One letter to print; signed when it has an official, a draft otherwise. */
export type PrintJob = RenderRequest & { official: Official | null }

export type Printed = { pdf: Uint8Array<ArrayBuffer>; sha256: string; pageCount: number; spots: SignatureSpot[] }

export type WorkerRequest = { id: number; job: PrintJob }
export type WorkerAnswer = { id: number } & ({ printed: Printed } | { refusal: RefusalData } | { fault: string })

const { keysFolder }: WorkerSettings = workerData
const signer: Signer = testSigner(keysFolder)
const port = parentPort
let queue = Promise.resolve()

/** One letter after another, each in a turn of its own: otherwise the compiler's memory is never given back. */
port?.on('message', (request: WorkerRequest) => {
  queue = queue.then(() => answer(request)).then(() => new Promise((resolve) => setImmediate(resolve)))
})

async function answer({ id, job }: WorkerRequest): Promise<void> {
  try {
    const printed = await print(job)
    port?.postMessage({ id, printed } satisfies WorkerAnswer, [printed.pdf.buffer])
  } catch (error) {
    const answer = error instanceof Refusal ? { refusal: refusalData(error) } : { fault: faultOf(error) }
    port?.postMessage({ id, ...answer } satisfies WorkerAnswer)
  }
}

async function print(job: PrintJob): Promise<Printed> {
  const { official, createdAt } = job
  if (!official) return finished(await renderPaper(job))
  const letter = await render(job)
  const roots = [await testRoot(keysFolder, createdAt)]
  const { pdf, spots } = letter
  return finished({
    ...letter,
    pdf: await signChecked(signer, { pdf, spot: spots[0], official, signedAt: createdAt }, roots),
  })
}

function finished({ pdf, spots, pageCount }: Awaited<ReturnType<typeof renderPaper>>): Printed {
  const own = new Uint8Array(pdf) // a buffer of its own, so that it can be handed over
  return { pdf: own, sha256: createHash('sha256').update(own).digest('hex'), pageCount, spots }
}

function faultOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
