import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, transact } from '@/db/client.server'
import { readReferenceRows } from '@/db/reference/read'
import { DEMONSTRATION_CODE, regionalOfficeCode } from '@/db/seed/agencies'
import { addPopulation, DATA_DAY } from '@/db/seed/population'
import { loadReference } from '@/db/seed/reference'
import { type TestDatabase, testDatabase } from '@/db/testing.server'
import type { Actor, Context, Role } from '@/lib/auth/actor'
import { listArchive } from '@/lib/documents/intake.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { Refusal } from '@/lib/refusal'
import { reviewFields } from '@/lib/sapk/proposal'
import { approveProposal, cancelProposal } from '@/lib/sapk/proposal-agency.server'
import {
  acceptProposal,
  initialProposal,
  openForReview,
  recordCheck,
  rejectProposal,
  returnProposal,
} from '@/lib/sapk/proposal-bkn.server'
import { handOverDecree, prepareDecree, signDecrees } from '@/lib/sapk/proposal-decree.server'
import { attachDocument, listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { countProposals, findProposal, listProposals } from '@/lib/sapk/proposal-read.server'
import { answerItem, resubmitProposal, submitProposal } from '@/lib/sapk/proposal-submit.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'
import { promotionSigning } from '@/lib/sapk/public.server'

const PERIOD = '2027-04-01'
const NOW = new Date('2027-01-11T09:00:00+07:00')

let database: TestDatabase
let agencyId: number
let otherAgencyId: number
let officeId: number

beforeAll(async () => {
  database = await testDatabase()
  await loadReference(database.owner, readReferenceRows())
  await addPopulation(database.owner, {
    employees: 1500,
    seed: 7,
    asOf: DATA_DAY,
    withHistories: true,
    onProgress: () => {},
  })
  agencyId = await idOf(DEMONSTRATION_CODE)
  officeId = await idOf(regionalOfficeCode(7))
  otherAgencyId =
    (
      await database.owner<{ id: number }[]>`
    select id from agencies where served_by_id = ${officeId} and id <> ${agencyId} limit 1`
    )[0]?.id ?? 0
}, 120_000)

afterAll(async () => {
  await stopPrinter()
  await closeDatabase()
})

async function idOf(code: string): Promise<number> {
  const [agency] = await database.owner<{ id: number }[]>`select id from agencies where code = ${code}`
  if (!agency) throw new Error(`no agency ${code}`)
  return agency.id
}

function contextOf(role: Role, changes: Partial<Actor> = {}, now = NOW): Context {
  const isBkn = role.startsWith('bkn')
  const actor: Actor = {
    accountId: randomUUID(),
    employeeId: null,
    name: `Seorang ${role}`,
    agencyId: isBkn ? officeId : agencyId,
    role,
    scope: { kind: 'agencies', agencyIds: isBkn ? [agencyId, otherAgencyId, officeId] : [agencyId] },
    ...changes,
  }
  return { actor, now }
}

/** Somebody with a post and a rank who may sign for an agency. */
async function signerOf(role: Role, ofAgency: number): Promise<Context> {
  const [head] = await database.owner<{ id: string }[]>`
    select id from employees where agency_id = ${ofAgency} and position_kind = 'structural' and rank is not null
    order by rank desc, id limit 1`
  return contextOf(role, { employeeId: head?.id ?? null })
}

/** People of the agency whom the rules let through, enough of them for every test. */
async function eligible(officer: Context, count: number): Promise<string[]> {
  const rows = await database.owner<{ id: string }[]>`
    select id from employees where agency_id = ${agencyId} and position_kind = 'executing' and legal_status = '01'
    and rank_since <= '2023-04-01' order by id`
  const free: string[] = []
  for (const { id } of rows) {
    if (free.length === count) break
    const result = await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [id] })
    if (result.created === 1) free.push(id)
  }
  return free
}

async function refOf(employeeId: string): Promise<{ id: string; version: number }> {
  const [row] = await database.owner<{ id: string; version: number }[]>`
    select id, version from promotion_proposals where employee_id = ${employeeId} order by created_at desc limit 1`
  if (!row) throw new Error('no proposal')
  return { id: row.id, version: row.version }
}

async function stateOf(employeeId: string): Promise<string> {
  const [row] = await database.owner<{ state: string }[]>`
    select state from promotion_proposals where employee_id = ${employeeId} order by created_at desc limit 1`
  return row?.state ?? 'none'
}

/** Puts one archived file under every requirement. */
async function completeDocuments(officer: Context, employeeId: string): Promise<void> {
  const detail = await findProposal(officer, (await refOf(employeeId)).id)
  if (!detail) throw new Error('no proposal')
  const sha256 = employeeId.replaceAll('-', '').padEnd(64, '0')
  await database.owner`insert into files (sha256, size_bytes, mime) values (${sha256}, 1000, 'application/pdf')
    on conflict do nothing`
  for (const { type, attached } of await listProposalDocuments(officer, detail)) {
    if (attached) continue
    const [document] = await database.owner<{ id: string }[]>`
      insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
      values (${employeeId}, ${type}, ${sha256}, ${`${type}.pdf`}, 1) returning id`
    await attachDocument(officer, await refOf(employeeId), type, document?.id ?? '')
  }
}

async function code(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => new Refusal('nothing was refused'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refusal)) throw error
  return error.findings[0]?.code ?? error.code
}

test('a promotion goes from the nominatif to the new rank in the history, step by step', async () => {
  const officer = contextOf('mutation_officer')
  const [person = ''] = await eligible(officer, 1)
  expect(await stateOf(person)).toBe('draft')

  expect(await code(submitProposal(officer, await refOf(person)))).toBe('documents_missing')
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  expect(await stateOf(person)).toBe('agency_review')

  const maker = { ...officer, actor: { ...officer.actor, role: 'agency_approver' as const } }
  expect(await code(approveProposal(maker, await refOf(person)))).toBe('duty.maker')
  await approveProposal(contextOf('agency_approver'), await refOf(person))

  const signer = await signerOf('agency_signer', agencyId)
  await runSigningBatch(promotionSigning, await signLetters(signer, [await refOf(person)]))
  expect(await stateOf(person)).toBe('sent')

  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(person))
  expect(await code(acceptProposal(contextOf('bkn_verifier'), await refOf(person)))).toBe('held_by_other')
  expect(await code(acceptProposal(verifier, await refOf(person)))).toBe('items_undecided')
  await acceptAll(verifier, person)
  expect(await stateOf(person)).toBe('technical_draft')

  await initialProposal(verifier, await refOf(person))
  expect(await code(initialProposal(verifier, await refOf(person)))).toBe('duty.initials_once')
  await initialProposal(contextOf('bkn_verifier'), await refOf(person))

  const head = await signerOf('bkn_signer', officeId)
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))
  expect(await stateOf(person)).toBe('technical_sent')

  await prepareDecree(officer, await refOf(person))
  await handOverDecree(officer, await refOf(person))
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  expect(await stateOf(person)).toBe('done')

  const [proposal] = await database.owner`select * from promotion_proposals where employee_id = ${person}`
  expect(proposal?.technical_number).toMatch(/^[A-Z]A-22900\d{6}$/)
  const [row] = await database.owner`
    select rank::text, effective_on::text, service_months, salary_rupiah, decree_number, technical_approval_number
    from rank_history where employee_id = ${person} and source = 'proposal'`
  expect(row).toMatchObject({
    rank: proposal?.to_rank,
    effective_on: PERIOD,
    service_months: proposal?.to_service_months,
    salary_rupiah: proposal?.to_salary_rupiah,
    decree_number: proposal?.decree_number,
    technical_approval_number: proposal?.technical_number,
  })
  const issued = await database.owner`select kind from issued_documents where employee_id = ${person} order by kind`
  expect(issued.map((document) => document.kind)).toEqual(['technical_approval', 'promotion_decree'])
}, 60_000)

test('a signed decree takes the place of the last one in the archive, for the next proposal to show', async () => {
  const officer = contextOf('mutation_officer')
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  await prepareForDecree(officer, person)
  const signer = await signerOf('agency_signer', agencyId)
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))

  const archived = await transact(officer, (tx) => listArchive(tx, person))
  const [decree] = await database.owner`
    select file_sha256, number from issued_documents where employee_id = ${person} and kind = 'promotion_decree'`
  const current = archived.filter(({ documentType }) => documentType === 'SK_PANGKAT')
  expect(current).toHaveLength(1)
  expect(current[0]?.originalName).toBe(`${decree?.number.replaceAll('/', '-')}.pdf`)
  const [file] = await database.owner`select file_sha256 from employee_documents where id = ${current[0]?.id ?? ''}`
  expect(file?.file_sha256).toBe(decree?.file_sha256)
}, 60_000)

test('a returned proposal keeps its number, reopens what did not match and stops the clock of BKN', async () => {
  const officer = contextOf('mutation_officer')
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  await database.owner`update promotion_proposals set sent_at = ${NOW} where employee_id = ${person}`
  const number = (await findProposal(officer, (await refOf(person)).id))?.proposal.number
  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(person))
  expect(await code(returnProposal(verifier, await refOf(person)))).toBe('nothing_to_return')
  const mismatch = {
    item: 'document:SK_PANGKAT',
    matches: false,
    reasonCode: 'document_unreadable',
    detail: 'Halaman 2 SK pangkat tidak terbaca.',
    nextStep: 'replace_document',
  } as const
  await recordCheck(verifier, await refOf(person), mismatch)
  expect(await code(acceptProposal(verifier, await refOf(person)))).toBe('items_mismatch')
  await returnProposal(verifier, await refOf(person))
  expect(await stateOf(person)).toBe('returned')

  expect(await code(resubmitProposal(officer, await refOf(person)))).toBe('items_unanswered')
  await answerItem(officer, await refOf(person), 'document:SK_PANGKAT', 'Pindaian ulang sudah diunggah.')
  const later = { ...officer, now: new Date('2027-01-18T09:00:00+07:00') }
  await resubmitProposal(later, await refOf(person))
  const detail = await findProposal(officer, (await refOf(person)).id)
  expect(detail?.proposal).toMatchObject({ state: 'sent', number, round: 2, dueOn: '2027-01-20' })
}, 60_000)

test('a rejected person cannot be sent again in the same proposal, and the others of the letter go on', async () => {
  const officer = contextOf('mutation_officer')
  const [first = '', second = ''] = await eligible(officer, 2)
  await sendToBkn(officer, first)
  await sendToBkn(officer, second)
  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(first))
  await rejectProposal(verifier, await refOf(first), {
    reasonCode: 'condition_unmet',
    detail: 'Masa kerja dalam pangkat belum empat tahun.',
    nextStep: 'propose_again',
  })
  expect(await stateOf(first)).toBe('rejected')
  expect(await code(resubmitProposal(officer, await refOf(first)))).toBe('wrong_state')
  await openForReview(verifier, await refOf(second))
  await acceptAll(verifier, second)
  expect(await stateOf(second)).toBe('technical_draft')
}, 60_000)

test('of two officers who decide the same case one wins and the other is told', async () => {
  const officer = contextOf('mutation_officer')
  const [person = ''] = await eligible(officer, 1)
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  const seen = await refOf(person)
  const outcomes = await Promise.allSettled([
    approveProposal(contextOf('agency_approver'), seen),
    approveProposal(contextOf('agency_approver'), seen),
  ])
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(lost?.status === 'rejected' && lost.reason.code).toBe('stale')
  const approvals = await database.owner`
    select from proposal_events where proposal_id = ${seen.id} and event = 'approve'`
  expect(approvals).toHaveLength(1)
})

test('another agency neither sees nor moves a proposal, and BKN sees it only once it was sent', async () => {
  const officer = contextOf('mutation_officer')
  const [person = ''] = await eligible(officer, 1)
  const ref = await refOf(person)
  const stranger = contextOf('mutation_officer', {
    agencyId: otherAgencyId,
    scope: { kind: 'agencies', agencyIds: [otherAgencyId] },
  })
  expect(await findProposal(stranger, ref.id)).toBeUndefined()
  expect(await code(cancelProposal(stranger, ref, 'Bukan milik instansi ini.'))).toBe('not_found')
  expect(await findProposal(contextOf('bkn_verifier'), ref.id)).toBeUndefined()
  expect(await code(openForReview(contextOf('bkn_verifier'), ref))).toBe('wrong_state')
})

test('a person has one open proposal at most, and may be proposed again after it was cancelled', async () => {
  const officer = contextOf('mutation_officer')
  const [person = ''] = await eligible(officer, 1)
  const again = await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [person] })
  expect(again).toMatchObject({ created: 0, skipped: [{ employeeId: person, code: 'already_proposed' }] })
  await cancelProposal(officer, await refOf(person), 'Diusulkan pada periode lain.')
  const after = await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [person] })
  expect(after.created).toBe(1)
})

test('every count equals the list behind it', async () => {
  const officer = contextOf('mutation_officer')
  for (const { state, total } of await countProposals(officer)) {
    const list = await listProposals(officer, { states: [state] }, { offset: 0, limit: 5 })
    expect(list.total).toBe(total)
  }
})

/** Every field and paper matches, then the proposal is accepted. */
async function acceptAll(verifier: Context, person: string): Promise<void> {
  const ref = await refOf(person)
  const detail = await findProposal(verifier, ref.id)
  const papers = detail?.documents.map((row) => `document:${row.documentType}`) ?? []
  for (const item of [...reviewFields.map((field) => `field:${field}`), ...papers]) {
    await recordCheck(verifier, ref, { item, matches: true })
  }
  await acceptProposal(verifier, ref)
}

/** From a file with BKN to a decree that waits for the agency's signer. */
async function prepareForDecree(officer: Context, person: string): Promise<void> {
  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(person))
  await acceptAll(verifier, person)
  await initialProposal(verifier, await refOf(person))
  await initialProposal(contextOf('bkn_verifier'), await refOf(person))
  const head = await signerOf('bkn_signer', officeId)
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))
  await prepareDecree(officer, await refOf(person))
  await handOverDecree(officer, await refOf(person))
}

async function sendToBkn(officer: Context, person: string): Promise<void> {
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  await approveProposal(contextOf('agency_approver'), await refOf(person))
  const signer = await signerOf('agency_signer', agencyId)
  await runSigningBatch(promotionSigning, await signLetters(signer, [await refOf(person)]))
}
