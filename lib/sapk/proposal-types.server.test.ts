import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '@/lib/auth/actor'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { findCareer } from '@/lib/sapk/career.server'
import { computeNominative } from '@/lib/sapk/nominative.server'
import { askRepair, checkProposal, turnDownProposal } from '@/lib/sapk/proposal-agency.server'
import { initialProposal, sendBackDraft } from '@/lib/sapk/proposal-bkn.server'
import { signDecrees } from '@/lib/sapk/proposal-decree.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { findOwnProposal } from '@/lib/sapk/proposal-own.server'
import { findDraft } from '@/lib/sapk/proposal-preview.server'
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

const NOTE = {
  reasonCode: 'document_unreadable',
  detail: 'Halaman kedua SK pangkat tidak terbaca.',
  nextStep: 'replace_document',
} as const

let officer: Context
let signer: Context

beforeAll(async () => {
  await openOffices(3000)
  officer = contextOf('mutation_officer')
  signer = await signerOf('agency_signer', agencyId)
}, 180_000)

afterAll(closeOffices)

test('inside the agency a proposal is checked, sent back for repair, or turned down, with words on its timeline', async () => {
  const [person = ''] = await eligible(officer, 1)
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  const approver = contextOf('agency_approver')
  expect(await code(checkProposal(officer, await refOf(person)))).toBe('duty.maker')
  const stranger = contextOf('agency_approver', {
    agencyId: otherAgencyId,
    scope: { kind: 'agencies', agencyIds: [otherAgencyId] },
  })
  expect(await code(checkProposal(stranger, await refOf(person)))).toBe('not_found')

  await askRepair(approver, await refOf(person), NOTE)
  expect(await stateOf(person)).toBe('agency_repair')
  await submitProposal(officer, await refOf(person))
  await checkProposal(approver, await refOf(person))
  expect(await stateOf(person)).toBe('awaiting_approval')
  expect(await code(checkProposal(approver, await refOf(person)))).toBe('wrong_state')
  await turnDownProposal(approver, await refOf(person), NOTE)

  const detail = await findProposal(officer, (await refOf(person)).id)
  expect(detail?.proposal).toMatchObject({ state: 'turned_down', checkedBy: approver.actor.accountId })
  const said = detail?.events.filter(({ event }) => event === 'repair' || event === 'turn_down')
  expect(said).toMatchObject([NOTE, NOTE])
  const again = await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [person] })
  expect(again.created).toBe(1)
}, 120_000)

test('the notes of a letter are issued by the same confirmation, with the KPPN, for agency, BKN and the person to read', async () => {
  const [person = ''] = await eligible(officer, 1)
  await database.owner`update employees set treasury_code = '091' where id = ${person}`
  await sendToBkn(officer, person)
  const { id } = await refOf(person)
  const papersOf = async (context: Context) => (await findProposal(context, id))?.letters.map(({ kind }) => kind)
  expect(await papersOf(officer)).toEqual(['proposal_letter'])

  await signNotes()
  expect(await papersOf(officer)).toEqual(['proposal_letter', 'proposal_note'])
  expect(await papersOf(contextOf('bkn_verifier'))).toEqual(['proposal_letter', 'proposal_note'])
  const [note] = await database.owner`
    select d.number, d.status, d.signatory_title, d.masked_holder is not null as is_masked, d.data->>'payOffice' as pay_office,
      p.number as of, l.signatory_title as of_letter
    from issued_documents d join promotion_proposals p on p.id = ${id}
    join promotion_batches b on b.id = p.batch_id join issued_documents l on l.code = b.letter_code
    where d.employee_id = ${person} and d.kind = 'proposal_note'`
  expect(note).toMatchObject({
    number: note?.of,
    status: 'issued',
    signatory_title: note?.of_letter,
    is_masked: true,
    pay_office: 'KPPN 091',
  })
  expect(await stateOf(person)).toBe('sent')
}, 120_000)

test('a note that still waits when its person was sent again is not printed with what was mended', async () => {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  const { id } = await refOf(person)
  await database.owner`update promotion_proposals set round = 2 where id = ${id}`
  await signNotes()
  const items = await database.owner`
    select state, refusal_code as code from signing_items where kind = 'promotion_note' and item_id = ${id}`
  expect(items).toEqual([{ state: 'failed', code: 'note_overtaken' }])
  expect((await findProposal(officer, id))?.letters.map(({ kind }) => kind)).toEqual(['proposal_letter'])
}, 120_000)

test('a catatan of the verifier is kept with the approval and printed on the pertek, and one that no font has is refused', async () => {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  const [first, second] = [contextOf('bkn_verifier'), contextOf('bkn_verifier')]
  await openForReview(first, await refOf(person))
  const note = 'Masa kerja golongan dihitung\nsejak TMT CPNS.'
  expect(await code(acceptAll(first, person, '漢字'))).toBe('glyph_missing')
  expect(await stateOf(person)).toBe('bkn_review')
  await acceptAll(first, person, note)

  const { id } = await refOf(person)
  expect((await findDraft(first, id, 'technical'))?.data).toMatchObject({ notes: [note] })
  const approval = (await findProposal(officer, id))?.events.find(({ event }) => event === 'accept')
  expect(approval?.detail).toBe(note)
  await initialProposal(first, await refOf(person))
  await initialProposal(second, await refOf(person))
  const head = await signerOf('bkn_signer', officeId)
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))
  const [printed] = await database.owner`
    select data->'notes' as notes from issued_documents where employee_id = ${person} and kind = 'technical_approval'`
  expect(printed?.notes).toEqual([note])
}, 120_000)

test('a draft that is sent back to the first verifier loses its initials and is initialled anew', async () => {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  const [first, second] = [contextOf('bkn_verifier'), contextOf('bkn_verifier')]
  await openForReview(first, await refOf(person))
  await acceptAll(first, person)
  await initialProposal(first, await refOf(person))
  expect(await code(initialProposal(first, await refOf(person)))).toBe('duty.initials_once')
  await sendBackDraft(second, await refOf(person), NOTE.detail)
  const { id } = await refOf(person)
  expect((await findProposal(first, id))?.proposal).toMatchObject({ state: 'technical_draft', initialledBy: [] })
  await initialProposal(first, await refOf(person))
  await initialProposal(second, await refOf(person))
  expect(await stateOf(person)).toBe('technical_signing')
}, 120_000)

test.each([
  ['structural', 'STRUKTURAL', ['SK_JABATAN', 'SPP', 'SPMT', 'STTPL_PIM']],
  ['functional', 'FUNGSIONAL', ['PAK', 'KONVERSI_AK', 'AKUMULASI_AK', 'SK_JABATAN']],
])(
  'a %s promotion goes from the nominatif to the history, with its own papers',
  async (type, historyType, papers) => {
    if (type === 'functional') await earnCreditPoints()
    const [person = ''] = await eligible(officer, 1, type)
    await computeNominative({ agencyId }, PERIOD, officer.now)
    const [nominated] = await database.owner`
    select type, outcome from nominative_results where employee_id = ${person} and effective_on = ${PERIOD}`
    expect(nominated?.type).toBe(type)
    expect(nominated?.outcome).not.toBe('ineligible')
    const { id } = await refOf(person)
    await sendToBkn(officer, person)
    const sent = await findProposal(officer, id)
    expect(sent?.proposal.type).toBe(type)
    expect(sent?.documents.map(({ documentType }) => documentType)).toEqual(expect.arrayContaining(papers))

    await prepareForDecree(officer, person)
    const governor = await headOf('agency_signer', agencyId, 'Penjabat Gubernur')
    await runSigningBatch(promotionSigning, await signDecrees(governor, [await refOf(person)]))
    expect(await stateOf(person)).toBe('done')
    const [row] = await database.owner`
    select h.promotion_type, h.rank, h.effective_on::text, p.to_rank, d.status, replace(d.data->>'creditPoints', ',', '')::int as printed,
      h.main_credit_thousandths as main, h.support_credit_thousandths as support
    from rank_history h join promotion_proposals p on p.id = h.source_id::uuid
    join issued_documents d on d.code = p.decree_code
    where h.employee_id = ${person} and h.source = 'proposal'`
    expect(row).toEqual({
      promotion_type: historyType,
      rank: row?.to_rank,
      effective_on: PERIOD,
      to_rank: sent?.proposal.toRank,
      status: 'issued',
      main: row?.main,
      support: type === 'functional' ? 87_500 : null,
      printed: type === 'functional' ? row?.main + 87_500 : null,
    })
    if (type === 'functional') expect(row?.main).toBeGreaterThanOrEqual(900_000)
    else expect(row?.main).toBeNull()
  },
  120_000,
)

test('an employee follows their own proposal and nobody else’s, and after a regular promotion waits four years', async () => {
  const [person = '', colleague = ''] = await eligible(officer, 2)
  await sendToBkn(officer, person)
  const self = (employeeId: string, now?: Date) =>
    contextOf('employee', { employeeId, accountId: signer.actor.accountId, scope: { kind: 'self' } }, now)
  const { id } = await refOf(person)
  const own = await findOwnProposal(self(person), id)
  expect(own?.proposal).toMatchObject({ id, state: 'sent' })
  expect(own?.events.map(({ event }) => event)).toContain('sign_letter')
  expect(await findOwnProposal(self(colleague), id)).toBeUndefined()
  expect(await findOwnProposal({ ...officer, actor: { ...officer.actor, employeeId: colleague } }, id)).toBeUndefined()

  await prepareForDecree(officer, person)
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(person)]))
  const career = await findCareer(self(person, new Date('2027-06-01T09:00:00+07:00')), person)
  expect(career?.points.some(({ on }) => on === PERIOD)).toBe(true)
  expect(career?.promotion).toMatchObject({ type: 'regular', effectiveOn: '2031-04-01' })
  expect(await findCareer(self(colleague), person)).toBeUndefined()
}, 120_000)

/** What the job runner does once a letter was signed. */
async function signNotes(): Promise<void> {
  const open = await database.owner<{ id: string }[]>`
    select id from signing_batches where kind = 'promotion_note' and finished_at is null`
  for (const { id } of open) await runSigningBatch(promotionSigning, id)
}

/** More angka kredit than any jenjang asks for, to everybody in a functional post whose decree is the agency's own. */
function earnCreditPoints() {
  return database.owner`
    insert into credit_point_history (employee_id, effective_on, source, period_starts_on, period_ends_on,
      main_thousandths, support_thousandths, kind)
    select id, '2026-10-01', 'entry', '2026-01-01', '2026-09-30', 900000, 87500, 'conversion'
    from employees where agency_id = ${agencyId} and position_kind = 'functional' and rank <= 'IV/a'`
}
