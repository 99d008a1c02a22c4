import { spawn } from 'node:child_process'
import { expect, test } from '@playwright/test'

test('no answer is lost while server and database are killed and stopped, networks drop, seats change and clocks are set', async () => {
  test.setTimeout(300_000)
  const flags = ['--conditions=react-server', '--import', 'tsx', 'scripts/faults.ts', 'cat', '--short']
  const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] })
  const parts: string[] = []
  child.stdout.on('data', (part) => parts.push(String(part)))
  await new Promise((resolve) => child.once('close', resolve))
  const report = JSON.parse(parts.join('').trim().split('\n').at(-1) ?? '')
  expect(report).toEqual({
    candidates: 12,
    moments: 12,
    acknowledged: expect.any(Number),
    lost: 0,
    otherPapers: 0,
    wrongTimes: 0,
    wrongPauses: 0,
    ended: expect.any(Number),
    wrongEnds: 0,
    brokenChains: 0,
    wrongAnswers: 0,
  })
  expect(report.acknowledged).toBeGreaterThan(100)
})
