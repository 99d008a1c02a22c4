import 'server-only'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Printed, PrintJob, WorkerAnswer, WorkerRequest, WorkerSettings } from '@/lib/documents/worker'
import { workerCode } from '@/lib/documents/worker-code.server'
import { Refusal, type RefusalData } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'

type Waiting = { resolve(printed: Printed): void; reject(error: unknown): void }

/** What waits for the same thread: letters are short and somebody signs them, a list has thousands of rows. */
type Queue = 'letters' | 'lists'
type Printer = { queue: Queue; worker: Worker; waiting: Map<number, Waiting>; nextId: number }

/** One printer of each queue per process, also when the server's bundle holds this module twice. */
const shared = globalThis as typeof globalThis & { satyaPrinters?: Partial<Record<Queue, Printer>> }

/**
 * Prints one letter, and signs it when the job names an official, in a worker thread: a letter takes 13 to 30 ms, during
 * which a request handler would answer nobody. Lists have a thread of their own, so that no letter waits for one.
 * Refuses with glyph_missing.
 */
export function print(job: PrintJob, queue: Queue = 'letters'): Promise<Printed> {
  shared.satyaPrinters ??= {}
  shared.satyaPrinters[queue] ??= startPrinter(queue)
  const printer = shared.satyaPrinters[queue]
  const id = printer.nextId++
  printer.worker.ref()
  return new Promise((resolve, reject) => {
    printer.waiting.set(id, { resolve, reject })
    printer.worker.postMessage({ id, job } satisfies WorkerRequest)
  })
}

/** Ends the threads; a letter that is being printed is lost, and its transaction with it. */
export async function stopPrinter(): Promise<void> {
  await Promise.all(Object.values(shared.satyaPrinters ?? {}).map(({ worker }) => worker.terminate()))
}

function startPrinter(queue: Queue): Printer {
  const workerData: WorkerSettings = { keysFolder: testKeysFolder() }
  const worker = new Worker(workerCode('lib/documents/worker.ts'), {
    eval: true,
    workerData,
    name: `printer of ${queue}`,
    execArgv: [],
  })
  const printer: Printer = { queue, worker, waiting: new Map(), nextId: 0 }
  worker.on('message', (answer: WorkerAnswer) => settle(printer, answer))
  worker.on('error', (error) => abandon(printer, error))
  worker.on('exit', () => abandon(printer, new Error('the printer has stopped')))
  worker.unref() // an idle printer keeps no command from ending
  return printer
}

/** Where the test authority keeps its keys. */
export function testKeysFolder(): string {
  return path.resolve(/* turbopackIgnore: true */ settings().KEYS_FOLDER, 'test')
}

function settle(printer: Printer, answer: WorkerAnswer): void {
  const waiting = printer.waiting.get(answer.id)
  printer.waiting.delete(answer.id)
  if (printer.waiting.size === 0) printer.worker.unref()
  if ('printed' in answer) waiting?.resolve(answer.printed)
  else if ('refusal' in answer) waiting?.reject(refusalFrom(answer.refusal))
  else waiting?.reject(new Error(answer.fault))
}

function refusalFrom({ code, facts, fields, findings }: RefusalData): Refusal {
  return new Refusal(code, facts, fields, findings)
}

/** Whoever waits is told; the next letter starts a new printer. */
function abandon(printer: Printer, error: Error): void {
  if (shared.satyaPrinters?.[printer.queue] === printer) delete shared.satyaPrinters[printer.queue]
  for (const waiting of printer.waiting.values()) waiting.reject(error)
  printer.waiting.clear()
}
