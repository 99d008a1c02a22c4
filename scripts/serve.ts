import { createServer, type ServerResponse } from 'node:http'
import next from 'next'
import { isForRoom, takeRequest } from '@/lib/cat/room-door.server'
import { bringsEntries, takeEntries } from '@/lib/kinerja/save-door.server'
import { failureOf, log } from '@/lib/log.server'
import { letPackFile } from '@/lib/packable'
import { settings } from '@/lib/settings.server'
import { isReporting, mixesReporters, serves } from '@/lib/surface'
import { forgetSender } from '@/lib/wbs/sender.server'

/**
 * The web server of a build: everything goes to the framework, but what an exam room asks, which comes by the thousand a
 * second (docs/decisions/0060), and the entries of daily work, which come by the hundred (0105). What is not of its
 * surface it does not know (0106). Its arguments are the port and the host.
 */
const [port, hostname] = process.argv.slice(2)
const app = next({ dev: false, hostname, port: Number(port) })
await app.prepare()
const handle = app.getRequestHandler()

const { SATYA_SURFACE, WBS_ROOT_KEYS } = settings()
if (mixesReporters(SATYA_SURFACE, WBS_ROOT_KEYS))
  log('wbs').warn(
    'WBS_ROOT_KEYS is set and SATYA_SURFACE is all: real reports need a server of their own (docs/operations.md)',
  )

const server = createServer((request, response) => {
  if (isReporting(request.url ?? '')) forgetSender(request)
  if (!serves(SATYA_SURFACE, request.url)) {
    response.writeHead(404, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end()
    return
  }
  if (isForRoom(request.url)) {
    return takeRequest(request, response, failed(response, 'exam', 'a request of the exam room failed'))
  }
  if (bringsEntries(request)) {
    return takeEntries(request, response).catch(failed(response, 'access', 'entries of daily work were not taken'))
  }
  letPackFile(request.url, response)
  handle(request, response)
})

function failed(response: ServerResponse, part: 'exam' | 'access', what: string) {
  return (error: unknown) => {
    log(part).error(failureOf(error), what)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

/** Longer than a device in the exam room is silent, so that it does not connect anew for each sign of life. */
server.keepAliveTimeout = 20_000
server.listen(Number(port), hostname)

process.once('SIGTERM', () => {
  server.close(() => void app.close().then(() => process.exit(0)))
  server.closeIdleConnections()
})
