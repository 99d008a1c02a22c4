/**
 * The exam room's own service worker: its page comes up without a network. It takes what the server has, and what it
 * kept when the server does not answer. Nothing but the page and its files goes through it: no answer, no question.
 */
type Waiting = { waitUntil: (work: Promise<unknown>) => void }
type Fetching = { request: Request; respondWith: (answer: Promise<Response>) => void }
type RoomWorker = {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  addEventListener: ((name: 'install' | 'activate' | 'message', run: (event: Waiting) => void) => void) &
    ((name: 'fetch', run: (event: Fetching) => void) => void)
}

/** A print of everything that it keeps: other bytes are another worker with another cache. */
declare const VERSION: string

const CACHE = `satya-ujian-${VERSION}`
const PAGE = '/cat/ruang-ujian'
const FILES = ['ujian.js', 'ujian.css', 'inter.woff2', 'plus-jakarta-sans.woff2'].map((name) => `${PAGE}/${name}`)
const PATIENCE_MS = 3_000

const worker = self as unknown as RoomWorker

worker.addEventListener('install', (event) => event.waitUntil(keepAll().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => worker.clients.claim())))
/** A candidate sits down: what the one before let go is kept again. */
worker.addEventListener('message', (event) => event.waitUntil(keepAll()))
worker.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || ![PAGE, ...FILES].includes(pathname)) return
  event.respondWith(freshOrKept(event.request, pathname))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: 'no-cache' })))
}

async function dropOlder(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith('satya-ujian-') && name !== CACHE) await caches.delete(name)
}

async function freshOrKept(request: Request, path: string): Promise<Response> {
  const fresh = fetch(request)
  const inTime = Promise.race([fresh, after(PATIENCE_MS)]).catch(() => undefined)
  const answer = await inTime
  if (answer && answer.status < 500) return answer
  return (await caches.match(path)) ?? fresh
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms))
}

export {}
