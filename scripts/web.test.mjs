import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from './postgres.mjs'
import { choosePort } from './web.mjs'

const servers = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Another program on a port. */
async function occupy(host) {
  const port = await freePort()
  const server = createServer()
  servers.push(server)
  await new Promise((resolve) => server.listen(port, host, resolve))
  return port
}

test('a free port is taken as it is', async () => {
  const port = await freePort()
  expect(await choosePort({ port, host: '127.0.0.1', isAsked: true })).toBe(port)
})

test('the usual port gives way to another program', async () => {
  const port = await occupy('127.0.0.1')
  expect(await choosePort({ port, host: '127.0.0.1', isAsked: false })).toBeGreaterThan(port)
})

test('a port that was asked for and is taken is refused in a sentence', async () => {
  const port = await occupy('127.0.0.1')
  const choice = choosePort({ port, host: '127.0.0.1', isAsked: true })
  await expect(choice).rejects.toThrow(`Port ${port} is in use by another program: stop that program or set PORT`)
})

test('a host that is not this machine is refused in a sentence', async () => {
  const choice = choosePort({ port: await freePort(), host: '192.0.2.1', isAsked: true })
  await expect(choice).rejects.toThrow('HOST 192.0.2.1 is no address of this machine')
})
