import 'server-only'
import type { IncomingMessage } from 'node:http'

/** All that a request to the reporter's side of WBS needs to say. */
const NEEDED = ['host', 'content-length', 'content-type', 'transfer-encoding', 'connection']

/** Pages may be compressed; an answer to what was sent may not, because its length would tell of what is in it. */
const NEEDED_BY_PAGES = [...NEEDED, 'accept-encoding']

/**
 * Takes from a request what its sender did not mean to say: addresses, browser, language, cookies, where it comes from.
 * Nothing behind this can read, keep or log it.
 */
export function forgetSender(request: IncomingMessage): void {
  const needed = request.method === 'GET' ? NEEDED_BY_PAGES : NEEDED
  for (const name of Object.keys(request.headers)) if (!needed.includes(name)) delete request.headers[name]
  const pairs = request.rawHeaders.map((name, at) => (at % 2 === 0 ? [name, request.rawHeaders[at + 1] ?? ''] : []))
  request.rawHeaders = pairs.filter(([name]) => name && needed.includes(name.toLowerCase())).flat()
}
