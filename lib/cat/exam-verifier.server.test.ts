import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { examVerifier } from './exam-verifier.server'

const folder = mkdtempSync(path.join(tmpdir(), 'satya-verifier-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the files that check an exam import each other and Node.js alone, each short enough to be read at once', () => {
  const names = readdirSync('scripts/verify-exam').filter((name) => !name.includes('.test.'))
  for (const name of names) {
    const text = readFileSync(`scripts/verify-exam/${name}`, 'utf8')
    const imported = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? '')
    expect(
      imported.filter((from) => !/^(node:|\.\/[\w-]+\.mjs$)/.test(from)),
      name,
    ).toEqual([])
    expect(text.split('\n').length, name).toBeLessThan(250)
  }
})

test('what anybody downloads is one file that runs by itself and says the same as the folder', () => {
  const alone = path.join(folder, 'verify-exam.mjs')
  const text = Buffer.from(examVerifier()).toString()
  writeFileSync(alone, text)
  expect(text.startsWith('#!/usr/bin/env node\n/**\n * Checks an exam that was published')).toBe(true)
  expect(text).not.toMatch(/from '\./)
  const session = path.join(folder, 'sesi.json')
  writeFileSync(session, JSON.stringify({ format: 'satya-exam-session-3', session: 'x', seal: {}, attempts: [] }))
  const run = (script: string, ...names: string[]) =>
    spawnSync(process.execPath, [script, ...names], { encoding: 'utf8' })
  for (const names of [[], [session]]) {
    const [one, other] = [run(alone, ...names), run('scripts/verify-exam/verify-exam.mjs', ...names)]
    expect([one.status, one.stdout, one.stderr]).toEqual([other.status, other.stdout, other.stderr])
  }
  expect(run(alone, session).stdout).toContain('disagreements: 1 files')
  execFileSync(process.execPath, ['--check', alone])
})
