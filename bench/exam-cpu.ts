import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** User and system time so far of everything this process started: the web server and PostgreSQL with its children. */
export function cpuSeconds(): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf)
  const ours = new Set<number>()
  const take = (parent: number) => {
    for (const { pid } of processes.filter((each) => each.parent === parent)) {
      ours.add(pid)
      take(pid)
    }
  }
  take(process.pid)
  return processes.filter(({ pid }) => ours.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND
}

function statOf(name: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number)
    return [{ pid: Number(name), parent: parent ?? 0, ticks: (user ?? 0) + (system ?? 0) }]
  } catch {
    return [] // it ended while we looked
  }
}
