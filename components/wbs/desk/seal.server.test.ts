import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { calls } from '@/components/wbs/desk/calls'
import { testWbsDatabase } from '@/db/testing.server'
import { civilDateIn } from '@/lib/civil-date'
import { IDENTITY, reporterAnswers, type Sealed, sealedReport, sealingOffice } from '@/lib/wbs/disclosure.fixture'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { toldIn } from '@/lib/wbs/identity'
import { handOutReport } from '@/lib/wbs/office-report.server'
import { DEPLOYMENT, type Person, reporterKeys, root, TODAY } from '@/lib/wbs/people.fixture'
import { lockWithRecovery } from '@/lib/wbs/recipient-key'
import { officerOf } from '@/lib/wbs/report-people.fixture'
import { ORIGIN } from '@/lib/wbs/reporter.fixture'
import { sealDesk } from '@/lib/wbs/seal-desk.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
const on = civilDateIn('Asia/Jakarta', NOW)
let sealed: Sealed

beforeAll(async () => {
  sealed = await sealedReport(await reporterKeys('ani'), await sealingOffice(database.owner))
})
afterAll(async () => {
  forgetCounts()
  await database.reset()
})

/** Unlocks the desk of somebody, in place of whoever had it. */
async function unlockFor(who: Person) {
  const { words, locked } = await lockWithRecovery(who)
  const place = { deployment: DEPLOYMENT, rootKeys: [root.public] }
  const { signed } = sealed.at
  await calls.unlock({
    typed: words.join(' '),
    locked: [locked],
    officer: officerOf(who),
    place,
    signed,
    seen: undefined,
  })
}

test('on their desks an investigator asks, two custodians hand on, and the identity is read', async () => {
  const { dini, eka, gita } = sealed.at
  const { report } = sealed
  const account = ({ key }: Person) => key.holder
  await unlockFor(dini)
  const open = async () => calls.open(await handOutReport(account(dini), report, NOW))
  const told = async () => toldIn((await open()).messages, sealed.at.manifest)
  const { custodians } = await sealDesk.read(account(dini), report, NOW)
  const key = (await told()).key ?? ''
  const said = { report, key, purpose: 'Meminta keterangan', basis: 'UU 31/2014', on, custodians }
  const { question, request, letters } = await calls.askIdentity(said)
  const message = await calls.seal({ report, ring: 'pesan', kind: 'identitas', body: { act: 'asked', question } })
  const { seq, epoch, ct: sealedCt } = message
  await sealDesk.ask(account(dini), { report, request, letters, message: { seq, epoch, ct: sealedCt } }, NOW)
  expect((await told()).questions).toMatchObject([{ hash: request, question }])
  expect((await reporterAnswers(sealed, request, true)).status).toBe(200)

  for (const who of [eka, gita]) {
    await unlockFor(who)
    const [task] = await sealDesk.tasks(account(who), null, NOW)
    if (!task) throw new Error('nothing is asked')
    expect(await calls.openTask(task.file)).toMatchObject({ question, requester: { name: 'Dini' }, ordered: null })
    await expect(calls.openTask({ ...task.file, consent: null })).rejects.toMatchObject({ code: 'no_consent' })
    const ct = await calls.answerTask({ file: task.file, reason: null })
    await sealDesk.answer(account(who), { request: task.request, answer: 'shared', ct }, NOW)
  }

  await unlockFor(dini)
  await open()
  const disclosed = await sealDesk.take(account(dini), { report, request }, NOW)
  expect(await calls.openIdentity({ question, disclosed })).toEqual({ identity: IDENTITY, dropped: [] })
  const [first, second] = disclosed.handed
  const junk = { keyId: second?.keyId ?? '', ct: letters[0]?.ct ?? '' }
  const one = { ...disclosed, handed: first ? [first, junk] : [] }
  expect(await calls.openIdentity({ question, disclosed: one })).toMatchObject({
    identity: null,
    dropped: [expect.any(String)],
  })
})
