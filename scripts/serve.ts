import { createServer } from 'node:http'
import next from 'next'
import { isForRoom, takeRequest } from '@/lib/cat/room-door.server'
import { failureOf, log } from '@/lib/log.server'

/**
 * The web server of a build: everything goes to the framework, but what an exam room asks, which comes by the thousand a
 * second (docs/decisions/0060). Its arguments are the port and the host.
 */
const [port, hostname] = process.argv.slice(2)
const app = next({ dev: false, hostname, port: Number(port) })
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer((request, response) => {
  if (!isForRoom(request.url)) return handle(request, response)
  takeRequest(request, response).catch((error) => {
    log('exam').error(failureOf(error), 'a request of the exam room failed')
    response.writeHead(500).end()
  })
})
/** Longer than a device in the exam room is silent, so that it does not connect anew for each sign of life. */
server.keepAliveTimeout = 20_000
server.listen(Number(port), hostname)

process.once('SIGTERM', () => {
  server.close(() => void app.close().then(() => process.exit(0)))
  server.closeIdleConnections()
})
