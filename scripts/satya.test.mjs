import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { root } from './place.mjs'
import { run } from './process.mjs'

vi.setConfig({ testTimeout: 60_000 })

/** What the launcher says, and its exit code, on a Node that calls itself `version`. */
function launchedOn(version, command) {
  const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`
  const args = ['--import', pretend, join(root, 'scripts/satya.mjs'), command]
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, _, said) => resolve({ code: error?.code ?? 0, said }))
  })
}

test('a Node that is too old for the command is refused in one sentence', async () => {
  for (const [version, command, needed] of [
    ['20.8.1', 'start', 'Node 20.9 or later'],
    ['18.20.4', 'dev', 'Node 20.9 or later'],
    ['20.18.0', 'test', 'Node 20.19 or later of version 20, or 22.12 or later,'],
    ['22.11.0', 'check', 'Node 20.19 or later of version 20, or 22.12 or later,'],
  ]) {
    const said = `Satya needs ${needed} for this command; this is Node ${version}.\n`
    expect(await launchedOn(version, command)).toEqual({ code: 1, said })
  }
})

test('a command that does not exist is answered with those that do', async () => {
  const { code, said } = await launchedOn(process.versions.node, 'begin')
  expect({ code, said: said.trim() }).toEqual({ code: 1, said: 'Use one of: start, dev, run, check, test.' })
})

test('a program that fails for want of room makes one sentence about the disk', async () => {
  const full = run('sh', ['-c', 'echo "write failed: No space left on device" >&2; exit 1'], { quiet: true })
  await expect(full).rejects.toThrow(/^The disk that holds .+ is full\. Free some space and start again/)
})
