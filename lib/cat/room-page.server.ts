import 'server-only'
import { createHash } from 'node:crypto'
import { demonstrationCandidates } from '@/lib/cat/demonstration.server'
import { examVerifier } from '@/lib/cat/exam-verifier.server'
import { authorityCertificate } from '@/lib/documents/sign-text.server'
import type { Locale } from '@/lib/format'
import { loadMessages } from '@/lib/i18n/messages.server'
import { bundle, fontFiles, pageFiles } from '@/lib/page-files.server'

/** The exam room's own page, as far as its service worker reaches. */
const PAGE = '/cat/ruang-ujian'

/** What the pages of the exam room and the board load. */
export const roomFile = pageFiles({
  'ujian.js': { type: 'text/javascript', read: () => bundle('components/cat/room/room.ts') },
  'ujian.css': { type: 'text/css', read: () => bundle('components/cat/room/room.css') },
  'pekerja.js': { type: 'text/javascript', headers: { 'Service-Worker-Allowed': PAGE }, read: offlineWorker },
  'papan.js': { type: 'text/javascript', read: () => bundle('components/cat/room/board.ts') },
  'bukti.js': { type: 'text/javascript', read: () => bundle('components/cat/room/proof.ts') },
  'verify-exam.mjs': { type: 'text/javascript', read: examVerifier },
  'otoritas.pem': {
    type: 'application/x-pem-file',
    read: async () => Buffer.from(await authorityCertificate(new Date())),
  },
  'papan.css': { type: 'text/css', read: () => bundle('components/cat/room/board.css') },
  ...fontFiles,
})

/** Nothing but what this server sends runs on these pages; an image of a question is part of the question. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** What keeps the exam room's page on a device: another worker whenever anything of the page is another. */
async function offlineWorker(): Promise<Uint8Array> {
  const print = createHash('sha256')
  for (const locale of ['id', 'en'] as const) print.update(await (await roomPage(locale)).text())
  for (const name of ['ujian.js', 'ujian.css', 'inter.woff2', 'plus-jakarta-sans.woff2'])
    print.update((await roomFile(name))?.etag ?? '')
  return bundle('components/cat/room/offline-worker.ts', { VERSION: JSON.stringify(print.digest('hex').slice(0, 16)) })
}

/** The document of the exam room: no session is read, no name is in it. */
export async function roomPage(locale: Locale): Promise<Response> {
  return document(locale, 'ujian', { words: await wordsOf(locale, 'room'), demonstration: demonstrationCandidates() })
}

/** The document of the live board of one session. */
export async function boardPage(locale: Locale): Promise<Response> {
  return document(locale, 'papan', { words: await wordsOf(locale, 'board') })
}

/** The document that checks receipts of one session. */
export async function proofPage(locale: Locale): Promise<Response> {
  const { proof, candidate } = await loadMessages(locale)
  const kinds = typeof candidate === 'object' ? candidate.kind : undefined
  return document(locale, 'bukti', { words: { ...Object(proof), kinds } }, 'ujian')
}

async function wordsOf(locale: Locale, namespace: string): Promise<unknown> {
  return (await loadMessages(locale))[namespace]
}

function document(locale: Locale, name: string, data: Record<string, unknown>, style = name): Response {
  const blocks = Object.entries(data).map(([id, value]) => {
    return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`
  })
  const words = data.words as { title: string }
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${words.title} - Satya</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/cat/ruang-ujian/${style}.css"></head><body>${blocks.join('')}<script src="/cat/ruang-ujian/${name}.js" defer></script></body></html>`
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': POLICY,
    },
  })
}
