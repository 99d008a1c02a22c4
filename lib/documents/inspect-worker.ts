import { parentPort, workerData } from 'node:worker_threads'
import { inspectPdf } from '@/lib/documents/inspect-pdf'

void inspectPdf(workerData).then((found) => parentPort?.postMessage(found))
