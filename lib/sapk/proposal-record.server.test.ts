import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { findArchive } from '@/lib/documents/archive.server'
import { archiveDocument, type ReceivedPdf } from '@/lib/documents/intake.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { prepareDecree, signDecrees } from '@/lib/sapk/proposal-decree.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { listProposals, queueFilter } from '@/lib/sapk/proposal-read.server'
import { confirmDecree, correctRecord, recordDecree, returnRecord } from '@/lib/sapk/proposal-record.server'
import { correctDecree, revokeDecree } from '@/lib/sapk/proposal-revoke.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import {
  agencyId,
  closeOffices,
  code,
  contextOf,
  database,
  eligible,
  openOffices,
  prepareForDecree,
  refOf,
  sendToBkn,
  signerOf,
  stateOf,
} from './offices.fixture'

const ON = '2027-01-11'
const NUMBER = '800.1.3.2/17/2027'
const WHY = 'Nomor SK salah ketik.'

let officer: Context
let recorder: Context // another than made the proposal
let approver: Context
let signer: Context
let lastScan: ReceivedPdf

beforeAll(async () => {
  await openOffices()
  officer = contextOf('mutation_officer')
  recorder = contextOf('mutation_officer')
  approver = contextOf('agency_approver')
  signer = await signerOf('agency_signer', agencyId)
}, 120_000)

afterAll(closeOffices)

test('a decree that the agency signed by hand is recorded by one and confirmed by another, and promotes as any other', async () => {
  const person = await waiting('technical_sent')
  const rankBefore = await rankOf(person)
  await record(person, 'SK basah.pdf')
  expect(await stateOf(person)).toBe('decree_recorded')
  expect(await rankOf(person)).toBe(rankBefore)
  expect(await code(prepareDecree(officer, await refOf(person)))).toBe('wrong_state')

  const waits = await listProposals(approver, await queueFilter(approver), { offset: 0, limit: 100 })
  expect(waits.rows.map(({ state }) => state)).toEqual(['decree_recorded'])
  const same = { ...approver, actor: { ...approver.actor, accountId: recorder.actor.accountId } }
  expect(await code(confirmDecree(same, await refOf(person)))).toBe('duty.entered_decree')
  await confirmDecree(approver, await refOf(person))

  expect(await stateOf(person)).toBe('done')
  const [{ head = '' } = {}] = await database.owner`select head_title as head from agencies where id = ${agencyId}`
  expect(await historyOf(person)).toMatchObject([{ decree_number: NUMBER, decree_on: ON, decree_by: head }])
  expect(await rankOf(person)).not.toBe(rankBefore)
  expect(await archivedDecrees(person)).toEqual(['SK basah.pdf'])
  const detail = await findProposal(officer, (await refOf(person)).id)
  expect(detail?.proposal.decreeCode).toBeNull()
  expect(detail?.letters.map(({ kind }) => kind)).not.toContain('promotion_decree')
}, 120_000)

test('what was recorded wrong is corrected in the record by two, never by a ralat of the decree', async () => {
  const person = await recordedDecree()
  await database.owner`update employees set name = 'Nama Yang Benar' where id = ${person}`
  expect(await code(correctDecree(approver, await refOf(person), WHY))).toBe('decree_on_paper')

  await correctRecord(recorder, await refOf(person), { decreeNumber: '71/2027', decreeOn: ON, detail: WHY })
  const same = { ...approver, actor: { ...approver.actor, accountId: recorder.actor.accountId } }
  expect(await code(confirmDecree(same, await refOf(person)))).toBe('duty.entered_decree')
  await confirmDecree(approver, await refOf(person))
  expect(await historyOf(person)).toMatchObject([
    { decree_number: NUMBER },
    { decree_number: '71/2027', reason: WHY, is_void: false },
  ])
}, 120_000)

test('the scan of a record that was returned shows nothing until it is recorded again; what the archive had before stays', async () => {
  const person = await waiting('technical_sent')
  const back = async () => returnRecord(approver, await refOf(person), 'Nomor pada SK lain.')
  await record(person, 'SK orang lain.pdf')
  await back()
  expect(await archivedDecrees(person)).toEqual(['SK_PANGKAT.pdf'])
  await record(person, lastScan)
  expect(await archivedDecrees(person)).toEqual(['SK orang lain.pdf'])
  await back()
  await record(person, 'SK basah.pdf')
  expect(await archivedDecrees(person)).toEqual(['SK basah.pdf'])
  await back()
  expect(await archivedDecrees(person)).toEqual(['SK_PANGKAT.pdf'])

  const early = await newScan('SK lebih dulu.pdf')
  const documentType = 'SK_PANGKAT'
  const [last] = (await findArchive(officer, person)).filter((paper) => paper.documentType === documentType)
  const before = { ...officer, now: new Date(officer.now.getTime() - 60_000) }
  await transact(before, (tx) =>
    archiveDocument(tx, before, early, { employeeId: person, documentType, replacesId: last?.id }),
  )
  await record(person, early)
  await back()
  expect(await archivedDecrees(person)).toEqual(['SK lebih dulu.pdf'])
}, 120_000)

test('a decree that waits for its electronic signature may be recorded instead; one that has it is not', async () => {
  const person = await waiting('decree_signing')
  const seen = await refOf(person)
  await record(person, 'SK basah.pdf')
  expect(await code(signDecrees(signer, [seen]))).toBe('stale')
  expect(await code(signDecrees(signer, [await refOf(person)]))).toBe('wrong_state')
  await returnRecord(approver, await refOf(person), 'Nama pada SK bukan nama pegawai ini.')
  expect(await stateOf(person)).toBe('technical_sent')

  const signed = await waiting('decree_signing')
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(signed)]))
  const typed = { decreeNumber: NUMBER, decreeOn: ON, detail: WHY }
  expect(await code(correctRecord(recorder, await refOf(signed), typed))).toBe('decree_not_external')
  await database.owner`update employees set name = 'Nama Yang Benar' where id = ${signed}`
  await correctDecree(approver, await refOf(signed), WHY)
  expect(await code(record(signed, 'SK lain.pdf'))).toBe('decree_not_external')
}, 120_000)

test('a decree of BKN for the President is signed here alone, and nobody who is not fit is promoted by a paper', async () => {
  const person = await waiting('technical_sent')
  await database.owner`update promotion_proposals set decree_authority = 'bkn' where employee_id = ${person}`
  expect(await code(record(person, 'SK basah.pdf'))).toBe('decree_not_external')
  await database.owner`update promotion_proposals set decree_authority = 'agency' where employee_id = ${person}`

  const block = (isBlocked: boolean) =>
    database.owner`update employees set is_blocked = ${isBlocked} where id = ${person}`
  await block(true)
  expect(await code(record(person, 'SK basah.pdf'))).toBe('decree_unfit')
  expect(await stateOf(person)).toBe('technical_sent')
  await block(false)
  await record(person, 'SK basah.pdf')
  await block(true)
  expect(await code(confirmDecree(approver, await refOf(person)))).toBe('decree_unfit')
  expect(await historyOf(person)).toEqual([])
}, 120_000)

test('a recorded decree is revoked by the signer of the agency also where they could not have signed it', async () => {
  const person = await recordedDecree()
  const rankAfter = await rankOf(person)
  await database.owner`update promotion_proposals set to_rank = 'IV/a' where employee_id = ${person}`
  await revokeDecree(signer, await refOf(person), 'Dicabut dengan keputusan 9/2027 tanggal 11 Januari 2027.')
  expect(await stateOf(person)).toBe('technical_sent')
  expect(await rankOf(person)).not.toBe(rankAfter)
  expect((await historyOf(person)).map(({ is_void }) => is_void)).toEqual([false, true])
  expect(await archivedDecrees(person), 'the paper before it counts again').toEqual(['SK_PANGKAT.pdf'])
  expect(await code(record(person, lastScan)), 'nor to bring again').toBe('paper_withdrawn')

  const signed = await waiting('decree_signing')
  await runSigningBatch(promotionSigning, await signDecrees(signer, [await refOf(signed)]))
  await database.owner`update promotion_proposals set to_rank = 'IV/a' where employee_id = ${signed}`
  expect(await code(revokeDecree(signer, await refOf(signed), WHY))).toBe('not_delegated')
}, 120_000)

/** Somebody with a technical approval, whose decree is still to be made or waits for its signature. */
async function waiting(until: 'technical_sent' | 'decree_signing'): Promise<string> {
  const [person = ''] = await eligible(officer, 1)
  await sendToBkn(officer, person)
  await prepareForDecree(officer, person, until)
  return person
}

/** Somebody who was promoted by a decree on paper. */
async function recordedDecree(): Promise<string> {
  const person = await waiting('technical_sent')
  await record(person, 'SK basah.pdf')
  await confirmDecree(approver, await refOf(person))
  return person
}

async function record(person: string, scan: string | ReceivedPdf): Promise<void> {
  lastScan = typeof scan === 'string' ? await newScan(scan) : scan
  await recordDecree(recorder, await refOf(person), { decreeNumber: NUMBER, decreeOn: ON }, lastScan)
}

async function newScan(originalName: string): Promise<ReceivedPdf> {
  const document = await PDFDocument.create()
  document.addPage().drawText(`${originalName} ${crypto.randomUUID()}`)
  return { bytes: await document.save(), pageCount: 1, originalName }
}

function historyOf(person: string) {
  return database.owner`
    select decree_number, decree_on::text, decree_by, reason, is_void from rank_history
    where employee_id = ${person} and source = 'proposal' order by recorded_at, is_void`
}

async function rankOf(person: string) {
  const [row] = await database.owner`
    select rank::text from rank_history h where employee_id = ${person} and not is_void
      and not exists (select from rank_history n where n.replaces_id = h.id) order by effective_on desc limit 1`
  return row?.rank
}

async function archivedDecrees(person: string): Promise<string[]> {
  const archive = await findArchive(officer, person)
  return archive.filter(({ documentType }) => documentType === 'SK_PANGKAT').map(({ originalName }) => originalName)
}
