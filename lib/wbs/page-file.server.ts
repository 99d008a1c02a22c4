import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, pageFiles } from '@/lib/page-files.server'

/** What the reporters' page loads; the worker with all cryptography only once somebody writes. */
export const reportFile = pageFiles({
  'lapor.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/report.ts') },
  'lapor.css': { type: 'text/css', read: () => bundle('components/wbs/report/report.css') },
  'ikon.svg': { type: 'image/svg+xml', read: () => readFileSync(join(process.cwd(), 'app/icon.svg')) },
  'pekerja.js': { type: 'text/javascript', read: () => bundle('components/wbs/report/worker.ts') },
})
