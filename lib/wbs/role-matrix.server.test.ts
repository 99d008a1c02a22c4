import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { testDatabase, testWbsDatabase } from '@/db/testing.server'
import { reportState } from '@/db/wbs/schema'
import { findActions, sample } from '@/lib/auth/endpoints.fixture'
import { sessionCookieName } from '@/lib/auth/request-session.server'
import { testAccount, testAgency, testSession } from '@/lib/auth/testing.server'
import { REPORTER } from '@/lib/wbs/envelope'
import { openNotesOf } from '@/lib/wbs/handling.fixture'
import { OFFICER_ROLES, type OfficerRole } from '@/lib/wbs/officer-roles'
import { idOf, office, person, reporterKeys } from '@/lib/wbs/people.fixture'
import { makeReport } from '@/lib/wbs/report'
import { ciphertext, keepKeys, ORIGIN, post, proofFrom, publish } from '@/lib/wbs/reporter.fixture'
import { HANDLERS, isFinal, type ReportState } from '@/lib/wbs/steps'

/** Every role of the signed list at every action of reports, for a report that they read and for one that they do not. */
const browser = vi.hoisted(() => ({ token: '' }))
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (name === sessionCookieName() && browser.token ? { value: browser.token } : undefined),
    set: () => undefined,
    delete: () => undefined,
  }),
  headers: async () => new Headers(),
}))
vi.mock('next-intl/server', () => ({ getLocale: async () => 'id' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined, revalidateTag: () => undefined }))

process.env.NEXTAUTH_URL = ORIGIN
const [main, wbs] = [await testDatabase(), await testWbsDatabase()]
afterAll(main.reset)

/** Whoever runs the machines, and everybody else with an account of the office whom no list names. */
const UNLISTED = 'admin_teknis'
const WHO = [...OFFICER_ROLES, UNLISTED] as const
type Who = (typeof WHO)[number]

/**
 * `takes` is what those hear who may, `by` who they are, where not all of the list; `denied` is for the others, and
 * `foreign` for whoever does not read the report in question.
 */
type Row = { takes: string; by?: readonly OfficerRole[]; denied?: string; foreign?: string }

const keepers = ['pengelola_kunci'] as const
const custodians = ['kustodian'] as const
const keepersOfDays = ['inspektur', 'pengelola_kunci', 'pimpinan'] as const
const ofReaders = (takes: string, row: Partial<Row> = {}): Row => ({ takes, foreign: 'not_found', ...row })
const ofSteps = (takes: string, by: readonly OfficerRole[]) => ofReaders(takes, { by, denied: 'wbs_not_your_step' })

const TABLE: Record<string, Row> = {
  '(office)/wbs#readReportAction': ofReaders('ok'),
  '(office)/wbs#peekReportsAction': { takes: 'ok' }, // the foreign one is left out, see below
  '(office)/wbs#sendMessageAction': ofReaders('wbs_wrong_seq'),
  '(office)/wbs#openNotesAction': ofReaders('wbs_wrong_rings'),
  '(office)/wbs/kunci#approveOfferAction': { by: keepers, takes: 'not_found' },
  '(office)/wbs/kunci#refuseOfferAction': { by: keepers, takes: 'not_found' },
  '(office)/wbs/kunci#planKeyChangeAction': { by: keepers, takes: 'not_found' },
  '(office)/wbs/kunci#dropKeyChangeAction': { by: keepers, takes: 'ok' },
  '(office)/wbs/kunci#takeNextListAction': { by: keepers, takes: 'ok' },
  '(office)/wbs/kunci#publishListAction': { by: keepers, takes: 'wbs_list_unreadable' },
  '(office)/wbs/kunci#changeKeysAction': ofReaders('wbs_wrong_rings'),
  '(office)/wbs/kunci#askForKeyAction': ofReaders('ok'),
  '(office)/wbs/kunci#giveKeyAction': ofReaders('wbs_wrong_wraps'),
  '(office)/wbs/kunci#relockKeyAction': { takes: 'not_found' },
  '(office)/wbs/kunci#readWithOldKeyAction': { takes: 'not_found' },
  '(office)/wbs/kunci#endOldKeyAction': { takes: 'not_found' },
  '(office)/wbs/kunci#readOldShareAction': { by: custodians, takes: 'not_found' },
  '(office)/wbs/kunci#takeOverShareAction': { by: custodians, takes: 'not_found' },
  '(office)/wbs/lampiran#readPartAction': { takes: 'not_found' },
  '(office)/wbs/luring#fetchOfflineAction': { takes: 'not_found' },
  '(office)/wbs/penanganan#decideAction': ofSteps('ok', ['verifikator']),
  '(office)/wbs/penanganan#proposeAction': ofSteps('ok', ['verifikator', 'penelaah']),
  '(office)/wbs/penanganan#declareConflictAction': ofReaders('wbs_wrong_epoch'),
  '(office)/wbs/penanganan#leaveReportAction': ofReaders('wbs_wrong_epoch'),
  '(office)/wbs/penanganan#stateUnreadableAction': ofSteps('wbs_not_signed', ['verifikator', 'penelaah']),
  '(office)/wbs/penanganan#retractUnreadableAction': ofSteps('wbs_not_signed', HANDLERS),
  '(office)/wbs/segel#askForIdentityAction': ofReaders('wbs_no_seal', { by: ['investigator'] }),
  '(office)/wbs/segel#orderIdentityAction': ofReaders('wbs_no_seal', { by: ['inspektur'] }),
  '(office)/wbs/segel#takeIdentityAction': ofReaders('wrong_state', { by: ['investigator'], denied: 'not_found' }),
  '(office)/wbs/segel#answerAsCustodianAction': { by: custodians, takes: 'not_found' },
  '(office)/wbs/segel#keepIdentityAction': ofReaders('ok', { by: ['inspektur'] }),
  '(office)/wbs/tenggat#proposeDaysAction': { by: keepersOfDays, takes: 'wbs_starts_too_soon' },
  '(office)/wbs/tenggat#confirmDaysAction': { by: keepersOfDays, takes: 'not_found' },
  '(office)/wbs/tenggat#dropDaysAction': { by: keepersOfDays, takes: 'not_found' },
  '(office)/wbs/tenggat#withdrawDaysAction': { by: keepersOfDays, takes: 'not_found' },
}

/** What else is said of a report that is in another state; where nothing stands, a state changes nothing. */
const IN_STATE: Record<string, (state: ReportState) => Partial<Row>> = {
  '(office)/wbs/penanganan#decideAction': (state) => (state === 'received' ? {} : WRONG_STATE),
  '(office)/wbs/penanganan#proposeAction': (state) => (['verifying', 'reviewing'].includes(state) ? {} : WRONG_STATE),
  '(office)/wbs/penanganan#stateUnreadableAction': (state) =>
    ['received', 'verifying'].includes(state) ? {} : WRONG_STATE,
  '(office)/wbs/segel#askForIdentityAction': (state) => (isFinal(state) ? { takes: 'wrong_state' } : {}),
}
const WRONG_STATE: Partial<Row> = { takes: 'wrong_state', by: OFFICER_ROLES }

/** Everybody may make a key, who is then listed or not; each locks what is the own. */
const OF_ANYBODY = ['(office)/wbs#offerKeyAction']

const found = await findActions()
const tokens = new Map<Who, string>()
const keyIds = new Map<Who, string>()
const reports = { own: '', foreign: '' }
type Side = keyof typeof reports
/** The hash of the question for the identity behind each. */
const questions = { own: '5'.repeat(64), foreign: '6'.repeat(64) }
const ct = await ciphertext()
const next = { seq: 2, epoch: 0, ct }

/** What is asked where a made-up value of the shape would not come as far as to the question who asks. */
const inputs = (who: Who, side: Side): Record<string, object> => ({
  sendMessageAction: { ring: 'pesan', ...next, seq: 9 },
  openNotesAction: { members: [keyIds.get(who) ?? idOf(who)], rings: [] },
  changeKeysAction: { members: [keyIds.get(who) ?? idOf(who)], rings: [] },
  askForKeyAction: { places: [{ ring: 'pesan', epoch: 0 }] },
  giveKeyAction: { for: REPORTER, wraps: [] },
  relockKeyAction: { locked: { kind: 'recovery', box: 'x', ct: 'x' } },
  decideAction: { step: 'acknowledge', result: null, message: next },
  proposeAction: { step: 'reject', result: 'SPAM', message: { ...next, seq: 1 } },
  askForIdentityAction: { request: questions[side], letters: [], message: next },
  orderIdentityAction: { request: questions[side], letters: [], message: next },
  takeIdentityAction: { request: questions[side] },
})

beforeAll(async () => {
  const agency = await testAgency(main.owner, 'province')
  const listed = []
  for (const who of WHO) {
    const account = await testAccount(main.owner, agency, ['wbs_officer'])
    tokens.set(who, (await testSession(main.owner, account.id, 'wbs_officer')).token)
    if (who === UNLISTED) continue
    const made = await person(who, [who])
    keyIds.set(who, made.key.id)
    listed.push({ ...made, key: { ...made.key, holder: account.id } })
  }
  const { people: others } = await office()
  const ids = (people: typeof others) => people.map(({ key }) => key.id)
  const groups = [
    { id: 'own', name: 'Semua peran', keys: ids(listed) },
    { id: 'foreign', name: 'Orang lain', keys: ids(others) },
  ]
  const everybody = [...listed, ...others]
  const { manifest, signed } = await office({ keys: everybody.map(({ key }) => key), groups })
  await publish(wbs.owner, signed)
  await keepKeys(wbs.owner, everybody)
  for (const groupId of ['own', 'foreign'] as const) {
    const input = { manifest, groupId, excluded: [], content: { apa: 'Sesuatu' }, origin: ORIGIN }
    const made = await makeReport(await reporterKeys(groupId), input)
    await post('laporan', { ...made, proof: await proofFrom('pow') })
    reports[groupId] = made?.id ?? ''
    await askOf(groupId)
  }
})

test('every action of reports stands in the table', () => {
  const names = Object.keys(found).filter((name) => name.startsWith('(office)/wbs'))
  expect([...Object.keys(TABLE), ...OF_ANYBODY].sort()).toEqual(names.sort())
})

describe.each(Object.entries(TABLE))('%s', (name, row) => {
  const sides = row.foreign === undefined ? (['own'] as const) : (['own', 'foreign'] as const)

  test.each(sides)('answers each role as the table says, of the report that is %s', async (side) => {
    const heard: Record<string, string> = {}
    for (const who of WHO) heard[who] = await codeFor(name, who, side)
    expect(heard).toEqual(Object.fromEntries(WHO.map((who) => [who, saidTo(who, side, row)])))
  })
})

function saidTo(who: Who, side: Side, { by = OFFICER_ROLES, takes, denied = 'forbidden', foreign }: Row) {
  if (who === UNLISTED) return 'forbidden'
  if (side === 'foreign') return foreign
  return by.includes(who) ? takes : denied
}

/** What is asked of one report. */
const OF_REPORTS = Object.entries(TABLE).filter(([, { foreign }]) => foreign !== undefined)

/** `npm run test:wbs` asks everybody in every state, `npm test` one role in turn, of the report that they read. */
const isWhole = Boolean(process.env.WBS_WHOLE)

test.each(reportState.enumValues.map((state, at) => ({ state, at })))(
  'of a report in the state $state every action answers as the table says',
  async ({ state, at }) => {
    const [heard, said]: [Record<string, string>, Record<string, string | undefined>] = [{}, {}]
    for (const [place, [name, row]] of OF_REPORTS.entries()) {
      const asking = isWhole ? WHO : WHO.filter((_, turn) => turn === (at + place) % WHO.length)
      for (const side of isWhole ? (['own', 'foreign'] as const) : (['own'] as const))
        for (const who of asking) {
          heard[`${name} ${side} ${who}`] = await codeFor(name, who, side, state)
          said[`${name} ${side} ${who}`] = saidTo(who, side, { ...row, ...IN_STATE[name]?.(state) })
        }
    }
    expect(heard).toEqual(said)
  },
)

test('whoever reads a report hears something else of it than whoever does not', () => {
  expect(Object.entries(TABLE).filter(([, { takes, foreign }]) => takes === foreign)).toEqual([])
})

test.each(OFFICER_ROLES)('among the first messages that %s sees there is none of a foreign report', async (who) => {
  browser.token = tokens.get(who) ?? ''
  const result = await found['(office)/wbs#peekReportsAction']?.({ reports: Object.values(reports) })
  expect(result).toMatchObject({ ok: true, data: { firsts: [{ report: reports.own }] } })
})

/** The reporter of a report asks for its key, and its investigator for the identity: somebody could answer both. */
async function askOf(side: Side): Promise<void> {
  await wbs.owner`insert into key_requests (report_id, reader, places, asked_on)
    values (${reports[side]}, ${REPORTER}, '{}', current_date)`
  await wbs.owner`insert into seal_requests (report_id, number, hash, requester_key, asked_on, due_on)
    values (${reports[side]}, 1, ${Buffer.from(questions[side], 'hex')}, ${keyIds.get('investigator') ?? ''}, current_date,
      current_date + 30)`
}

async function codeFor(name: string, who: Who, side: Side, state?: ReportState): Promise<string> {
  const action = found[name]
  if (!action) throw new Error(`There is no ${name}.`)
  const isProposing = name.endsWith('proposeAction')
  await resetReports(isProposing, state ?? (isProposing ? 'verifying' : 'received'))
  const input = { ...(sample(action.schema, reports[side]) as object), ...inputs(who, side)[name.split('#')[1] ?? ''] }
  browser.token = tokens.get(who) ?? ''
  const result = await action(input)
  return result.ok ? 'ok' : result.refusal.code
}

/** As they arrived, but for their state, and with what a proposal is written in. */
async function resetReports(isProposing: boolean, state: ReportState): Promise<void> {
  await wbs.owner`delete from messages where ring = 'catatan' or seq > 1`
  await wbs.owner`delete from wraps where ring = 'catatan'`
  await wbs.owner`update reports set state = ${state}`
  if (isProposing) for (const report of Object.values(reports)) await openNotesOf(wbs.owner, report)
}
