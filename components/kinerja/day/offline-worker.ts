/**
 * The service worker of the page of daily work: it comes up from the device, with or without a network. Nothing but the
 * page and its files goes through it: no entry, no answer of the server.
 */
type Waiting = { waitUntil: (work: Promise<unknown>) => void }
type Fetching = { request: Request; respondWith: (answer: Promise<Response>) => void }
type PageWorker = {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  addEventListener: ((name: 'install' | 'activate', run: (event: Waiting) => void) => void) &
    ((name: 'fetch', run: (event: Fetching) => void) => void)
}

/** A print of everything that it keeps: other bytes are another worker with another cache. */
declare const VERSION: string
declare const FILES: string[]

const PAGE = '/kinerja'
const PREFIX = 'satya-kinerja-'
const CACHE = `${PREFIX}${VERSION}`

const worker = self as unknown as PageWorker

/** All or nothing, and without cookies: what it keeps is nobody's, and no page of signing in. */
worker.addEventListener('install', (event) => event.waitUntil(keepAll().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => worker.clients.claim())))
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin || !FILES.includes(pathname)) return
  if (pathname === PAGE && event.request.mode !== 'navigate') return // the framework asks for its own sort of answer
  event.respondWith(kept(event.request, pathname))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE)
  const asked = FILES.map((path) => new Request(path, { cache: 'no-cache', credentials: 'omit', redirect: 'error' }))
  await cache.addAll(asked)
}

async function dropOlder(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
}

/** One version at a time: page, script and style come from the same cache. */
async function kept(request: Request, path: string): Promise<Response> {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request)
}

export {}
