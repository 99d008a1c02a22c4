import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { calls } from '@/components/wbs/desk/calls'
import { shownIn } from '@/components/wbs/report/shown'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { sendMessage } from '@/lib/wbs/answer.server'
import { beginConversation, beginNotes } from '@/lib/wbs/conversation'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { openNotes, reportKeyChange } from '@/lib/wbs/epochs'
import { forgetCounts } from '@/lib/wbs/flood.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { decide, propose } from '@/lib/wbs/handling.server'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { handOutReport } from '@/lib/wbs/office-report.server'
import { requireOfficer } from '@/lib/wbs/officer.server'
import { DEPLOYMENT, type Person, root, TODAY } from '@/lib/wbs/people.fixture'
import { readReport } from '@/lib/wbs/reading'
import { lockWithRecovery } from '@/lib/wbs/recipient-key'
import { ORIGIN, post, signed, signedWithdrawal } from '@/lib/wbs/reporter.fixture'
import type { OpenAnswer } from '@/lib/wbs/wire'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
const NOW = new Date(`${TODAY}T03:00:00Z`)
vi.setSystemTime(NOW)
const place = { deployment: DEPLOYMENT, rootKeys: [root.public] }

let people: Awaited<ReturnType<typeof handlingOffice>>
let report: string
let keys: ReporterKeys

beforeAll(async () => {
  people = await handlingOffice(owner)
  ;({ report, keys } = await sentReport())
})
afterAll(async () => {
  forgetCounts()
  await database.reset()
})

/** The desk of somebody, unlocked, with the report opened and studied as its page does. */
async function openedBy(who: Person) {
  const { words, locked } = await lockWithRecovery(who)
  const { id, holder } = who.key
  const roles = people.manifest.keys.find((key) => key.id === id)?.roles ?? []
  const officer = { holder, keyId: id, keyIds: [id], roles }
  const { signed } = people
  await calls.unlock({ typed: words.join(' '), locked: [locked], officer, place, signed, seen: undefined })
  const opened = await calls.open(await handOutReport(holder, report, NOW))
  return { opened, studied: await calls.study({ report, messages: opened.messages, notes: opened.notes ?? [] }) }
}

async function taken(
  who: Person,
  kind: 'decide' | 'propose',
  body: { step: 'reject' | 'acknowledge'; result: string | null },
) {
  const ring = kind === 'decide' ? ('pesan' as const) : ('catatan' as const)
  const message = await calls.seal({ report, ring, kind: kind === 'decide' ? 'keputusan' : 'catatan', body })
  const concluded = {
    category: 'levy',
    agencyKind: 'central',
    hasCorrectiveAction: false,
    hasRetaliation: false,
  } as const
  await transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, who.key.holder)
    const input = { report, step: body.step, result: body.result, message, concluded }
    await (kind === 'decide' ? decide : propose)(tx, officer, input, TODAY)
  })
}

/** What the page of the reporter makes of what the server hands out. */
async function readByReporter() {
  const { answer } = await post('buka', await signed(keys, 'buka', { after: 0 }))
  const served = answer as unknown as OpenAnswer
  const { envelopes } = await readReport(beginConversation(report), served, keys.box.identity, people.manifest)
  return shownIn(envelopes, people.manifest)
}

test('what one person signed as a proposal, the other’s browser finds, checks and passes on in the decision, whose reason the reporter reads', async () => {
  const { ani, budi } = people
  const { conversation } = (await openedBy(ani)).opened
  const by = { id: ani.key.id, sign: ani.sign }
  const catatan = await openNotes(beginNotes(conversation), conversation.members, by, people.manifest)
  await transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, ani.key.holder)
    await changeKeys(tx, officer, reportKeyChange(report, { catatan }), TODAY)
  })
  await openedBy(ani)
  const acknowledged = { step: 'acknowledge' as const, result: null, text: 'Sudah kami baca.', on: TODAY }
  await taken(ani, 'decide', { ...acknowledged, second: null, lhp: null } as typeof acknowledged)
  const said = { step: 'reject' as const, result: 'SPAM', text: 'Ini bukan laporan.' }
  const { after } = (await openedBy(ani)).studied
  expect(after).toBe(2)
  const signature = await calls.signProposal({ report, ...said, after })
  await taken(ani, 'propose', { ...said, form: 'usul', signature, on: TODAY } as typeof said)

  const { studied } = await openedBy(budi)
  expect(studied.state).toBe('verifying')
  expect(studied.proposals).toMatchObject([{ by: ani.key.id, ...said }])
  const second = { by: ani.key.id, signature: studied.proposals[0]?.signature }
  await taken(budi, 'decide', { ...said, on: TODAY, second, lhp: null } as typeof said)
  expect((await openedBy(ani)).studied).toMatchObject({ state: 'not_processed', doubtful: [] })
  const { shown, state } = await readByReporter()
  expect(state).toBe('not_processed')
  expect(shown.at(-1)).toMatchObject({ kind: 'decision', isBinding: true, body: said })
})

test('a proposal that its writer did not sign for this report as it stands is none, and a decision without a second person is seen', async () => {
  const { ani, budi } = people
  await openedBy(budi)
  const said = { step: 'reject' as const, result: 'SPAM', text: 'Ini bukan laporan.' }
  const { after } = (await openedBy(budi)).studied
  const signatures = [
    await calls.signProposal({ report: 'laporan-lain', ...said, after }),
    await calls.signProposal({ report, ...said, after: 2 }), // before the report ended
    await calls.signProposal({ report, ...said, after }),
  ]
  for (const signature of signatures) {
    const note = { ...said, form: 'usul', signature, on: TODAY }
    const sealed = await calls.seal({ report, ring: 'catatan', kind: 'catatan', body: note })
    await sendMessage(budi.key.holder, { report, ...sealed })
    await openedBy(budi)
  }
  const alone = { ...said, on: TODAY, second: null, lhp: null }
  const message = await calls.seal({ report, ring: 'pesan', kind: 'keputusan', body: alone })
  await sendMessage(budi.key.holder, { report, ...message })
  const { studied } = await openedBy(ani)
  expect(studied.proposals.map(({ signature }) => signature)).toEqual(signatures.slice(2))
  expect(studied.doubtful).toEqual([message.seq])
})

test('an LHP is signed by an examination that counts, and by no other message that names it', async () => {
  const { ani, budi, citra } = people
  const sent = async (who: Person, step: 'reopen' | 'review' | 'investigate' | 'examine') => {
    await openedBy(who)
    const body = { step, result: null, text: 'Sudah.', on: TODAY, second: null, lhp: 'a'.repeat(64) }
    const message = await calls.seal({ report, ring: 'pesan', kind: 'keputusan', body })
    await sendMessage(who.key.holder, { report, ...message })
    return { seq: message.seq, studied: (await openedBy(ani)).studied }
  }
  const { doubtful } = (await openedBy(ani)).studied
  const early = await sent(budi, 'examine')
  for (const step of ['reopen', 'review', 'investigate'] as const) {
    expect((await sent(budi, step)).studied).toMatchObject({ signed: [], doubtful: [...doubtful, early.seq] })
  }
  const other = await sent(citra, 'examine')
  expect(other.studied).toMatchObject({ state: 'investigating', signed: [] })
  expect(other.studied.doubtful).toContain(other.seq)
  expect((await sent(budi, 'examine')).studied).toMatchObject({ state: 'examined', signed: ['a'.repeat(64)] })
})

test('whoever administers both databases finds no word of what was said, and no key that opens it', async () => {
  const rowsOf = async (sql: typeof owner) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`
    const texts = tables.map(async ({ name }) => {
      const [all] = await sql.unsafe(`select coalesce(jsonb_agg(to_jsonb(each)), '[]')::text as rows from ${name} each`)
      return String(all?.rows)
    })
    return (await Promise.all(texts)).join('\n')
  }
  const everything = `${await rowsOf(owner)}\n${await rowsOf(database.shred.owner)}`
  expect(everything).toContain(report)
  expect(everything).toContain('acknowledge') // the steps stand in the clear, what was said of them does not
  const secrets = [people.ani, people.budi, people.citra].map(({ box }) => box.identity)
  for (const word of ['Sudah kami baca.', 'Ini bukan laporan.', 'AGE-SECRET-KEY', ...secrets]) {
    for (const written of ['utf8', 'hex', 'base64', 'base64url'] as const) {
      const text = Buffer.from(word).toString(written).replace(/=*$/, '')
      expect(everything.includes(text.slice(0, -2)), `${word} as ${written}`).toBe(false)
    }
  }
})

test('a withdrawal is what the reporter signed, and the word of the server for one is seen to be no more', async () => {
  const sent = await sentReport('pelapor-lain')
  report = sent.report
  await owner`update reports set state = 'withdrawn' where id = ${report}`
  expect((await openedBy(people.ani)).studied.state).toBe('received')
  await owner`update reports set state = 'received' where id = ${report}`
  expect((await post('cabut', await signedWithdrawal(sent.keys, report))).status).toBe(200)
  expect((await openedBy(people.ani)).studied.state).toBe('withdrawn')
  await owner`update reports set withdrawn_on = '2027-01-01' where id = ${report}`
  expect((await openedBy(people.ani)).studied.state).toBe('received')
})
