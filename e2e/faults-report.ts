import { spawn } from 'node:child_process'

/** The report of `npm run test:faults <what>`, in its short form unless the whole one is asked for. */
export async function faultsReport(what: 'cat' | 'kinerja' | 'wbs', isWhole = false): Promise<Record<string, number>> {
  const flags = [
    '--conditions=react-server',
    '--import',
    'tsx',
    'scripts/faults.ts',
    what,
    ...(isWhole ? [] : ['--short']),
  ]
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  const parts: string[] = []
  child.stdout.on('data', (part) => parts.push(String(part)))
  await new Promise((resolve) => child.once('close', resolve))
  return JSON.parse(parts.join('').trim().split('\n').at(-1) ?? '')
}
