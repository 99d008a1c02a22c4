import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { next, server } from './build.mjs'
import { root } from './place.mjs'
import { endGroup, Trouble } from './process.mjs'

const START_SECONDS = 120
const STOP_SECONDS = 10

/**
 * The port to serve on. One that was asked for must be free; the usual one gives way to the next free one.
 *
 * @param {{ port: number, host: string, isAsked: boolean }} wish
 */
export async function choosePort({ port, host, isAsked }) {
  if (await isFree(port, host)) return port
  if (isAsked)
    throw new Trouble(`Port ${port} is in use by another program: stop that program or set PORT to another number.`)
  for (let next = port + 1; next < port + 100; next++) if (await isFree(next, host)) return next
  throw new Trouble(`The ports ${port} to ${port + 99} are all in use: set PORT to a free one.`)
}

/**
 * Starts the web server in a process group of its own, so that Ctrl-C reaches only the launcher.
 *
 * @param {'start' | 'dev'} command
 * @returns {Promise<number>} its process
 */
export async function startWeb(command, { port, host, env, onSpawn, output = 'inherit' }) {
  const isBuild = command === 'start'
  const program = isBuild ? [server, String(port), host] : [next, command, '-p', String(port), '-H', host]
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: isBuild ? { ...env, NODE_ENV: 'production' } : env,
    detached: true,
    stdio: ['ignore', output, output],
  })
  if (child.pid) onSpawn(child.pid)
  const end = Date.now() + START_SECONDS * 1000
  while (Date.now() < end) {
    if (!child.pid || child.exitCode !== null || child.signalCode) break
    if (await (command === 'dev' ? connects(port, host) : answers(port, host))) return child.pid
    await sleep(50)
  }
  throw new Trouble('The web server did not start; its reason is above.')
}

/** Lets requests finish, then ends the server and what it started, also when it has died itself. */
export function stopWeb(pid) {
  return endGroup(pid, STOP_SECONDS)
}

/** A browser that is told `localhost` may try ::1 first, so a loopback port must be free there too. */
async function isFree(port, host) {
  const hosts = host === '127.0.0.1' || host === 'localhost' ? ['127.0.0.1', '::1'] : [host]
  for (const each of hosts) {
    const code = await listenError(port, each)
    if (code === 'EADDRINUSE') return false
    if (code === 'EACCES')
      throw new Trouble(`Port ${port} needs administrator rights: set PORT to a number above 1023.`)
    if (code && each === host) throw new Trouble(`HOST ${host} is no address of this machine (${code}).`)
  }
  return true
}

function listenError(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(error.code))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

/** The server of a build is ready when it has served its first page; that of `dev` compiles a page when it is asked for. */
async function answers(port, host) {
  const name = reachable(host)
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/`
  return fetch(url, { redirect: 'manual' }).then(
    () => true,
    () => false,
  )
}

function connects(port, host) {
  return new Promise((resolve) => {
    const socket = connect(port, reachable(host))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

function reachable(host) {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
}
