import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '@/db/client.server'
import { failFirst } from '@/db/failing.fixture'
import { openPopulation } from '@/db/population.fixture'
import { DEMONSTRATION_CODE, regionalOfficeCode } from '@/db/seed/agencies'
import type { TestDatabase } from '@/db/testing.server'
import type { Context, Role } from '@/lib/auth/actor'
import { Refusal } from '@/lib/refusal'
import { acceptProposal, recordCheck, returnProposal } from '@/lib/sapk/proposal-bkn.server'
import { findProposal, passedOnNote } from '@/lib/sapk/proposal-detail.server'
import { attachDocument, listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import {
  forwardReview,
  isHeld,
  keepReview,
  listRecipients,
  openForReview,
  releaseIdleReviews,
  releaseReview,
} from '@/lib/sapk/proposal-hold.server'
import { nextForReview } from '@/lib/sapk/proposal-queue.server'
import { answerItem } from '@/lib/sapk/proposal-submit.server'
import { reviewItems } from '@/lib/sapk/review'

const NOON = new Date('2027-01-11T12:00:00+07:00')
const NOTE = 'Mohon periksa masa kerja pada halaman 2.'

let database: TestDatabase
let agencyId = 0
let officeId = 0
let verifiers: { accountId: string; employeeId: string }[] = []

beforeAll(async () => {
  database = await openPopulation(400, 11)
  const idOf = async (code: string) => {
    const [row] = await database.owner<{ id: number }[]>`select id from agencies where code = ${code}`
    return row?.id ?? 0
  }
  agencyId = await idOf(DEMONSTRATION_CODE)
  officeId = await idOf(regionalOfficeCode(7))
  verifiers = await Promise.all([1, 2, 3].map(giveVerifier))
}, 120_000)

afterAll(closeDatabase)

async function giveVerifier(number: number) {
  const [made] = await database.owner<{ accountId: string; employeeId: string }[]>`
    with person as (select id from employees order by id offset ${number} limit 1), account as (
      insert into accounts (user_id, employee_id, agency_id, letter_number, letter_on, password_hash)
      select ${`verifikator.${number}`}, id, ${officeId}, '1', '2027-01-01', 'x' from person
      returning id, employee_id
    ), role as (insert into account_roles (account_id, role) select id, 'bkn_verifier' from account)
    select id as "accountId", employee_id as "employeeId" from account`
  if (!made) throw new Error('no verifier')
  return made
}

function verifier(index: number, minutes = 0): Context {
  const scope = { kind: 'agencies', agencyIds: [agencyId, officeId] } as const
  const { accountId, employeeId } = verifiers[index] ?? { accountId: null, employeeId: null }
  const actor = { accountId, employeeId, name: `Verifikator ${index}`, agencyId: officeId, role, scope }
  return { actor, now: later(minutes) }
}
const role: Role = 'bkn_verifier'
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

function officer(): Context {
  const scope = { kind: 'agencies', agencyIds: [agencyId] } as const
  const accountId = verifiers[2]?.accountId ?? null // any account
  return {
    actor: { accountId, employeeId: null, name: 'Petugas', agencyId, role: 'mutation_officer', scope },
    now: NOON,
  }
}

let sequence = 0

/** A file that came to BKN `hoursAgo`, with two papers. */
async function sentFile(hoursAgo = 1, state = 'sent'): Promise<string> {
  const number = `KP-${sequence++}`
  const maker = '00000000-0000-4000-8000-000000000001'
  const [made] = await database.owner<{ id: string; employeeId: string }[]>`
    with person as (
      select e.id, e.unit_id from employees e where e.agency_id = ${agencyId}
        and not exists (select from promotion_proposals p where p.employee_id = e.id)
        and not exists (select from accounts a where a.employee_id = e.id) order by e.id limit 1
    ), batch as (
      insert into promotion_batches (agency_id, effective_on, number, created_by)
      values (${agencyId}, '2027-04-01', ${number}, ${maker}) returning id
    )
    insert into promotion_proposals (number, batch_id, agency_id, employee_id, unit_id, effective_on, type, state,
      from_rank, from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months,
      to_salary_rupiah, findings, made_by, sent_at)
    select ${number}, batch.id, ${agencyId}, person.id, person.unit_id, '2027-04-01', 'regular', ${state}, 'III/b',
      '2023-04-01', 100, 3287000, 'III/c', 100, 3426000, '[]', ${maker}, ${later(-60 * hoursAgo)}
    from person, batch returning id, employee_id as "employeeId"`
  if (!made) throw new Error('nobody is free')
  for (const type of ['SK_PANGKAT', 'PREDIKAT_2026']) {
    const documentId = await archived(made.employeeId, type)
    await database.owner`insert into proposal_documents (proposal_id, document_type, document_id, attached_by)
      values (${made.id}, ${type}, ${documentId}, ${maker})`
  }
  return made.id
}

async function archived(employeeId: string, type: string): Promise<string> {
  const sha256 = String(sequence++).padStart(64, '0')
  await database.owner`insert into files (sha256, size_bytes, mime) values (${sha256}, 1000, 'application/pdf')`
  const [document] = await database.owner<{ id: string }[]>`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${employeeId}, ${type}, ${sha256}, ${`${type}.pdf`}, 2) returning id`
  return document?.id ?? ''
}

async function rowOf(id: string) {
  const detail = await findProposal(verifier(0), id)
  if (!detail) throw new Error('no proposal')
  return detail.proposal
}

async function refOf(id: string) {
  return { id, version: (await rowOf(id)).version }
}

async function code(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => new Refusal('nothing was refused'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refusal)) throw error
  return error.code
}

const mismatch = {
  item: 'document:SK_PANGKAT',
  matches: false,
  reasonCode: 'document_unreadable',
  detail: 'Halaman 2 SK pangkat tidak terbaca.',
  nextStep: 'replace_document',
} as const

async function returned(): Promise<string> {
  const id = await sentFile()
  await openForReview(verifier(0), await refOf(id))
  const ref = await refOf(id)
  await recordCheck(verifier(0), ref, mismatch)
  await returnProposal(verifier(0), ref)
  return id
}

test('a verdict, or a sign of life, gives the verifier half an hour more', async () => {
  const id = await sentFile()
  await openForReview(verifier(0), await refOf(id))
  await recordCheck(verifier(0, 25), await refOf(id), { item: 'field:rank', matches: true })
  expect(isHeld(await rowOf(id), later(54))).toBe(true)
  expect(await code(openForReview(verifier(1, 54), await refOf(id)))).toBe('held_by_other')
  await keepReview(verifier(0, 50), id)
  await keepReview(verifier(1, 70), id) // holds nothing, so it changes nothing
  expect(isHeld(await rowOf(id), later(79))).toBe(true)
  expect(isHeld(await rowOf(id), later(80))).toBe(false)
  await openForReview(verifier(1, 80), await refOf(id))
  expect(await rowOf(id)).toMatchObject({ verifierId: verifiers[1]?.accountId, verifierName: 'Verifikator 1' })
  expect(await code(recordCheck(verifier(0, 81), await refOf(id), { item: 'field:rank', matches: true }))).toBe(
    'held_by_other',
  )
})

test('a file goes back to the queue when its verifier leaves it, and by itself after half an hour', async () => {
  const [left, idle, busy] = [await sentFile(), await sentFile(), await sentFile()]
  for (const id of [left, idle]) await openForReview(verifier(0), await refOf(id))
  await openForReview(verifier(1, 20), await refOf(busy))
  await releaseReview(verifier(1), left) // not theirs: nothing happens
  expect((await rowOf(left)).state).toBe('bkn_review')
  await releaseReview(verifier(0), left)
  await releaseReview(verifier(0), left)
  expect(await rowOf(left)).toMatchObject({ state: 'sent', verifierId: null, verifierName: null, heldSince: null })

  await releaseIdleReviews(later(29))
  expect((await rowOf(idle)).state).toBe('bkn_review')
  await releaseIdleReviews(later(31))
  expect((await rowOf(idle)).state).toBe('sent')
  expect((await rowOf(busy)).state).toBe('bkn_review')
  const events = await database.owner`
    select actor_role from proposal_events where proposal_id = ${idle} and event = 'release'`
  expect(events).toEqual([{ actor_role: 'system' }])
})

test('a file that cannot go back to the queue keeps no other one from it', async () => {
  const ids = [await sentFile(), await sentFile()]
  for (const id of ids) await openForReview(verifier(0), await refOf(id))
  await failFirst(database.owner, 'update', 'promotion_proposals', `new.state = 'sent'`)
  await expect(releaseIdleReviews(later(31))).rejects.toThrow(AggregateError)
  const states = await Promise.all(ids.map(async (id) => (await rowOf(id)).state))
  expect(states.sort()).toEqual(['bkn_review', 'sent'])
})

test('a file is passed on to one verifier of the agency, who gets it first; it never comes back as the next one', async () => {
  await database.owner`update promotion_proposals set state = 'cancelled' where state in ('sent', 'bkn_review')`
  const [id, other] = [await sentFile(5), await sentFile(1)]
  await openForReview(verifier(0), await refOf(id))
  const [own, colleague] = verifiers.map(({ accountId }) => accountId)
  const recipients = await listRecipients(verifier(0), id)
  expect(recipients.map(({ accountId }) => accountId)).toContain(colleague)
  const stranger = '00000000-0000-4000-8000-000000000009'
  for (const to of [own ?? '', stranger]) {
    expect(await code(forwardReview(verifier(0), await refOf(id), { to, detail: NOTE }))).toBe('recipient_unknown')
  }
  const passOn = { to: colleague ?? '', detail: NOTE }
  const ref = await refOf(id)
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => forwardReview(verifier(0), ref, passOn)))
  expect(
    tries.filter(({ status }) => status === 'fulfilled'),
    'as many at once as there are connections',
  ).toHaveLength(1)

  expect(await nextForReview(verifier(0))).toBe(other)
  expect(await nextForReview(verifier(2))).toBe(other)
  expect(await nextForReview(verifier(1))).toBe(id)
  const detail = await findProposal(verifier(1), id)
  expect(detail && passedOnNote(detail)).toMatchObject({ actorName: 'Verifikator 0', detail: NOTE })

  await openForReview(verifier(1), await refOf(id))
  await releaseReview(verifier(1), id)
  expect(await nextForReview(verifier(2))).toBe(id)
  expect(await nextForReview(verifier(0))).toBe(other)
  expect(await nextForReview(verifier(0), other)).toBeUndefined()
})

test('going on through the queue comes to every file before it begins again', async () => {
  await database.owner`update promotion_proposals set state = 'cancelled' where state in ('sent', 'bkn_review')`
  const [first, second, third] = [await sentFile(9), await sentFile(8), await sentFile(7)]
  expect(await nextForReview(verifier(0))).toBe(first)
  expect(await nextForReview(verifier(0), first)).toBe(second)
  expect(await nextForReview(verifier(0), second)).toBe(third)
  expect(await nextForReview(verifier(0), third)).toBe(first)
})

test('nothing goes back without reason, detail and next step, and only what the proposal has is decided on', async () => {
  const id = await sentFile()
  await openForReview(verifier(0), await refOf(id))
  const ref = await refOf(id)
  const { nextStep, ...withoutStep } = mismatch
  await recordCheck(verifier(0), ref, withoutStep)
  expect(await code(returnProposal(verifier(0), ref))).toBe('words_missing')
  expect(await code(recordCheck(verifier(0), ref, { item: 'field:shoes', matches: true }))).toBe('not_found')
  const foreign = { ...mismatch, item: 'document:PREDIKAT_2026', reasonCode: 'rank_differs' } as const
  expect(await code(recordCheck(verifier(0), ref, foreign))).toBe('invalid')
  await recordCheck(verifier(0), ref, { ...withoutStep, nextStep })
  await returnProposal(verifier(0), ref)
  expect((await rowOf(id)).state).toBe('returned')
})

test('after a return only the papers of what did not match may be replaced, and the timeline names them', async () => {
  const id = await returned()
  const { employeeId } = await rowOf(id)
  const detail = await findProposal(officer(), id)
  const papers = detail ? await listProposalDocuments(officer(), detail) : []
  const paper = (type: string) => papers.find((one) => one.type === type)
  expect(paper('SK_PANGKAT')?.isOpen).toBe(true)
  expect(paper('PREDIKAT_2026')?.isOpen).toBe(false)

  const closed = { id, documentType: 'PREDIKAT_2026', seen: paper('PREDIKAT_2026')?.attached?.id ?? null }
  expect(await code(attachDocument(officer(), closed, await archived(employeeId, 'PREDIKAT_2026')))).toBe(
    'paper_closed',
  )
  const open = { id, documentType: 'SK_PANGKAT', seen: paper('SK_PANGKAT')?.attached?.id ?? null }
  const rescan = await archived(employeeId, 'SK_PANGKAT')
  await attachDocument(officer(), open, rescan)
  expect(await code(attachDocument(officer(), open, await archived(employeeId, 'SK_PANGKAT')))).toBe('stale')
  const after = await findProposal(officer(), id)
  expect(after?.events.find(({ event }) => event === 'attach')).toMatchObject({
    documentType: 'SK_PANGKAT',
    documentId: rescan,
    toState: 'returned',
  })
})

test('an answer is written down, and the verifier reads it with the question in the next round', async () => {
  const id = await returned()
  await answerItem(officer(), await refOf(id), 'document:SK_PANGKAT', 'Pindaian ulang sudah diunggah.')
  const audited = await database.owner`
    select after from audit_events where subject_id = ${id} and event = 'promotion.edit'`
  expect(audited.at(-1)?.after).toMatchObject({ item: 'document:SK_PANGKAT', reply: 'Pindaian ulang sudah diunggah.' })
  expect(await code(answerItem(officer(), await refOf(id), 'document:PREDIKAT_2026', 'Sudah benar.'))).toBe('not_found')
  const detail = await findProposal(verifier(0), id)
  expect(detail?.checks).toMatchObject([
    { round: 1, reasonCode: 'document_unreadable', reply: 'Pindaian ulang sudah diunggah.' },
  ])
})

test('papers of a draft do not stand in each other’s way', async () => {
  const id = await sentFile(1, 'draft')
  const [row] = await database.owner<{ employeeId: string }[]>`
    select employee_id as "employeeId" from promotion_proposals where id = ${id}`
  const employeeId = row?.employeeId ?? ''
  const [card, diploma] = [await archived(employeeId, 'KARPEG'), await archived(employeeId, 'IJAZAH')]
  await Promise.all([
    attachDocument(officer(), { id, documentType: 'KARPEG', seen: null }, card),
    attachDocument(officer(), { id, documentType: 'IJAZAH', seen: null }, diploma),
  ])
  const detail = await findProposal(officer(), id)
  expect(detail?.proposal.state).toBe('collecting')
  expect(detail?.documents).toHaveLength(4)
})

test('a proposal is accepted only when post, unit and education have their verdict too', async () => {
  const id = await sentFile()
  await openForReview(verifier(0), await refOf(id))
  const ref = await refOf(id)
  const items = reviewItems('regular', ['SK_PANGKAT', 'PREDIKAT_2026'])
  for (const item of items.filter((one) => one !== 'field:education')) {
    await recordCheck(verifier(0), ref, { item, matches: true })
  }
  expect(await code(acceptProposal(verifier(0), ref))).toBe('items_undecided')
})
