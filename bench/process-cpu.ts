import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** User and system time so far of everything this process started: the web server and PostgreSQL with its children. */
export function cpuSeconds(): number {
  return descendants().reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND
}

/** The same of the web server alone, or of the database alone. */
export function cpuSecondsOf(part: 'server' | 'database'): number {
  const isPart = ({ pid }: Stat) => read(pid, 'cmdline').includes(PROGRAM[part])
  return descendants().reduce((sum, each) => sum + (isPart(each) ? each.ticks : 0), 0) / TICKS_PER_SECOND
}

const PROGRAM = { server: 'satya-server', database: 'postgres', page: '--type=renderer' }

/** Memory that the web server holds, in kB. */
export function serverKilobytes(): number {
  return kilobytesOf('server')
}

/** Memory that the pages of browsers hold, in kB. */
export function pageKilobytes(): number {
  return kilobytesOf('page')
}

function kilobytesOf(part: keyof typeof PROGRAM): number {
  return descendants()
    .filter(({ pid }) => read(pid, 'cmdline').includes(PROGRAM[part]))
    .reduce((sum, { pid }) => sum + Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0), 0)
}

function descendants(): Stat[] {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf)
  const below = (parent: number): Stat[] =>
    processes.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)])
  return below(process.pid)
}

type Stat = { pid: number; parent: number; ticks: number }

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // it ended while we looked
  }
}

function statOf(name: string): Stat[] {
  const pid = Number(name)
  const fields = read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number)
  return parent ? [{ pid, parent, ticks: (user ?? 0) + (system ?? 0) }] : []
}
