import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findBrowser, WAYS } from './browser.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satya-browser-'))
  vi.stubEnv('CHROMIUM_PATH', '')
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** A program of this name that runs, or one that only lies there. */
function program(name, runs = true) {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\nexit ${runs ? 0 : 1}\n`)
  chmodSync(path, 0o755)
  return path
}

const found = (ways) => findBrowser(() => {}, ways)

test('the ways are tried in their order: installed, Playwright, system packages, npm', () => {
  expect(WAYS.map(({ name }) => name)).toEqual(['installed', 'playwrights', 'fromSystemPackages', 'fromNpm'])
})

test('an installed one is taken without asking further, the windowless one before the other', async () => {
  program('chromium')
  const windowless = program('chromium-headless-shell')
  expect(await found()).toBe(windowless)
})

test('where a way fails, finds nothing or finds what does not run, the next one is taken', async () => {
  const [broken, good] = [program('broken', false), program('good')]
  const asked = []
  const way = (name, answer) => async () => {
    asked.push(name)
    return answer()
  }
  const fails = () => {
    throw new Error('no network')
  }
  const ways = [
    way('fails', fails),
    way('nothing', () => undefined),
    way('broken', () => broken),
    way('good', () => good),
    way('beyond', () => program('beyond')),
  ]
  expect(await found(ways)).toBe(good)
  expect(asked).toEqual(['fails', 'nothing', 'broken', 'good'])
})

test('where no way leads to one, a sentence says what to install', async () => {
  await expect(found([async () => undefined])).rejects.toThrow('install one and set CHROMIUM_PATH')
})

test('the one that is asked for is taken or refused, and never replaced', async () => {
  vi.stubEnv('CHROMIUM_PATH', program('own'))
  expect(await found([])).toBe(join(folder, 'own'))
  vi.stubEnv('CHROMIUM_PATH', program('own', false))
  await expect(found()).rejects.toThrow('does not run')
})
