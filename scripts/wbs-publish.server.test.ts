import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { civilDateIn } from '@/lib/civil-date'
import { signNext } from '@/lib/wbs/ceremony'
import { DEPLOYMENT, office, root } from '@/lib/wbs/people.fixture'
import { makeSigningKey } from '@/lib/wbs/signature'

process.env.WBS_DEPLOYMENT = DEPLOYMENT
process.env.WBS_ROOT_KEYS = root.public
const { owner } = await testWbsDatabase()
const folder = mkdtempSync(join(tmpdir(), 'satya-publish-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The command as whoever comes from the ceremony calls it. */
async function publish(signed: object): Promise<string> {
  const file = join(folder, 'signed.json')
  writeFileSync(file, JSON.stringify(signed))
  const call = ['--conditions=react-server', '--import', 'tsx', 'scripts/wbs-publish.ts', file]
  const done = promisify(execFile)(process.execPath, call)
  return done.then(
    ({ stdout }) => stdout,
    ({ stderr }) => stderr,
  )
}

test('what one ceremony after another signed is published, and nothing else', async () => {
  const { manifest } = await office()
  const today = civilDateIn('Asia/Jakarta', new Date())
  const first = signNext(manifest, undefined, today, root)
  expect(await publish(signNext(manifest, undefined, today, makeSigningKey()))).toContain('manifest_unsigned')
  expect(await publish(first)).toBe('Published manifest 1.\n')
  expect(await publish(first)).toContain('manifest_older')
  expect(await publish(signNext(manifest, first, today, root))).toBe('Published manifest 2.\n')
  expect(await owner`select version from manifests order by version`).toEqual([{ version: 1 }, { version: 2 }])
})
