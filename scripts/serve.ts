import { createServer } from 'node:http'
import next from 'next'
import { ANSWERS_PATH, takeAnswers } from '@/lib/cat/answer-door.server'
import { failureOf, log } from '@/lib/log.server'

/**
 * The web server of a build: everything goes to the framework, but the answers of an exam, which come by the thousand a
 * second (docs/decisions/0060). Its arguments are the port and the host.
 */
const [port, hostname] = process.argv.slice(2)
const app = next({ dev: false, hostname, port: Number(port) })
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer((request, response) => {
  if (request.method !== 'POST' || request.url !== ANSWERS_PATH) return handle(request, response)
  takeAnswers(request, response).catch((error) => {
    log('exam').error(failureOf(error), 'answers were not kept')
    response.writeHead(500).end()
  })
})
server.listen(Number(port), hostname)

process.once('SIGTERM', () => {
  server.close(() => void app.close().then(() => process.exit(0)))
  server.closeIdleConnections()
})
