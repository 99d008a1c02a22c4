import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { reportState } from '@/db/wbs/schema'
import type { ReporterKeys } from '@/lib/wbs/derive'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { signConsent } from '@/lib/wbs/identity'
import { office, person, reporterKeys, TODAY } from '@/lib/wbs/people.fixture'
import { hashHex } from '@/lib/wbs/protocol'
import { ciphertext, keepKeys, ORIGIN, post, publish, signed, signedWithdrawal } from '@/lib/wbs/reporter.fixture'
import type { SignedRoute } from '@/lib/wbs/request'
import type { ReportState } from '@/lib/wbs/steps'

/** Every door of whoever knows a code, for a report in every state, whose conversation is stopped or not. */
const folder = mkdtempSync(join(tmpdir(), 'satya-wbs-doors-'))
process.env.WBS_FILES_FOLDER = folder
process.env.NEXTAUTH_URL = ORIGIN
const { owner } = await testWbsDatabase()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** In this order: what is taken by one is not in the way of the next. */
const DOORS = ['buka', 'kunci', 'pesan', 'lampiran/mulai', 'segel', 'segel/jawab', 'cabut'] as const
type Said = Record<(typeof DOORS)[number], string>

const ENDED: readonly ReportState[] = ['forwarded', 'not_processed', 'closed', 'unreadable']

/** What each door says. Who may not answer may still read, ask for the key and take the report back. */
function saidOf(state: ReportState, isFrozen: boolean): Said {
  const speaking = isFrozen ? 'frozen' : state === 'withdrawn' ? 'withdrawn' : 'ok'
  const words = { pesan: speaking, 'lampiran/mulai': speaking, segel: speaking, 'segel/jawab': speaking }
  const cabut = state === 'withdrawn' ? 'withdrawn' : ENDED.includes(state) ? 'ended' : 'ok'
  return { buka: 'ok', kunci: 'ok', ...words, cabut }
}

const ROWS = reportState.enumValues.flatMap((state) =>
  [false, true].map((isFrozen) => ({ state, isFrozen, name: `${state}${isFrozen ? ', stopped' : ''}` })),
)
const heard = new Map<string, Said>()
let custodians: string[] = []
let ct = ''

beforeAll(async () => {
  ct = await ciphertext()
  await handlingOffice(owner)
  const three = await Promise.all(['Eka', 'Fitri', 'Gita'].map((name) => person(name, ['kustodian'])))
  custodians = three.map(({ key }) => key.id)
  const keys = [...(await office()).people, ...three].map(({ key }) => key)
  await owner`delete from manifests`
  await publish(owner, (await office({ keys })).signed)
  await keepKeys(owner, three)
  const { report } = await sentReport()
  const copied = await Promise.all(ROWS.map((row) => copyOf(report, row)))
  const asked = ROWS.map(async ({ name }, at) =>
    heard.set(name, await everyDoor(copied[at] ?? { report, keys: await reporterKeys() })),
  )
  await Promise.all(asked)
})

test.each(ROWS)('of a report that is $name every door says what the table says', ({ state, isFrozen, name }) => {
  expect(heard.get(name)).toEqual(saidOf(state, isFrozen))
})

type Own = { report: string; keys: ReporterKeys }

/** The same report once more under a code of its own. */
async function copyOf(of: string, { state, isFrozen, name }: (typeof ROWS)[number]): Promise<Own> {
  const [report, keys] = [randomUUID(), await reporterKeys(name)]
  const own = {
    id: report,
    locator_hash: `\\x${keys.locatorHash}`,
    sign_pub: hex(keys.sign.public),
    state,
    is_frozen: isFrozen,
  }
  await owner`insert into reports select (jsonb_populate_record(r, ${owner.json(own)})).* from reports r where id = ${of}`
  for (const table of ['messages', 'events'])
    await owner`insert into ${owner(table)}
      select (jsonb_populate_record(t, ${owner.json({ report_id: report })})).* from ${owner(table)} t where report_id = ${of}`
  return { report, keys }
}

const hex = (text: string) => `\\x${Buffer.from(text, 'base64url').toString('hex')}`

async function everyDoor(own: Own): Promise<Said> {
  const said: Partial<Said> = {}
  for (const door of DOORS) {
    if (door === 'segel/jawab') await askFor(own)
    said[door] = (await post(door, await bodyFor(door, own))).answer.code ?? 'ok'
  }
  return said as Said
}

async function askFor({ report }: Own): Promise<void> {
  await owner`insert into seal_requests (report_id, number, hash, requester_key, asked_on, due_on)
    values (${report}, 1, ${Buffer.from(hashHex(report), 'hex')}, 'somebody', current_date, current_date + 30)`
}

async function bodyFor(door: SignedRoute, { report, keys }: Own): Promise<object> {
  const [last] = await owner`select max(seq) as seq from messages where report_id = ${report}`
  const message = { seq: (last?.seq ?? 0) + 1, epoch: 0, ct }
  if (door === 'cabut') return signedWithdrawal(keys, report, last?.seq)
  const request = hashHex(report)
  const consent = signConsent(keys.sign, report, request, TODAY)
  const fields: Partial<Record<SignedRoute, object>> = {
    buka: { after: 0 },
    kunci: { epochs: [0] },
    pesan: message,
    'lampiran/mulai': { id: randomUUID(), bytes: 5000 },
    segel: { ct, shares: custodians.map((keyId) => ({ keyId, ct })), message },
    'segel/jawab': { request, consent, message },
  }
  return signed(keys, door, fields[door])
}
