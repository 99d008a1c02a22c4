import { spawnSync } from 'node:child_process'

/** True when an outside program is here; without it its tests are skipped, loudly. */
export function present(program: string, version: string): boolean {
  const found = spawnSync(program, [version]).error === undefined
  if (!found) process.stderr.write(`SKIPPED: ${program} is not installed, so its opinion on signatures is not heard\n`)
  return found
}
