import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { civilDateIn } from '@/lib/civil-date'
import { splitForPaper } from '@/lib/wbs/ceremony'
import { signManifest } from '@/lib/wbs/manifest'
import { office, root as rootOfOffice } from '@/lib/wbs/people.fixture'
import { lostBetweenTwoKeys, lostReport, SECRETS } from '@/lib/wbs/recovery.fixture'

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

  expect(await wbs('new-papers', file('new'), ...shares(2))).toContain('These shares do not go together')
  expect(await wbs('new-papers', file('new'), ...shares(2, 3))).toContain('give it to its holder')
  const anew = (...places: number[]) => places.flatMap((place) => ['--share', file(`new/new-share-${place}.txt`)])
  expect(await signing('mixed.json', ...shares(1), ...anew(2))).toContain('do not make this root key')
  expect(await signing('papers.json', ...anew(1, 2), '--before', file('second.json'))).toContain('Signed manifest 3')

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

test('a report that hangs on two keys of last resort is given back whole with papers of both, or in part where that is said', async () => {
  const list = await lostReport()
  const today = civilDateIn('Asia/Jakarta', new Date())
  const { list: manifest, reports } = await lostBetweenTwoKeys(list, { issuedOn: today })
  const readers = list.anew.map(({ key }) => key.id)
  writeFileSync(file('taken.json'), JSON.stringify({ ...signManifest(manifest, rootOfOffice), for: readers, reports }))
  for (const [name, secret] of Object.entries(SECRETS))
    for (const [place, words] of (await splitForPaper(secret)).entries())
      writeFileSync(file(`${name}-${place + 1}.txt`), words.join(' '))
  const papers = (option: string, name: keyof typeof SECRETS, ...places: number[]) =>
    places.flatMap((place) => [`--${option}`, file(`${name}-${place}.txt`)])
  const recover = (brought: string, ...args: string[]) =>
    wbs('recover', file('taken.json'), file(brought), '--root', rootOfOffice.public, ...args)
  const ringsOf = (brought: string) => {
    const { changes } = JSON.parse(readFileSync(file(brought), 'utf8'))
    return changes.map(({ rings }: { rings: { wraps: { for: string }[] }[] }) =>
      rings.map(({ wraps }) => wraps.filter((each) => each.for === 'pemulihan').length),
    )
  }

  expect(await recover('one.json', ...papers('share', 'anew', 1, 2))).toContain('0 of 1 reports')
  const both = [...papers('share', 'anew', 1, 2), ...papers('former', 'former', 2, 3)]
  expect(await recover('both.json', ...both)).toContain('1 of 1 reports are given to:\n  Ani yang baru')
  expect(ringsOf('both.json')).toEqual([[2, 2]])
  expect(await recover('part.json', ...papers('share', 'former', 1, 3), '--partial')).toContain('1 of 1 reports')
  expect(ringsOf('part.json')).toEqual([[2, 1]])
  const foreign = [...papers('share', 'anew', 1, 2), ...papers('former', 'anew', 1), ...papers('former', 'former', 1)]
  expect(await recover('foreign.json', ...foreign)).toContain('do not make the key of last resort')
})
