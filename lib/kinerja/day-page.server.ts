import 'server-only'
import { createHash } from 'node:crypto'
import { bundle, fontFiles, pageFiles } from '@/lib/page-files.server'

/** The page of daily work, and as far as its service worker reaches: `/kinerja/skp` and others are none of its business. */
const PAGE = '/kinerja'
const FOLDER = `${PAGE}/harian`

/** Nothing but what this server sends runs on it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Many write on cheap phones whose browser is a few years old: what came after Chrome 92 is left out, in words as well. */
const OLD_PHONES = 'es2020'

/** What the page cannot do without: kept on the device, all or nothing. */
const KEPT = ['harian.js', 'harian.css', 'inter.woff2', 'plus-jakarta-sans.woff2', 'manifes.webmanifest']

const MANIFEST = {
  name: 'Satya: Kinerja harian',
  short_name: 'Kinerja',
  lang: 'id',
  id: PAGE,
  start_url: PAGE,
  scope: PAGE,
  display: 'standalone',
  background_color: '#f5f7f8',
  theme_color: '#0b4a6f',
  icons: [{ src: '/icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any maskable' }],
}

/** The same bytes for everybody: language and theme are decided on the device, names come with the entries. */
const DOCUMENT = `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="theme-color" content="#0b4a6f"><title>Kinerja harian - Satya</title><link rel="icon" href="/icon.svg"><link rel="manifest" href="${FOLDER}/manifes.webmanifest"><link rel="stylesheet" href="${FOLDER}/harian.css"></head><body><div id="halaman"></div><noscript>Halaman ini memerlukan JavaScript. This page needs JavaScript.</noscript><script src="${FOLDER}/harian.js" defer></script></body></html>`

export function dayPage(): Response {
  return new Response(DOCUMENT, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': POLICY,
    },
  })
}

/** What the page loads. */
export const dayFile = pageFiles({
  'harian.js': {
    type: 'text/javascript',
    read: () => bundle('components/kinerja/day/start.tsx', {}, 'iife', OLD_PHONES),
  },
  'harian.css': { type: 'text/css', read: () => bundle('components/kinerja/day/day.css') },
  'manifes.webmanifest': { type: 'application/manifest+json', read: () => Buffer.from(JSON.stringify(MANIFEST)) },
  'pekerja.js': { type: 'text/javascript', headers: { 'Service-Worker-Allowed': PAGE }, read: offlineWorker },
  ...fontFiles,
})

/** Another worker whenever anything of the page is another. */
async function offlineWorker(): Promise<Uint8Array> {
  const print = createHash('sha256').update(DOCUMENT)
  for (const name of KEPT) print.update((await dayFile(name))?.etag ?? '')
  const kept = {
    VERSION: JSON.stringify(print.digest('hex').slice(0, 16)),
    FILES: JSON.stringify([PAGE, '/icon.svg', ...KEPT.map((name) => `${FOLDER}/${name}`)]),
  }
  return bundle('components/kinerja/day/offline-worker.ts', kept, 'iife', OLD_PHONES)
}
