import { randomUUID } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { BKN_CODE } from '@/db/seed/agencies'
import type { Context } from '@/lib/auth/actor'
import { archiveDocument, listArchive } from '@/lib/documents/intake.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import type { Rank } from '@/lib/registry/ranks'
import { previewBulk } from '@/lib/sapk/bulk-select.server'
import { withHeldBack } from '@/lib/sapk/delegation.server'
import { dutyOnTurn } from '@/lib/sapk/duty'
import { type ProposalState, turnFor } from '@/lib/sapk/proposal'
import { approveProposal } from '@/lib/sapk/proposal-agency.server'
import { authorities } from '@/lib/sapk/proposal-authority.server'
import { initialProposal } from '@/lib/sapk/proposal-bkn.server'
import { handOverDecree, prepareDecree, signDecrees } from '@/lib/sapk/proposal-decree.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { parseListAddress } from '@/lib/sapk/proposal-list'
import { findDraft } from '@/lib/sapk/proposal-preview.server'
import { nextForReview } from '@/lib/sapk/proposal-queue.server'
import { listFilter, listProposals, queueFilter } from '@/lib/sapk/proposal-read.server'
import { confirmDecree, correctRecord, recordDecree, returnRecord } from '@/lib/sapk/proposal-record.server'
import { revokeDecree } from '@/lib/sapk/proposal-revoke.server'
import { submitProposal } from '@/lib/sapk/proposal-submit.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import {
  acceptAll,
  agencyId,
  closeOffices,
  code,
  completeDocuments,
  contextOf,
  database,
  eligible,
  headOf,
  idOf,
  officeId,
  openOffices,
  PERIOD,
  prepareForDecree,
  refOf,
  sendToBkn,
  signerOf,
  stateOf,
} from './offices.fixture'

let officer: Context
let bknId: number

beforeAll(async () => {
  await openOffices()
  officer = contextOf('mutation_officer')
  bknId = await idOf(BKN_CODE)
}, 120_000)

afterAll(closeOffices)

const ofPusat = (context: Context): Context => ({
  ...context,
  actor: { ...context.actor, agencyId: bknId, scope: { kind: 'national' } },
})

test('rank, post and TMT say who gives the technical approval and whose the decree is', async () => {
  const [person] = await database.owner<{ id: string }[]>`
    select id from employees where agency_id = ${agencyId} and position_kind = 'structural' and echelon like 'II%' limit 1`
  const employeeId = person?.id ?? ''
  const deciders = (toRank: Rank, effectiveOn = PERIOD) =>
    transact(officer, async (tx) => {
      const found = await authorities(tx, { agencyId, employeeId, toRank, effectiveOn })
      return [found.approvalBy, found.decreeAuthority]
    })
  expect(await deciders('III/d')).toEqual(['regional_office', 'agency'])
  expect(await deciders('IV/b')).toEqual(['regional_office', 'agency'])
  expect(await deciders('IV/c')).toEqual(['head_of_bkn', 'bkn'])
  expect(await deciders('IV/c', '2014-10-01')).toEqual(['head_of_bkn', 'president'])
  await database.owner`update employees set echelon = 'I.b' where id = ${employeeId}`
  expect(await deciders('IV/c')).toEqual(['head_of_bkn', 'president'])
})

test('to IV/c the head of BKN approves, and signs the decree for the President', async () => {
  const [person = '', other = ''] = await sentTo('bkn')
  const [mine] = await letterOf(person)
  const [others] = await letterOf(other)
  expect([mine?.number === others?.number, mine?.addressee, others?.addressee]).toEqual([
    false,
    'Kepala Badan Kepegawaian Negara',
    'Kepala Kantor Regional VII Badan Kepegawaian Negara',
  ])

  const kanreg = contextOf('bkn_verifier')
  const pusat = ofPusat(contextOf('bkn_verifier'))
  expect(await queueOf(kanreg)).not.toContain(person)
  expect(await queueOf(pusat)).toEqual([person])
  expect(await nextForReview(pusat)).toBe((await refOf(person)).id)
  expect(await code(openForReview(kanreg, await refOf(person)))).toBe('duty.other_office')
  expect(await code(openForReview(pusat, await refOf(other)))).toBe('duty.other_office')

  await openForReview(pusat, await refOf(person))
  await acceptAll(pusat, person)
  await initialProposal(pusat, await refOf(person))
  await initialProposal(ofPusat(contextOf('bkn_verifier')), await refOf(person))
  const head = ofPusat(await headOf('bkn_signer', bknId, 'Kepala Badan Kepegawaian Negara'))
  const regional = await signerOf('bkn_signer', officeId)
  expect(await code(signTechnicalApprovals(regional, [await refOf(person)]))).toBe('duty.other_office')
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))

  const [sign] = await database.owner<{ office_sign: string }[]>`select office_sign from agencies where id = ${bknId}`
  const [technical] = await papersOf(person, 'technical_approval')
  expect(technical?.number).toMatch(new RegExp(`^${sign?.office_sign}A-22900\\d{6}$`))
  expect(technical?.issued_by_agency_id).toBe(bknId)

  await prepareDecree(officer, await refOf(person))
  await handOverDecree(officer, await refOf(person))
  const agencySigner = await signerOf('agency_signer', agencyId)
  expect(await code(signDecrees(agencySigner, [await refOf(person)]))).toBe('duty.other_authority')
  expect(await code(signDecrees(regional, [await refOf(person)]))).toBe('duty.other_authority')
  expect(await queueOf(head)).toEqual([person])
  expect(await queueOf(regional)).toEqual([])
  await runSigningBatch(promotionSigning, await signDecrees(head, [await refOf(person)]))

  const [decree] = await papersOf(person, 'promotion_decree')
  expect(decree?.data).toMatchObject({
    authority: 'Presiden Republik Indonesia',
    technicalApproval: { form: technical?.data.form },
    letterhead: { kind: 'title', office: 'Presiden Republik Indonesia' },
    signatory: { capacity: ['a.n. PRESIDEN REPUBLIK INDONESIA', expect.anything()] },
  })
  expect(await decreeByOf(person)).toBe('Kepala Badan Kepegawaian Negara a.n. Presiden Republik Indonesia')
}, 120_000)

test('a decree to IV/a is signed and revoked by the head of the agency, for whom nobody else may', async () => {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  await prepareForDecree(officer, person)
  const [proposal] = await database.owner`select to_rank from promotion_proposals where employee_id = ${person}`
  const fitting: Rank = proposal?.to_rank
  const setRank = (rank: Rank) =>
    database.owner`update promotion_proposals set to_rank = ${rank} where employee_id = ${person}`
  await setRank('IV/a')
  const signer = await signerOf('agency_signer', agencyId)
  const query = { status: 'decree_signing' }
  expect(await code(signDecrees(signer, [await refOf(person)]))).toBe('not_delegated')
  const skipped = async (context: Context) => (await previewBulk(context, 'sign_decree', query)).skipped
  expect(await skipped(signer)).toContainEqual({ code: 'not_delegated', count: 1 })
  const previews = Array.from({ length: 12 }, () => previewBulk(signer, 'sign_decree', {}))
  expect(await Promise.all(previews), 'as many as there are connections').toEqual(
    Array(12).fill({ total: 0, taken: 0, skipped: [] }),
  )

  const governor = await headOf('agency_signer', agencyId, 'Penjabat Gubernur')
  expect(await skipped(governor)).not.toContainEqual(expect.objectContaining({ code: 'not_delegated' }))
  const batchId = await signDecrees(governor, [await refOf(person)])
  await setRank(fitting)
  await runSigningBatch(promotionSigning, batchId)
  await setRank('IV/a')
  const why = 'Pangkat lamanya keliru dicatat pada riwayat.'
  expect(await code(revokeDecree(contextOf('agency_signer'), await refOf(person), why))).toBe('not_delegated')
  await revokeDecree(governor, await refOf(person), why)
  expect(await stateOf(person)).toBe('technical_sent')
}, 60_000)

async function another(employeeId: string, context: Context, originalName: string) {
  const pdf = { bytes: await onePage('another'), pageCount: 1, originalName }
  await transact(context, (tx) => archiveDocument(tx, context, pdf, { employeeId, documentType: 'SK_PANGKAT' }))
}

/** The names of the papers that prove the ranks which decrees have written. */
async function provenBy(person: string) {
  const rows = await database.owner`
    select p.original_name from history_documents d join rank_history h on h.id = d.row_id
    join employee_documents p on p.id = d.document_id
    where h.employee_id = ${person} and h.source = 'proposal' order by d.recorded_at`
  return rows.map(({ original_name }) => original_name)
}

test("the President's decree is recorded with its paper by one and confirmed by another, and mended so too", async () => {
  const [person = ''] = await sentTo('president')
  await database.owner`update promotion_proposals set state = 'technical_sent', technical_on = '2027-01-20',
    technical_number = 'AA-22900000999', technical_year = 2027 where employee_id = ${person}`
  const later = { ...officer, now: new Date('2027-03-10T09:00:00+07:00') }
  expect(await code(prepareDecree(later, await refOf(person)))).toBe('decree_of_president')
  const pdf = { bytes: await onePage(), pageCount: 1, originalName: 'keppres.pdf' }
  const record = async (decreeOn: string) =>
    recordDecree(later, await refOf(person), { decreeNumber: '12/K TAHUN 2027', decreeOn }, pdf)
  await expect(record('2027-01-19')).rejects.toMatchObject({ fields: { decreeOn: 'decree_day' } })
  await expect(record('2027-03-11')).rejects.toMatchObject({ fields: { decreeOn: 'decree_day' } })
  await record('2027-03-01')
  expect(await stateOf(person)).toBe('decree_recorded')
  const approver = contextOf('agency_approver', {}, later.now)
  const both = { ...approver, actor: { ...approver.actor, accountId: officer.actor.accountId } }
  expect(await code(confirmDecree(both, await refOf(person)))).toMatch(/^duty\./)
  await returnRecord(approver, await refOf(person), 'Nomor pada SK berbeda dari catatan.')
  expect(await stateOf(person)).toBe('technical_sent')
  await record('2027-03-01')
  await another(person, { ...later, now: new Date('2027-03-10T10:00:00+07:00') }, 'SK lain.pdf')
  await confirmDecree(approver, await refOf(person))
  expect(await stateOf(person)).toBe('done')
  expect(await provenBy(person)).toEqual(['keppres.pdf'])

  const typed = { decreeNumber: '12/K TAHUN 2027', decreeOn: '2027-03-02', detail: 'Tanggal SK salah ketik.' }
  const correct = async (changes: object) => correctRecord(later, await refOf(person), { ...typed, ...changes })
  await expect(correct({ decreeOn: '2027-03-01' })).rejects.toMatchObject({
    fields: { decreeNumber: 'history.unchanged' },
  })
  await correct({ decreeNumber: '21/K TAHUN 2027' })
  await returnRecord(approver, await refOf(person), 'Nomor itu tidak ada pada SK.')
  expect(await stateOf(person)).toBe('done')
  await correct({})
  expect(await decreesOf(person)).toEqual([['12/K TAHUN 2027', '2027-03-01']])
  expect(await code(confirmDecree(both, await refOf(person)))).toMatch(/^duty\./)
  await confirmDecree(approver, await refOf(person))
  expect(await decreesOf(person)).toEqual([
    ['12/K TAHUN 2027', '2027-03-01'],
    ['12/K TAHUN 2027', '2027-03-02'],
  ])

  expect(await decreeByOf(person)).toBe('Presiden Republik Indonesia')
  const archived = await transact(officer, (tx) => listArchive(tx, officer, person))
  expect(archived.filter((entry) => entry.documentType === 'SK_PANGKAT').map((entry) => entry.originalName)).toEqual([
    'SK lain.pdf',
    'keppres.pdf',
  ])
  expect(await provenBy(person)).toEqual(['keppres.pdf', 'keppres.pdf'])
  const [ordinary = ''] = await eligible(officer, 1)
  await database.owner`update promotion_proposals set state = 'technical_sent', decree_authority = 'bkn'
    where employee_id = ${ordinary}`
  const given = { decreeNumber: '1/2027', decreeOn: '2027-03-01' }
  expect(await code(recordDecree(later, await refOf(ordinary), given, pdf))).toBe('decree_not_external')
}, 120_000)

test('a queue holds exactly what its reader may decide, and a state of it is counted as it is listed', async () => {
  const signer = await signerOf('agency_signer', agencyId)
  const approver = contextOf('agency_approver')
  const verifier = contextOf('bkn_verifier')
  const kanreg = await signerOf('bkn_signer', officeId)
  const readers = [
    signer,
    await headOf('agency_signer', agencyId, 'Gubernur'),
    approver,
    verifier,
    ofPusat(verifier),
    { ...kanreg, actor: { ...kanreg.actor, accountId: verifier.actor.accountId } },
    ofPusat(await signerOf('bkn_signer', bknId)),
    ofPusat(await headOf('bkn_signer', bknId, 'Kepala BKN')),
  ]
  const involved = [signer, approver, verifier].map(({ actor }) => actor.accountId)
  await makeEveryCase(involved, signer.actor.employeeId ?? '')
  for (const reader of readers) {
    const { rows } = await listProposals(reader, { effectiveOn: PERIOD }, { offset: 0, limit: 1000 })
    const may = (await withHeldBack(reader, rows)).filter(
      (row) =>
        turnFor(row) === reader.actor.role &&
        !dutyOnTurn(row, reader.actor) &&
        !(row.state === 'decree_signing' && row.isHeldBack),
    )
    const queue = await listProposals(reader, await queueFilter(reader), { offset: 0, limit: 1000 })
    const told = `${reader.actor.role} ${reader.actor.name}`
    expect(queue.rows.map(({ id }) => id).sort(), told).toEqual(may.map(({ id }) => id).sort())
    for (const state of new Set(may.map((row) => row.state))) {
      const address = parseListAddress({ bagian: 'mine', status: state })
      const listed = await listProposals(reader, await listFilter(reader, address), { offset: 0, limit: 1 })
      expect(listed.total, `${told} ${state}`).toBe(may.filter((row) => row.state === state).length)
    }
    expect(may.length, told).toBeGreaterThan(0)
    expect(may.length, told).toBeLessThan(rows.length)
  }
})

/** Proposals in every state that waits for a decision, for every rank, office and hand that may matter. */
async function makeEveryCase(involved: (string | null)[], signerEmployeeId: string) {
  const [like = ''] = await eligible(officer, 1)
  const cases = WAITING.flatMap((state) =>
    RANKS_TO.flatMap((toRank) => [null, ...involved].map((hand) => ({ state, toRank, hand }))),
  )
  const people = await database.owner<{ id: string }[]>`
    select id from employees e where agency_id = ${agencyId}
      and not exists (select from promotion_proposals where employee_id = e.id)
    order by id = ${signerEmployeeId} desc limit ${cases.length}`
  for (const [index, { state, toRank, hand }] of cases.entries()) {
    const isOfBkn = toRank === 'IV/c'
    const changes = {
      id: randomUUID(),
      number: `KP-2027-04-9${String(index).padStart(3, '0')}`,
      employee_id: people[index]?.id,
      state,
      to_rank: toRank,
      ...(hand && index % 3 === 0 && { made_by: hand }),
      accepted_by: index % 3 === 1 ? hand : null,
      initialled_by: hand && index % 3 === 2 ? [hand] : [],
      approval_by: isOfBkn ? 'head_of_bkn' : 'regional_office',
      decree_authority: isOfBkn ? 'bkn' : 'agency',
    }
    await database.owner`
      insert into promotion_proposals
      select (jsonb_populate_record(p, ${database.owner.json(changes)})).* from promotion_proposals p
      where employee_id = ${like}`
  }
}

const RANKS_TO: Rank[] = ['III/d', 'IV/a', 'IV/c']
const WAITING: ProposalState[] = [
  'agency_review',
  'awaiting_approval',
  'awaiting_letter',
  'sent',
  'bkn_review',
  'technical_draft',
  'initialling',
  'technical_signing',
  'decree_signing',
]

/**
 * Two people of one batch at BKN: the first as the head of BKN decides to IV/c, the second as they are. The draft of
 * each is the letter that was signed.
 */
async function sentTo(decreeAuthority: string): Promise<string[]> {
  const people = await eligible(officer, 2)
  for (const person of people) {
    await completeDocuments(officer, person)
    await submitProposal(officer, await refOf(person))
    await approveProposal(contextOf('agency_approver'), await refOf(person))
  }
  const [first = '', second = ''] = people
  await database.owner`
    update promotion_proposals set approval_by = 'head_of_bkn', decree_authority = ${decreeAuthority}
    where employee_id = ${first}`
  await database.owner`
    update promotion_proposals set batch_id = (select batch_id from promotion_proposals where employee_id = ${first})
    where employee_id = ${second}`
  const signer = await signerOf('agency_signer', agencyId)
  const refs = [await refOf(first), await refOf(second)]
  const drafts = await Promise.all(refs.map(({ id }) => findDraft(signer, id, 'letter')))
  await runSigningBatch(promotionSigning, await signLetters(signer, refs))
  const signed = await Promise.all(people.map(letterOf))
  expect(drafts.map((draft) => draft && printedIn(draft.data))).toEqual(
    signed.map(([letter]) => printedIn(letter?.data ?? {})),
  )
  return people
}

function printedIn({ addressee, people }: Record<string, unknown>) {
  return { addressee, people }
}

function letterOf(person: string) {
  return database.owner<{ number: string; addressee: string; data: Record<string, unknown> }[]>`
    select d.number, d.data->'addressee'->>0 as addressee, d.data from promotion_proposals p
    join promotion_batches b on b.id = p.batch_id join issued_documents d on d.code = b.letter_code
    where p.employee_id = ${person}`
}

function papersOf(person: string, kind: string) {
  return database.owner`select * from issued_documents where employee_id = ${person} and kind = ${kind}`
}

async function decreeByOf(person: string): Promise<string | undefined> {
  const [row] = await database.owner`
    select decree_by from rank_history where employee_id = ${person} and source = 'proposal'`
  return row?.decree_by
}

async function queueOf(context: Context): Promise<string[]> {
  const { rows } = await listProposals(context, await queueFilter(context), { offset: 0, limit: 50 })
  return rows.map((row) => row.employeeId)
}

async function onePage(title = ''): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.setTitle(title)
  document.addPage()
  return document.save()
}

/** Number and day of each row that a decree signed elsewhere made, the replaced one too. */
async function decreesOf(person: string) {
  const rows = await database.owner`
    select decree_number, decree_on::text from rank_history
    where employee_id = ${person} and source = 'proposal' order by recorded_at`
  return rows.map(({ decree_number, decree_on }) => [decree_number, decree_on])
}
