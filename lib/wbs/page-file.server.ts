import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, type PageFile, pageFiles } from '@/lib/page-files.server'
import { reportWordsFile } from '@/lib/wbs/report-words.server'

/** What the reporters' page loads; sentences and the worker with all cryptography only once somebody begins. */
const files = {
  'lapor.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/report.ts') },
  'lapor.css': { type: 'text/css', read: () => bundle('components/wbs/report/report.css') },
  'ikon.svg': { type: 'image/svg+xml', read: () => readFileSync(join(process.cwd(), 'app/icon.svg')) },
  'angka.css': { type: 'text/css', read: () => bundle('components/wbs/figures/figures.css') },
  'pekerja.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/worker.ts') },
  'kata-id.json': { type: 'application/json', read: () => reportWordsFile('id') },
  'kata-en.json': { type: 'application/json', read: () => reportWordsFile('en') },
  'bukti.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/evidence.ts', {}, 'esm') },
  'bersih-gambar.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/clean-image-worker.ts') },
  'bersih-office.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/clean-office-worker.ts') },
  'bersih-pdf.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/clean-pdf-worker.ts') },
  'bersih-rekaman.js': {
    type: 'text/javascript',
    read: () => bundle('components/wbs/report/clean-recording-worker.ts'),
  },
  'identitas.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/identity.ts', {}, 'esm') },
} satisfies Record<string, PageFile>

export const reportFile = pageFiles(files)

/** By what a page names a file that it loads, so that a browser takes no other one in its place (wbs.md 14). */
export async function integrityOf(name: keyof typeof files): Promise<string> {
  const bytes = (await reportFile(name))?.bytes ?? new Uint8Array()
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`
}

/** The names of all of them. */
export const REPORT_FILES = Object.keys(files)
