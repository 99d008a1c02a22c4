import 'server-only'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Printed, PrintJob, WorkerAnswer, WorkerRequest, WorkerSettings } from '@/lib/documents/worker'
import { workerCode } from '@/lib/documents/worker-code.server'
import { Refusal, type RefusalData } from '@/lib/refusal'
import { settings } from '@/lib/settings.server'

type Waiting = { resolve(printed: Printed): void; reject(error: unknown): void }
type Printer = { worker: Worker; waiting: Map<number, Waiting>; nextId: number }

/** One printer per process, also when the server's bundle holds this module twice. */
const shared = globalThis as typeof globalThis & { satyaPrinter?: Printer }

/**
 * Prints one letter, and signs it when the job names an official, in the one worker thread of this process: a letter
 * takes 13 to 30 ms, during which a request handler would answer nobody. Refuses with glyph_missing.
 */
export function print(job: PrintJob): Promise<Printed> {
  shared.satyaPrinter ??= startPrinter()
  const printer = shared.satyaPrinter
  const id = printer.nextId++
  printer.worker.ref()
  return new Promise((resolve, reject) => {
    printer.waiting.set(id, { resolve, reject })
    printer.worker.postMessage({ id, job } satisfies WorkerRequest)
  })
}

/** Ends the thread; a letter that is being printed is lost, and its transaction with it. */
export async function stopPrinter(): Promise<void> {
  await shared.satyaPrinter?.worker.terminate()
}

function startPrinter(): Printer {
  const workerData: WorkerSettings = { keysFolder: testKeysFolder() }
  const worker = new Worker(workerCode('lib/documents/worker.ts'), {
    eval: true,
    workerData,
    name: 'printer',
    execArgv: [],
  })
  const printer: Printer = { worker, waiting: new Map(), nextId: 0 }
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
  if (shared.satyaPrinter === printer) shared.satyaPrinter = undefined
  for (const waiting of printer.waiting.values()) waiting.reject(error)
  printer.waiting.clear()
}
