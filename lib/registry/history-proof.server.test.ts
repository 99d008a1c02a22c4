import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { behind } from '@/db/behind.fixture'
import { testDatabase } from '@/db/testing.server'
import type { Context } from '@/lib/auth/actor'
import { typedValues } from './history-fields'
import type { HistoryRef } from './history-proof'
import { attachPaper, detachPaper, findProofs, uploadPaper, verifyHistory } from './history-proof.server'
import { correctHistory, withdrawHistory } from './history-write.server'
import { anActor, anAgency, anEmployee } from './register.fixture'

const database = await testDatabase()
const { owner } = database
const folder = mkdtempSync(path.join(tmpdir(), 'satya-proof-'))
process.env.FILES_FOLDER = folder
afterEach(database.reset)
afterAll(() => rmSync(folder, { recursive: true }))

let agency: number
let employee: string
let officer: Context
let approver: Context
let rank: HistoryRef

beforeEach(async () => {
  agency = await anAgency(owner)
  employee = await anEmployee(owner, agency, { nip: '198506142011032001' })
  const scope = { kind: 'agencies' as const, agencyIds: [agency] }
  officer = anActor('mutation_officer', scope, { accountId: randomUUID() })
  approver = anActor('agency_approver', scope, { accountId: randomUUID(), name: 'Rudi' })
  rank = await aRank()
})

async function aRank(source = 'update', recordedBy = officer.actor.accountId): Promise<HistoryRef> {
  const [row] = await owner<{ id: string }[]>`
    insert into rank_history (employee_id, effective_on, decree_number, decree_on, rank, service_months, source, recorded_by)
    values (${employee}, '2019-04-01', '823.3/0101/2019', '2019-03-12', 'III/c', 97, ${source}, ${recordedBy}) returning id`
  return { employeeId: employee, kind: 'rank', id: row?.id ?? '' }
}

async function aPaper(of = employee, content = 'sk'): Promise<string> {
  const sha = createHash('sha256').update(content).digest('hex')
  await owner`insert into files (sha256, size_bytes, mime) values (${sha}, 1, 'application/pdf') on conflict do nothing`
  const [paper] = await owner<{ id: string }[]>`
    insert into employee_documents (employee_id, document_type, file_sha256, original_name, page_count)
    values (${of}, 'SK_PANGKAT', ${sha}, ${`${content}.pdf`}, 1) returning id`
  return paper?.id ?? ''
}

const proofOf = async ({ id }: HistoryRef = rank) => (await findProofs(officer, employee))[id]
const seen = async (ref: HistoryRef = rank) => ({
  ...ref,
  documentIds: (await proofOf(ref))?.papers.map(({ documentId }) => documentId) ?? [],
})
const correction = (reason = 'SK menyebut III/b') => ({
  employeeId: employee,
  kind: 'rank' as const,
  replacesId: rank.id,
  effectiveOn: '2019-04-01',
  decreeNumber: '823.3/0101/2019',
  decreeOn: '2019-03-12',
  decreeBy: '',
  reason,
  values: { ...typedValues('rank', null), rank: 'III/b', serviceMonths: '97' },
})

test('a paper of the archive proves a row, once, and the trail says which and of whom', async () => {
  const documentId = await aPaper()
  await attachPaper(officer, { ...rank, documentId })
  expect(await proofOf()).toEqual({
    papers: [{ documentId, type: 'SK_PANGKAT', name: 'sk.pdf' }],
    verified: null,
  })
  await expect(attachPaper(officer, { ...rank, documentId })).rejects.toMatchObject({ code: 'history.paper_there' })
  const events = await owner`
    select event, employee_id, agency_id, subject_id, after from audit_events where event = 'history.attach'`
  expect(events).toEqual([
    {
      event: 'history.attach',
      employee_id: employee,
      agency_id: agency,
      subject_id: rank.id,
      after: { kind: 'rank', documentType: 'SK_PANGKAT', originalName: 'sk.pdf' },
    },
  ])
})

test('an upload enters the archive and proves the row; a type that says nothing of it does not', async () => {
  const pdf = { bytes: Buffer.from('%PDF-1.7'), pageCount: 1, originalName: 'SK lama.pdf' }
  await expect(uploadPaper(officer, { ...rank, documentType: 'IJAZAH' }, pdf)).rejects.toMatchObject({
    fields: { documentType: 'invalid' },
  })
  await uploadPaper(officer, { ...rank, documentType: 'SK_PANGKAT_LAMA' }, pdf)
  const [paper] = await owner<{ id: string }[]>`select id from employee_documents`
  expect(await proofOf()).toMatchObject({ papers: [{ documentId: paper?.id, type: 'SK_PANGKAT_LAMA' }] })
})

test('the decree of a former rank is not uploaded as the latest one', async () => {
  const pdf = { bytes: Buffer.from('%PDF-1.7'), pageCount: 1, originalName: 'SK.pdf' }
  await owner`insert into rank_history (employee_id, effective_on, rank, service_months, source)
    values (${employee}, '2023-04-01', 'III/d', 145, 'update')`
  await expect(uploadPaper(officer, { ...rank, documentType: 'SK_PANGKAT' }, pdf)).rejects.toMatchObject({
    fields: { documentType: 'invalid' },
  })
  await uploadPaper(officer, { ...rank, documentType: 'SK_PANGKAT_LAMA' }, pdf)
  const [last] = await owner<{ id: string }[]>`select id from rank_history where rank = 'III/d'`
  await withdrawHistory(officer, { ...rank, id: last?.id ?? '', reason: 'Milik orang lain' })
  const other = { ...pdf, bytes: Buffer.from('%PDF-1.7 III/c') }
  await uploadPaper(officer, { ...rank, documentType: 'SK_PANGKAT' }, other)
  expect((await proofOf())?.papers.map(({ type }) => type)).toEqual(['SK_PANGKAT_LAMA', 'SK_PANGKAT'])
})

test('neither a paper nor a row of somebody else proves anything, whoever asks', async () => {
  const other = await anEmployee(owner, agency, { nip: '198506142011032002' })
  const theirs = await aPaper(other)
  await expect(attachPaper(officer, { ...rank, documentId: theirs })).rejects.toMatchObject({ code: 'not_found' })
  const mine = await aPaper(employee, 'mine')
  await expect(attachPaper(officer, { ...rank, employeeId: other, documentId: theirs })).rejects.toMatchObject({
    code: 'not_found',
  })
  const write = (employeeId: string, rowId: string, documentId: string, history = 'rank_history') => owner`
    insert into history_documents (employee_id, history, row_id, document_id)
    values (${employeeId}, ${history}, ${rowId}, ${documentId})`
  await expect(write(employee, rank.id, theirs)).rejects.toThrow('history_documents_of_the_person')
  await expect(write(other, rank.id, theirs)).rejects.toThrow('violates foreign key')
  await expect(write(employee, rank.id, mine, 'award_history')).rejects.toThrow('violates foreign key')
  await write(employee, rank.id, mine)
  const [shown] = await owner<{ id: string }[]>`select id from history_documents`
  const [second, lasting] = [await aRank(), await aPaper(employee, 'else')]
  const off = owner`insert into history_documents (employee_id, history, row_id, document_id, withdraws_id, reason)
    values (${employee}, 'rank_history', ${second.id}, ${lasting}, ${shown?.id ?? ''}, 'Bukan SK ini')`
  await expect(off).rejects.toThrow('violates foreign key')
})

test('another agency reads and writes nothing, and nobody their own', async () => {
  const documentId = await aPaper()
  const foreign = anActor('mutation_officer', { kind: 'agencies', agencyIds: [await anAgency(owner)] })
  await expect(attachPaper(foreign, { ...rank, documentId })).rejects.toMatchObject({ code: 'not_found' })
  const oneself = { ...officer, actor: { ...officer.actor, employeeId: employee } }
  await expect(attachPaper(oneself, { ...rank, documentId })).rejects.toMatchObject({ code: 'duty.own_file' })
  await attachPaper(officer, { ...rank, documentId })
  expect(await findProofs(foreign, employee)).toEqual({})
  const reader = anActor('employee', { kind: 'self' }, { employeeId: employee })
  expect(await findProofs(reader, employee)).toMatchObject({ [rank.id]: { papers: [{ documentId }] } })
})

test('a row goes on with its papers when it is corrected, and is verified anew; a withdrawn one is not', async () => {
  const documentId = await aPaper()
  await attachPaper(officer, { ...rank, documentId })
  await verifyHistory(approver, await seen())
  await correctHistory(officer, correction())
  const [newer] = await owner<{ id: string }[]>`select id from rank_history where replaces_id = ${rank.id}`
  const next = { ...rank, id: newer?.id ?? '' }
  expect(await proofOf(next)).toMatchObject({ papers: [{ documentId }], verified: null })
  await expect(detachPaper(officer, { ...rank, documentId, reason: 'Bukan SK ini' })).rejects.toMatchObject({
    code: 'history.replaced',
  })
  await withdrawHistory(officer, { ...next, reason: 'Milik orang lain' })
  const [empty] = await owner<{ id: string }[]>`select id from rank_history where is_void`
  expect(await proofOf({ ...rank, id: empty?.id ?? '' })).toBeUndefined()
})

test('papers that were taken off do not come along', async () => {
  const [wrong, right] = [await aPaper(), await aPaper(employee, 'right')]
  for (const documentId of [wrong, right]) await attachPaper(officer, { ...rank, documentId })
  await detachPaper(officer, { ...rank, documentId: wrong, reason: 'Bukan SK ini' })
  expect(await proofOf()).toMatchObject({ papers: [{ documentId: right }] })
  await correctHistory(officer, correction())
  const [newer] = await owner<{ id: string }[]>`select id from rank_history where replaces_id = ${rank.id}`
  expect(await proofOf({ ...rank, id: newer?.id ?? '' })).toMatchObject({ papers: [{ documentId: right }] })
})

test('whoever recorded a row or showed its papers does not verify it; a second person does, once', async () => {
  await expect(verifyHistory(approver, await seen())).rejects.toMatchObject({ code: 'history.no_papers' })
  await attachPaper(officer, { ...rank, documentId: await aPaper() })
  const both = { ...officer, actor: { ...officer.actor, role: 'agency_approver' as const } }
  await expect(verifyHistory(both, await seen())).rejects.toMatchObject({ code: 'duty.own_record' })
  await verifyHistory(approver, await seen())
  expect(await proofOf()).toMatchObject({ verified: { by: 'Rudi' } })
  await expect(verifyHistory(approver, await seen())).rejects.toMatchObject({ code: 'history.verified' })

  const theirs = await aRank('update', randomUUID())
  await attachPaper(officer, { ...theirs, documentId: await aPaper(employee, 'other') })
  await expect(verifyHistory(both, await seen(theirs))).rejects.toMatchObject({ code: 'duty.own_record' })
  const own = owner`insert into history_verifications (employee_id, history, row_id, verified_by, verifier_name)
    values (${employee}, 'rank_history', ${rank.id}, ${officer.actor.accountId}, 'Tini')`
  await expect(own).rejects.toThrow('who recorded a row does not verify it')
})

test('a verification ends with a paper that is taken off, and comes back with a new one', async () => {
  const [first, second] = [await aPaper(), await aPaper(employee, 'second')]
  for (const documentId of [first, second]) await attachPaper(officer, { ...rank, documentId })
  await verifyHistory(approver, await seen())
  await detachPaper(officer, { ...rank, documentId: first, reason: 'Bukan SK ini' })
  expect(await proofOf()).toMatchObject({ papers: [{ documentId: second }], verified: null })
  await attachPaper(officer, { ...rank, documentId: first })
  await verifyHistory(approver, await seen())
  expect(await proofOf()).toMatchObject({ verified: { by: 'Rudi' } })
})

test('of two who verify one row at once one does', async () => {
  await attachPaper(officer, { ...rank, documentId: await aPaper() })
  const before = await seen()
  const both = await Promise.allSettled([verifyHistory(approver, before), verifyHistory(approver, before)])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('whoever verifies has seen the papers that the row shows, and the trail says which', async () => {
  const [first, second] = [await aPaper(), await aPaper(employee, 'second')]
  await attachPaper(officer, { ...rank, documentId: first })
  const before = await seen()
  await detachPaper(officer, { ...rank, documentId: first, reason: 'Bukan SK ini' })
  await attachPaper(officer, { ...rank, documentId: second })
  await expect(verifyHistory(approver, before)).rejects.toMatchObject({ code: 'stale' })
  expect(await proofOf()).toMatchObject({ verified: null })
  await verifyHistory(approver, await seen())
  const trail = await owner`select after from audit_events where event = 'history.verify'`
  expect(trail).toEqual([{ after: { kind: 'rank', documentIds: [second] } }])
})

test('a verification ends when the last paper that was compared is revoked, also when a new one is shown', async () => {
  const documentId = await aPaper()
  await attachPaper(officer, { ...rank, documentId })
  await verifyHistory(approver, await seen())
  await owner`
    insert into issued_documents (code, kind, template, status, agency_id, issued_by_agency_id, employee_id, number,
      issued_on, issuing_office, signatory_title, signatory_name, signer, certificate_issuer, file_sha256, page_count,
      data, issued_at, ended_on, end_reason, number_year)
    select '7QK4M2XD9TRB', 'promotion_decree', 'promotion-decree-1', 'revoked', ${agency}, ${agency}, ${employee}, 'SK-7',
      '2026-11-20', 'Gubernur', 'Gubernur', 'Hidayat', 'test', 'UJI', file_sha256, 1, '{}', now(), '2026-11-21', 'Keliru', 2026
    from employee_documents where id = ${documentId}`
  expect(await proofOf()).toBeUndefined()
  await attachPaper(officer, { ...rank, documentId: await aPaper(employee, 'new') })
  expect(await proofOf()).toMatchObject({ verified: null })
  await verifyHistory(approver, await seen())
})

test('an upload waits for a decree that is being signed for the same person, and neither ends the other', async () => {
  const pdf = { bytes: Buffer.from('%PDF-1.7'), pageCount: 1, originalName: 'SK lama.pdf' }
  await behind(
    owner,
    (tx) => tx`select pg_advisory_xact_lock(hashtextextended(${employee}, 0))`,
    () => uploadPaper(officer, { ...rank, documentType: 'SK_PANGKAT_LAMA' }, pdf),
    (tx) => tx`
      insert into rank_history (employee_id, effective_on, rank, service_months, source)
      values (${employee}, '2023-04-01', 'III/d', 145, 'proposal')`,
  )
  expect(await proofOf()).toMatchObject({ papers: [{ type: 'SK_PANGKAT_LAMA' }] })
})

test('what a decree signed here has written is proved by it alone', async () => {
  const decreed = await aRank('proposal')
  await expect(attachPaper(officer, { ...decreed, documentId: await aPaper() })).rejects.toMatchObject({
    code: 'history.from_decree',
  })
})

test('nothing of it is changed or deleted by anybody', async () => {
  await attachPaper(officer, { ...rank, documentId: await aPaper() })
  await verifyHistory(approver, await seen())
  for (const table of ['history_documents', 'history_verifications']) {
    const [may] = await owner`
      select bool_or(has_table_privilege(r, ${table}, 'update') or has_table_privilege(r, ${table}, 'delete')) as any
      from unnest(array['satya_app', 'satya_national', 'satya_system']) r`
    expect(may, table).toEqual({ any: false })
  }
})
