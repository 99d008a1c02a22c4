import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { listArchive } from '@/lib/documents/intake.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { officerHome } from '@/lib/sapk/officer-home.server'
import { approveProposal, cancelProposal } from '@/lib/sapk/proposal-agency.server'
import {
  acceptProposal,
  initialProposal,
  recordCheck,
  rejectProposal,
  returnProposal,
} from '@/lib/sapk/proposal-bkn.server'
import { handOverDecree, prepareDecree, signDecrees } from '@/lib/sapk/proposal-decree.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { parseListAddress } from '@/lib/sapk/proposal-list'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { countProposals, listFilter, listProposals } from '@/lib/sapk/proposal-read.server'
import { answerItem, resubmitProposal, submitProposal } from '@/lib/sapk/proposal-submit.server'
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
  NOW,
  officeId,
  openOffices,
  otherAgencyId,
  PERIOD,
  prepareForDecree,
  refOf,
  sendToBkn,
  signerOf,
  stateOf,
} from './offices.fixture'

beforeAll(() => openOffices(), 120_000)

afterAll(closeOffices)

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

  const archived = await transact(officer, (tx) => listArchive(tx, officer, person))
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
  await eligible(officer, 1)
  for (const { state, decreeAuthority, total } of await countProposals(officer)) {
    const query = { bagian: 'all', status: state, ...(decreeAuthority && { sk: decreeAuthority }) }
    const list = await listProposals(officer, await listFilter(officer, parseListAddress(query)), {
      offset: 0,
      limit: 5,
    })
    expect(list.total).toBe(total)
  }
  const { otherPeriods } = await officerHome({ ...officer, now: new Date('2026-11-27T09:00:00+07:00') })
  expect(otherPeriods.map(({ effectiveOn }) => effectiveOn)).toContain(PERIOD)
  for (const { effectiveOn, total } of otherPeriods) {
    const address = parseListAddress({ bagian: 'all', periode: effectiveOn })
    expect(await listProposals(officer, await listFilter(officer, address), { offset: 0, limit: 1 })).toMatchObject({
      total,
    })
  }
})
