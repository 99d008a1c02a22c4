import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const other = mkdtempSync(join(tmpdir(), 'satya-of-another-name-'))
afterAll(() => rmSync(other, { recursive: true }))

/** The command in a copy of the source, as on another machine. */
async function hashesIn(folder: string): Promise<string> {
  const call = ['--conditions=react-server', '--import', 'tsx', 'scripts/wbs-bundle.ts']
  const env = { ...process.env, NODE_ENV: 'production', WBS_ROOT_KEYS: '', DEMONSTRATION: 'off' } as NodeJS.ProcessEnv
  return (await promisify(execFile)(process.execPath, call, { cwd: folder, env })).stdout
}

test('the same source makes the same page of reporters in another folder, byte for byte', async () => {
  for (const part of ['app', 'components', 'db', 'lib', 'messages', 'scripts', 'package.json', 'tsconfig.json'])
    cpSync(part, join(other, part), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(other, 'node_modules'))
  const here = await hashesIn(process.cwd())
  expect(here).toMatch(/^[0-9a-f]{64} {2}\/lapor\/lapor\.js$/m)
  expect(here).toMatch(/^[0-9a-f]{64} {2}\/lapor\/pekerja\.js$/m)
  expect(await hashesIn(other)).toBe(here)

  const file = join(other, 'components/wbs/report/leave.ts')
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nconsole.log('other')\n`)
  expect(await hashesIn(other), 'a changed source is seen').not.toBe(here)
})
