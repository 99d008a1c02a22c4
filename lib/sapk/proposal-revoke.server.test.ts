import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '@/lib/auth/actor'
import { findArchive } from '@/lib/documents/archive.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { initialProposal } from '@/lib/sapk/proposal-bkn.server'
import { handOverDecree, prepareDecree, signDecrees } from '@/lib/sapk/proposal-decree.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import {
  cancelCorrection,
  correctDecree,
  correctTechnical,
  revokeDecree,
  revokeTechnical,
} from '@/lib/sapk/proposal-revoke.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import {
  agencyId,
  closeOffices,
  code,
  contextOf,
  database,
  eligible,
  officeId,
  openOffices,
  PERIOD,
  prepareForDecree,
  refOf,
  sendToBkn,
  signerOf,
  stateOf,
} from './offices.fixture'

const WHY = 'Masa kerja pada SK terakhir keliru dicatat.'

let officer: Context
let signer: Context
let approver: Context
let head: Context

beforeAll(async () => {
  await openOffices()
  officer = contextOf('mutation_officer')
  signer = await signerOf('agency_signer', agencyId)
  approver = contextOf('agency_approver')
  head = await signerOf('bkn_signer', officeId)
}, 120_000)

afterAll(closeOffices)

test('a revoked technical approval ends the proposal, and the person may be proposed again', async () => {
  const person = await withDecreeReady()
  const maker = { ...head, actor: { ...head.actor, accountId: officer.actor.accountId } }
  expect(await code(revokeTechnical(maker, await refOf(person), WHY))).toBe('duty.maker')
  await revokeTechnical(head, await refOf(person), WHY)
  expect(await stateOf(person)).toBe('technical_revoked')
  expect(await papersOf(person)).toMatchObject([{ kind: 'technical_approval', status: 'revoked', end_reason: WHY }])
  expect(await code(signDecrees(signer, [await refOf(person)]))).toBe('wrong_state')
  const again = await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [person] })
  expect(again.created).toBe(1)
}, 120_000)

test('a ralat of a technical approval is signed under a new number and takes the place of the old one', async () => {
  const person = await withDecreeReady('technical_sent')
  const before = await proposalOf(person)
  await database.owner`update promotion_proposals set sent_at = '2026-10-01' where employee_id = ${person}`
  await correctTechnical(head, await refOf(person), WHY)
  expect(await stateOf(person)).toBe('technical_draft')
  const dueOn = await dueOf(person)
  expect(dueOn > head.now.toISOString().slice(0, 10)).toBe(true) // the clock started anew
  expect(await papersOf(person)).toMatchObject([{ status: 'issued' }])
  await initialProposal(contextOf('bkn_verifier'), await refOf(person))
  await initialProposal(contextOf('bkn_verifier'), await refOf(person))
  expect(await dueOf(person)).toBe(dueOn)
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))

  const after = await proposalOf(person)
  expect(after.technical_number).not.toBe(before.technical_number)
  const papers = await papersOf(person)
  expect(papers).toMatchObject([{ status: 'superseded' }, { status: 'issued', number: after.technical_number }])
  expect(papers[0]?.superseded_by_id).toBe(papers[1]?.id)
}, 120_000)

test('a revoked decree leaves the history with its reason, and another can be made', async () => {
  const person = await withDecreeReady()
  const rankBefore = await rankOf(person)
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  expect(await rankOf(person)).not.toEqual(rankBefore)
  expect(await code(revokeDecree(head, await refOf(person), WHY))).toBe('duty.other_authority')

  await revokeDecree(signer, await refOf(person), WHY)
  expect(await stateOf(person)).toBe('technical_sent')
  expect(await rankOf(person)).toEqual(rankBefore)
  expect(await archivedDecrees(person)).toEqual(['SK_PANGKAT.pdf'])
  const rows = await historyOf(person)
  expect(rows).toMatchObject([
    { is_void: false, replaces_id: null },
    { is_void: true, reason: WHY, replaces_id: rows[0]?.id },
  ])

  await prepareDecree(officer, await refOf(person))
  await handOverDecree(officer, await refOf(person))
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  const decrees = (await papersOf(person)).filter((paper) => paper.kind === 'promotion_decree')
  expect(decrees.map((paper) => paper.status)).toEqual(['revoked', 'issued'])
  expect(await archivedDecrees(person)).toEqual([`${decrees[1]?.number.replaceAll('/', '-')}.pdf`])
  expect(await stateOf(person)).toBe('done')
}, 120_000)

test('a ralat of a decree is signed by another than ordered it, and takes the place of the old paper and row', async () => {
  const person = await withDecreeReady()
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  await database.owner`update employees set name = 'Nama Yang Benar' where id = ${person}`
  const both = { ...approver, actor: { ...approver.actor, accountId: signer.actor.accountId } }
  await correctDecree(both, await refOf(person), WHY)
  expect(await stateOf(person)).toBe('decree_signing')
  expect(await code(signDecrees(signer, [await refOf(person)]))).toBe('duty.entered_decree')

  await cancelCorrection(signer, await refOf(person), WHY)
  await correctDecree(approver, await refOf(person), WHY)
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  expect(await stateOf(person)).toBe('done')
  const rows = await historyOf(person)
  const { service_months, salary_rupiah } = rows[0] ?? {}
  expect(rows).toMatchObject([
    { replaces_id: null },
    { service_months, salary_rupiah, replaces_id: rows[0]?.id, reason: WHY, is_void: false },
  ])
  const decrees = (await papersOf(person)).filter((paper) => paper.kind === 'promotion_decree')
  expect(decrees[1]?.data.technicalApproval.form).toBe('approval') // up to III/d
  expect(decrees.map((paper) => [paper.status, paper.data.employee.name === 'Nama Yang Benar'])).toEqual([
    ['superseded', false],
    ['issued', true],
  ])
}, 120_000)

test('a ralat brings a decree back to the masa kerja and pay of its technical approval, and changes nothing else', async () => {
  const person = await withDecreeReady()
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  expect(await code(correctDecree(approver, await refOf(person), WHY))).toBe('decree_unchanged')
  expect(await code(correctDecree(contextOf('bkn_verifier'), await refOf(person), WHY))).toBe('duty.other_authority')
  const { to_service_months: serviceMonths, to_salary_rupiah: pay } = await proposalOf(person)
  await database.owner`
    update promotion_proposals set to_service_months = ${serviceMonths + 24}, to_salary_rupiah = ${pay + 100}
    where employee_id = ${person}`
  await correctDecree(approver, await refOf(person), WHY)
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  expect((await historyOf(person)).at(-1)).toMatchObject({ salary_rupiah: pay, service_months: serviceMonths })
}, 120_000)

test('a technical approval is not revoked under a decree in force; a ralat that was a mistake is cancelled', async () => {
  const person = await withDecreeReady()
  expect(await code(cancelCorrection(signer, await refOf(person), WHY))).toBe('wrong_state')
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  const [row] = await historyOf(person)
  await database.owner`update promotion_proposals set to_service_months = to_service_months + 24 where employee_id = ${person}`
  await correctDecree(approver, await refOf(person), WHY)
  expect(await code(revokeTechnical(head, await refOf(person), WHY))).toBe('decree_in_force')

  expect(await code(cancelCorrection(head, await refOf(person), WHY))).toBe('duty.other_authority')
  await cancelCorrection(signer, await refOf(person), WHY)
  expect(await proposalOf(person)).toMatchObject({
    state: 'done',
    to_service_months: row?.service_months,
    to_salary_rupiah: row?.salary_rupiah,
  })
  expect((await papersOf(person)).map(({ status }) => status)).toEqual(['issued', 'issued'])
  expect(await historyOf(person)).toEqual([row])
  const [step] = await database.owner`
    select event, detail from proposal_events where proposal_id = ${(await refOf(person)).id} order by at desc, position desc`
  expect(step).toEqual({ event: 'cancel_correction', detail: WHY })
  const [audited] = await database.owner`
    select event, reason from audit_events where subject_id = ${(await refOf(person)).id} order by seq desc`
  expect(audited).toEqual({ event: 'promotion.cancel_correction', reason: WHY })
}, 120_000)

test('a decree is not revoked while a later rank rests on it', async () => {
  const person = await withDecreeReady()
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  await database.owner`
    insert into rank_history (employee_id, effective_on, rank, service_months, source)
    values (${person}, '2031-04-01', 'IV/a', 0, 'update')`
  await expect(revokeDecree(signer, await refOf(person), WHY)).rejects.toMatchObject({
    code: 'later_rank',
    facts: { rank: 'IV/a', effectiveOn: '2031-04-01' },
  })
  expect(await stateOf(person)).toBe('done')
}, 120_000)

test('a decree is not opened again while another proposal of the person is on its way', async () => {
  const person = await withDecreeReady()
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  const done = await refOf(person)
  await database.owner`
    insert into promotion_proposals (number, batch_id, agency_id, employee_id, effective_on, type, from_rank,
      from_rank_since, from_service_months, from_salary_rupiah, to_rank, to_service_months, to_salary_rupiah, findings,
      made_by)
    select number || '-B', batch_id, agency_id, employee_id, '2031-04-01', type, from_rank, from_rank_since, 0, 0,
      to_rank, 0, 0, '[]', made_by from promotion_proposals where id = ${done.id}`
  expect(await code(revokeDecree(signer, done, WHY))).toBe('already_proposed')
}, 120_000)

/** Somebody whose decree waits for the agency's signer, or is still to be prepared. */
async function withDecreeReady(until: 'decree_signing' | 'technical_sent' = 'decree_signing'): Promise<string> {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  await prepareForDecree(officer, person, until)
  return person
}

async function proposalOf(person: string) {
  const [row] = await database.owner`select * from promotion_proposals where employee_id = ${person}`
  if (!row) throw new Error('no proposal')
  return row
}

async function dueOf(person: string): Promise<string> {
  const [row] = await database.owner`select due_on::text from promotion_proposals where employee_id = ${person}`
  return row?.due_on
}

function papersOf(person: string) {
  return database.owner`select * from issued_documents where employee_id = ${person} order by issued_at, kind`
}

function historyOf(person: string) {
  return database.owner`
    select * from rank_history where employee_id = ${person} and source = 'proposal' order by recorded_at, is_void`
}

/** What the next proposal of the person would show as the last decree. */
async function archivedDecrees(person: string): Promise<string[]> {
  const archive = await findArchive(officer, person)
  return archive.filter(({ documentType }) => documentType === 'SK_PANGKAT').map(({ originalName }) => originalName)
}

async function rankOf(person: string) {
  const [row] = await database.owner`
    select rank::text, effective_on::text from rank_history h where employee_id = ${person} and not is_void
      and not exists (select from rank_history n where n.replaces_id = h.id) order by effective_on desc limit 1`
  return { ...row }
}
