import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isBuilt } from './build.mjs'
import { root } from './place.mjs'
import { ending, signal } from './process.mjs'

/** The working tree as it stands, in a folder of its own: its packages are shared, its data are not. */
export function copyOfTree() {
  const copy = mkdtempSync(join(tmpdir(), 'satya-launcher-'))
  const listed = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  for (const name of listed.split('\0').filter((each) => each && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(copy, name)), { recursive: true })
    copyFileSync(join(root, name), join(copy, name))
  }
  linkTree(join(root, 'node_modules'), join(copy, 'node_modules'))
  if (isBuilt()) cpSync(join(root, '.next'), join(copy, '.next'), { recursive: true, verbatimSymlinks: true })
  return { copy, remove: () => rmSync(copy, { recursive: true, force: true }) }
}

/** The same files under a second name, or copied where the temporary folder is another disk. */
function linkTree(from, to) {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true })
    else {
      try {
        linkSync(source, target)
      } catch {
        copyFileSync(source, target)
      }
    }
  }
}

/**
 * One run of the launcher in the copy: what it says, and how it ends. `gone` comes with its own end, `ended` when
 * nothing that it started can speak any more.
 */
export class Run {
  said = ''
  seconds = 0

  /** @param {{ copy: string, env: Record<string, string>, through: string[] }} place */
  constructor({ copy, env, through }) {
    const [program, ...args] = through
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
    this.child = spawn(program, args, {
      cwd: copy,
      env: { ...clean, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const began = performance.now()
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on('data', (chunk) => {
        this.said += chunk
        if (!this.seconds && this.isReady) this.seconds = (performance.now() - began) / 1000
      })
    }
    this.ended = ending(this.child)
    this.gone = new Promise((resolve) => this.child.once('exit', resolve))
  }

  get isReady() {
    return this.said.includes('Satya is ready')
  }

  /** Waits for what it says; fails when it ends without. */
  async says(text, seconds = 300) {
    const end = Date.now() + seconds * 1000
    let isOver = false
    void this.ended.then(() => (isOver = true))
    while (!this.said.match(text)) {
      if (isOver || Date.now() > end) throw new Error(`"${text}" was not said, but:\n${this.said}`)
      await sleep(50)
    }
    return this
  }

  ready() {
    return this.says('Satya is ready')
  }

  send(name) {
    signal(this.child.pid, name)
  }

  /** Ends it as Ctrl-C does. */
  async stop() {
    this.send('SIGINT')
    return this.ended
  }
}
