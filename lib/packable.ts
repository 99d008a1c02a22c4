import type { ServerResponse } from 'node:http'

/** Files of the pages outside the framework: the same for everybody, so that their packed length tells nothing. */
const PAGE_FILE = /^\/(kinerja\/harian|cat\/ruang-ujian|lapor)\/[\w-]+\.(js|css|json|svg|webmanifest)(\?|$)/

/**
 * Lets the framework pack the answer, which it does by the type of an answer: it states the type of a route's answer as a
 * list of one, and then does not know it again. Nothing else of a route is packed, answers to reporters least of all, which
 * are filled up to one length (docs/decisions/0106).
 */
export function letPackFile(url: string | undefined, response: ServerResponse): void {
  if (!PAGE_FILE.test(url ?? '')) return
  const { setHeader } = response
  response.setHeader = (name, value) =>
    setHeader.call(response, name, Array.isArray(value) && value.length === 1 ? String(value[0]) : value)
}
