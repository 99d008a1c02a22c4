import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Processes that are stopped for a while, as by a machine that is short of everything. */
export async function stopped(pids: readonly number[], milliseconds: number): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP')
  await sleep(milliseconds)
  for (const pid of pids) signal(pid, 'SIGCONT')
}

/** Answers when nothing is left of the process. */
export async function killed(pid: number): Promise<void> {
  for (let isThere = signal(pid, 'SIGKILL'); isThere; isThere = signal(pid, 0)) await sleep(20)
}

/** Whether there is such a process still. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** The processes that one has started. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return (
          Number(
            readFileSync(`/proc/${name}/stat`, 'utf8')
              .replace(/^.*\) /s, '')
              .split(' ')[1],
          ) === parent
        )
      } catch {
        return false
      }
    })
    .map(Number)
}
