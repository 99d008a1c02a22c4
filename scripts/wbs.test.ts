import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { office } from '@/lib/wbs/people.fixture'

const folder = mkdtempSync(join(tmpdir(), 'satya-ceremony-'))
const file = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs the command as at the ceremony, and says what it said. */
async function wbs(...args: string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/wbs.ts', ...args])
  return run.then(
    ({ stdout }) => stdout,
    ({ code, stderr }) => `exit ${code}: ${stderr}`,
  )
}

test('a root key is made, written on paper, and any two of its three shares sign one manifest after another', async () => {
  await wbs('root-key', folder)
  await wbs('recovery-key', folder)
  const root = readFileSync(file('root-public.txt'), 'utf8').trim()
  const recovery = readFileSync(file('recovery-public.txt'), 'utf8').split('\n')[0] ?? ''
  const { manifest } = await office()
  const draft = { ...manifest, recovery: { ...manifest.recovery, box: recovery } }
  writeFileSync(file('draft.json'), JSON.stringify(draft))
  const shares = (...places: number[]) => places.flatMap((place) => ['--share', file(`root-share-${place}.txt`)])
  const signing = (name: string, ...args: string[]) =>
    wbs('sign', file('draft.json'), file(name), '--root', root, ...args)

  expect(await signing('first.json', ...shares(1))).toContain('do not make this root key')
  expect(await signing('first.json', ...shares(1, 1))).toContain('do not make this root key')
  expect(await signing('first.json', ...shares(1, 3))).toContain('Signed manifest 1')
  expect(await signing('second.json', ...shares(3, 2), '--before', file('first.json'))).toContain('Signed manifest 2')

  const verifying = (name: string, key = root) =>
    wbs('verify', file(name), '--root', key, '--deployment', manifest.deployment)
  expect(await verifying('second.json')).toContain('Manifest 2 is good.\n  Ani, Auditor')
  writeFileSync(file('changed.json'), readFileSync(file('second.json'), 'utf8').replace('Ani', 'Ana'))
  expect(await verifying('changed.json')).toMatch(/^exit 1: Refused: (not_in_log|manifest_unsigned)/)
  expect(await verifying('second.json', 'rsvL22olu5Hov3J4OKPrMSbtj8j6x13Ltl0e-p632sw')).toContain('bad_signature')

  await wbs('recovery-key', file('another'))
  writeFileSync(
    file('draft.json'),
    JSON.stringify({ ...draft, before: JSON.parse(readFileSync(file('second.json'), 'utf8')) }),
  )
  const replacing = ['replace-recovery', file('draft.json'), file('next.json'), file('another/recovery-public.txt')]
  const holders = ['Inspektur', 'Kepala Biro', 'KPK'].flatMap((name) => ['--holder', name])
  expect(await wbs(...replacing, ...holders.slice(2))).toContain('Name the 3 holders')
  expect(await wbs(...replacing, ...holders)).toContain('of Inspektur, Kepala Biro, KPK')
  expect(await wbs('sign', file('next.json'), file('replaced.json'), '--root', root, ...shares(1, 2))).toContain(
    'manifest 3',
  )
  const { recovery: now } = JSON.parse(JSON.parse(readFileSync(file('replaced.json'), 'utf8')).manifest)
  expect(now.former).toMatchObject([{ box: recovery, until: 2 }])

  writeFileSync(file('draft.json'), JSON.stringify({ ...draft, keys: draft.keys.slice(1) }))
  expect(await signing('third.json', ...shares(1, 2), '--before', file('second.json'))).toContain('missing: Ani')
  expect(await wbs('fingerprint', root)).toMatch(/^([a-z]{4,8} ){7}[a-z]{4,8}\n$/)
  expect(await wbs('sign')).toContain('The ceremony of WBS')
})
