import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** An expected failure: its message is the one sentence that the person at the terminal needs. */
export class Trouble extends Error {
  name = 'Trouble'
}

const running = new Set()
let onRunning = () => {}
const FULL_DISK = /ENOSPC|No space left on device|Check free disk space|Disk quota exceeded/i

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { quiet?: boolean }} [options] quiet keeps the output back and
 *   shows it only when the program fails
 * @returns {Promise<string>} what it wrote, when quiet
 */
export async function run(command, args, { quiet = false, ...options } = {}) {
  const child = spawn(command, args, {
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    ...options,
  })
  noteRunning(() => running.add(child))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const { code, signal } = await ending(child).finally(() => noteRunning(() => running.delete(child)))
  if (code === 0) return output
  if (tellsOfFullDisk(output)) throw new Trouble(fullDisk())
  const last = output.trim()
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
  throw Object.assign(new Trouble(`${[command, ...args].join(' ')} ${how}.${last ? `\n${last}` : ''}`), { code })
}

function noteRunning(change) {
  change()
  onRunning([...running].flatMap(({ pid }) => pid ?? []))
}

/** Hears of each change in what `run` waits for, as process numbers. */
export function followPrograms(listener) {
  onRunning = listener
}

/** Ends the programs that `run` waits for. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM')
}

/** True when what a program said means that the disk has no room. */
export function tellsOfFullDisk(text) {
  return FULL_DISK.test(text)
}

/** The sentence for a disk without room. */
export function fullDisk(where = process.cwd()) {
  return `The disk that holds ${where} is full. Free some space and start again; nothing that was saved is lost.`
}

/**
 * Waits until a child is gone.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number | null, signal: string | null }>}
 */
export function ending(child) {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve({ code: child.exitCode, signal: child.signalCode })
      return
    }
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}

/** True while a process of this number exists, a zombie not counted. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}

/** The living processes of a group, also when its leader is gone. */
export async function membersOf(group) {
  const list = existsSync('/proc/self/stat') ? groupsOfProc() : await groupsOfPs()
  return list.filter((each) => each.group === group && isAlive(each.pid)).map(({ pid }) => pid)
}

function groupsOfProc() {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return [{ pid: Number(name), group: Number(fields[2]) }]
    } catch {
      return []
    }
  })
}

async function groupsOfPs() {
  const lines = await run('ps', ['-A', '-o', 'pid=,pgid='], { quiet: true })
  return lines.split('\n').map((line) => {
    const [pid, group] = line.trim().split(/\s+/).map(Number)
    return { pid, group }
  })
}

/** Asks a group of processes to end, and makes it end after `seconds`. */
export async function endGroup(group, seconds) {
  signal(-group, 'SIGTERM')
  const end = Date.now() + seconds * 1000
  while ((await membersOf(group)).length > 0 && Date.now() < end) await sleep(25)
  if ((await membersOf(group)).length > 0) signal(-group, 'SIGKILL')
  while ((await membersOf(group)).length > 0 && Date.now() < end + seconds * 1000) await sleep(25)
}

/** The folder a process works in, where the system tells (Linux). */
export function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** The command line of a process, empty when there is none. */
export async function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return run('ps', ['-o', 'command=', '-p', String(pid)], { quiet: true }).catch(() => '')
  }
}

/** Waits until the process is gone; false when it is still there after `seconds`. */
export async function isGoneWithin(pid, seconds) {
  const end = Date.now() + seconds * 1000
  while (isAlive(pid)) {
    if (Date.now() > end) return false
    await sleep(25)
  }
  return true
}

/** Sends a signal to a process that may already be gone. A negative number means its whole group. */
export function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}
