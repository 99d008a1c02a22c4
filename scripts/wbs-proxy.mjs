import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './postgres.mjs'
import { ending } from './process.mjs'

const START_TRIES = 100

/** The name that the files in deploy/ have for the host of reporters. */
export const HOST = 'lapor.example.go.id'

/** Whether the programs are here that `startWbsProxy` needs; where not, `npm test` says so (scripts/oracles.mjs). */
export function hasProxy() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return ['nginx', 'openssl'].every((program) => folders.some((folder) => existsSync(join(folder, program))))
}

/**
 * The proxy of deploy/ as it stands there, but for the ports and paths of this place.
 *
 * @param {string} folder takes what it writes, if it writes anything
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startWbsProxy(folder, upstreamPort) {
  const [port, onionPort] = [await freePort(), await freePort()]
  for (const name of ['temporary', 'logs']) mkdirSync(join(folder, name), { recursive: true, mode: 0o777 })
  makeCertificate(folder)
  const here = (file) =>
    readFileSync(join('deploy', file), 'utf8')
      .replaceAll('/etc/ssl/lapor/', `${folder}/`)
      .replace('listen 443 ssl http2', `listen 127.0.0.1:${port} ssl http2`)
      .replaceAll('127.0.0.1:8081', `127.0.0.1:${onionPort}`)
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${upstreamPort}`)
  writeFileSync(join(folder, 'wbs-proxy.conf'), here('wbs-proxy.conf'))
  writeFileSync(join(folder, 'wbs.conf'), here('nginx-wbs.conf'))
  writeFileSync(join(folder, 'nginx.conf'), frame(folder))
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const pidFile = join(folder, 'nginx.pid')
  for (let tries = 0; tries < START_TRIES && !existsSync(pidFile) && nginx.exitCode === null; tries++) await sleep(50)
  const stop = async () => {
    if (nginx.exitCode !== null) return
    nginx.kill('SIGTERM')
    await ending(nginx)
  }
  return { port, stop }
}

/** What stands around a server block on a machine; a log that the block forgot to turn off would lie in `logs`. */
function frame(folder) {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const places = kinds.map((name) => `${name}_temp_path ${folder}/temporary/${name};`).join('\n')
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  return `${user} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/logs/start.log crit;
    events {} http { ${places} gzip on; gzip_types *; gzip_min_length 1; gzip_proxied any; access_log ${folder}/logs/access.log; include ${folder}/wbs.conf; }`
}

function makeCertificate(folder) {
  const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const names = ['-subj', `/CN=${HOST}`, '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'chain.pem')]
  execFileSync('openssl', [...kind, ...names], { stdio: 'ignore' })
}
