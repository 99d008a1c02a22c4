import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import type { NextList } from '@/lib/wbs/ceremony'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { approveOffer } from '@/lib/wbs/key-list.server'
import { offerRecipientKey } from '@/lib/wbs/key-offer.server'
import { manifestInForce } from '@/lib/wbs/manifest.server'
import { requireOfficer } from '@/lib/wbs/officer.server'
import { DEPLOYMENT, idOf, reporterKeys } from '@/lib/wbs/people.fixture'
import { lockWithPassphrase, lockWithRecovery, makeRecipientKey, offerKey } from '@/lib/wbs/recipient-key'
import { makeReport } from '@/lib/wbs/report'
import { readAs } from '@/lib/wbs/report-people.fixture'
import { ORIGIN, post, proofFrom } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
process.env.WBS_DEPLOYMENT = DEPLOYMENT
const { owner } = await testWbsDatabase()
const folder = mkdtempSync(join(tmpdir(), 'satya-rehearsal-'))
const file = (name: string) => join(folder, name)
const today = civilDateIn('Asia/Jakarta', new Date())
afterAll(() => {
  forgetCounts()
  rmSync(folder, { recursive: true })
})

/** A command as people call it; what it said, or why it did not. */
function run(script: string, ...args: string[]): Promise<string> {
  const call = ['--conditions=react-server', '--import', 'tsx', `scripts/${script}.ts`, ...args]
  const done = promisify(execFile)(process.execPath, call)
  return done.then(
    ({ stdout }) => stdout,
    ({ stderr }) => `failed: ${stderr}`,
  )
}

/** Copies three shares by hand, as from a screen to paper and back, in capitals and other lines; the files are destroyed. */
function copyToPaper(name: string): void {
  for (const place of [1, 2, 3]) {
    const shown = file(`${name}-share-${place}.txt`)
    const words = readFileSync(shown, 'utf8').match(/[a-z]+/g) ?? []
    rmSync(shown)
    const lines = words.map((word, at) => `${word.toUpperCase()}${at % 5 === 4 ? '\n' : '  '}`)
    writeFileSync(file(`${name}-paper-${place}.txt`), lines.join(''))
  }
}

const papers = (name: string, ...places: number[]) =>
  places.flatMap((place) => ['--share', file(`${name}-paper-${place}.txt`)])

/** Somebody makes a key in the own browser and offers it. */
async function offer(name: string) {
  const made = await makeRecipientKey()
  const holder = idOf(`${name}|holder`)
  const locked = [await lockWithPassphrase(made, `frasa panjang milik ${name}`), (await lockWithRecovery(made)).locked]
  const given = { offer: offerKey(made, holder), locked, name }
  const { id } = await transactWbs((tx) => offerRecipientKey(tx, holder, given, today))
  const listed = { id, holder, name, position: 'Auditor', roles: ['verifikator' as const], from: today, until: null }
  return { ...made, key: { ...listed, box: made.box.recipient, sign: made.sign.public } }
}

test('a root key from paper signs the first list and the next, and a report that all lost is read again', async () => {
  await run('wbs', 'root-key', folder)
  await run('wbs', 'recovery-key', folder)
  copyToPaper('root')
  copyToPaper('recovery')
  const root = readFileSync(file('root-public.txt'), 'utf8').trim()
  const [box = '', sign = ''] = readFileSync(file('recovery-public.txt'), 'utf8').trim().split('\n')
  process.env.WBS_ROOT_KEYS = root
  const sign2of3 = (name: string, ...args: string[]) =>
    run('wbs', 'sign', file(`${name}.json`), file(`${name}-signed.json`), '--root', root, ...args)

  const [ani, budi, keeper] = [await offer('Ani'), await offer('Budi'), await offer('Dewi')]
  expect(await run('wbs-next-list', file('first.json'))).toContain('3 keys')
  expect(await sign2of3('first', ...papers('root', 1, 3))).toContain('unnamed')
  const draft: NextList = JSON.parse(readFileSync(file('first.json'), 'utf8'))
  const holders = ['Inspektur', 'Kepala Biro Hukum', 'Ombudsman']
  const filled = draft.keys.map((key) => ({
    ...{ ...key, position: 'Auditor' },
    roles: key.id === keeper.key.id ? ['pengelola_kunci'] : ['verifikator'],
  }))
  const groups = [{ id: 'inspektorat', name: 'Inspektorat', keys: [ani.key.id, budi.key.id] }]
  const complete = { ...draft, keys: filled, groups, recovery: { box, sign, holders } }
  writeFileSync(file('first.json'), JSON.stringify(complete))
  expect(await sign2of3('first', ...papers('root', 2))).toContain('do not make this root key')
  expect(await sign2of3('first', ...papers('recovery', 1, 2))).toContain('do not make this root key')
  expect(await sign2of3('first', ...papers('root', 1, 3))).toContain('Signed manifest 1')
  expect(await run('wbs-publish', file('first-signed.json'))).toBe('Published manifest 1.\n')

  const manifest = await transactWbs(manifestInForce)
  const input = { manifest, groupId: 'inspektorat', excluded: [], content: {}, origin: ORIGIN }
  const made = await makeReport(await reporterKeys(), input)
  if (!made) throw new Error('too few would read it')
  expect((await post('laporan', { ...made, proof: await proofFrom('pow') })).status).toBe(200)

  const anew = [await offer('Ani'), await offer('Budi')]
  await transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, keeper.key.holder)
    for (const { key } of anew) {
      const approval = { offer: key.id, name: key.name, position: 'Auditor', groupId: 'inspektorat' }
      await approveOffer(tx, officer, { ...approval, roles: ['verifikator'] }, today)
    }
  })
  await run('wbs-next-list', file('second.json'))
  const kept = ['--before', file('first-signed.json')]
  expect(await sign2of3('second', ...papers('root', 3, 2), ...kept)).toContain('Signed manifest 2')
  expect(await run('wbs-publish', file('second-signed.json'))).toBe('Published manifest 2.\n')

  const readers = anew.map(({ key }) => key.id)
  expect(await run('wbs-recovery', 'take', file('taken.json'), ...readers)).toContain('1 reports')
  const recover = (...args: string[]) =>
    run('wbs', 'recover', file('taken.json'), file('brought.json'), '--root', root, ...args)
  expect(await recover(...papers('recovery', 2))).toContain('do not make the key of last resort')
  expect(await recover(...papers('root', 1, 2))).toContain('do not make the key of last resort')
  expect(await recover(...papers('recovery', 2, 3))).toContain('1 of 1 reports are given to:\n  Ani, Auditor')
  expect(await run('wbs-recovery', 'bring', file('brought.json'))).toContain('1 reports are read again')

  const [person] = anew
  if (!person) throw new Error('nobody')
  const read = await readAs(owner, { report: made.id, person, manifest: await transactWbs(manifestInForce) })
  expect(read.conversation).toMatchObject({ epoch: 1, members: readers })
}, 240_000)
