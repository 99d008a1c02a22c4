import { randomUUID } from 'node:crypto'
import { closeDatabase } from '@/db/client.server'
import { openPopulation } from '@/db/population.fixture'
import { DEMONSTRATION_CODE, regionalOfficeCode } from '@/db/seed/agencies'
import type { TestDatabase } from '@/db/testing.server'
import type { Actor, Context, Role } from '@/lib/auth/actor'
import { testAccount } from '@/lib/auth/testing.server'
import { stopPrinter } from '@/lib/documents/printer.server'
import { runSigningBatch } from '@/lib/documents/signing.server'
import { Refusal } from '@/lib/refusal'
import { approveProposal } from '@/lib/sapk/proposal-agency.server'
import { acceptProposal, initialProposal, recordCheck } from '@/lib/sapk/proposal-bkn.server'
import { handOverDecree, prepareDecree } from '@/lib/sapk/proposal-decree.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { attachDocument, listProposalDocuments } from '@/lib/sapk/proposal-documents.server'
import { openForReview } from '@/lib/sapk/proposal-hold.server'
import { signLetters } from '@/lib/sapk/proposal-letter.server'
import { createProposals } from '@/lib/sapk/proposal-make.server'
import { submitProposal } from '@/lib/sapk/proposal-submit.server'
import { signTechnicalApprovals } from '@/lib/sapk/proposal-technical.server'
import { promotionSigning } from '@/lib/sapk/public.server'
import { reviewItems } from '@/lib/sapk/review'

export const PERIOD = '2027-04-01'
export const NOW = new Date('2027-01-11T09:00:00+07:00')

export let database: TestDatabase
export let agencyId: number
export let otherAgencyId: number
export let officeId: number

/** A population around the demonstration agency, its Kanreg and another agency of that Kanreg. */
export async function openOffices(employees = 1500): Promise<void> {
  database = await openPopulation(employees)
  agencyId = await idOf(DEMONSTRATION_CODE)
  officeId = await idOf(regionalOfficeCode(7))
  otherAgencyId =
    (
      await database.owner<{ id: number }[]>`
    select id from agencies where served_by_id = ${officeId} and id <> ${agencyId} limit 1`
    )[0]?.id ?? 0
}

/** Nothing that they use is left open. */
export async function closeOffices(): Promise<void> {
  await stopPrinter()
  await closeDatabase()
}

export async function idOf(code: string): Promise<number> {
  const [agency] = await database.owner<{ id: number }[]>`select id from agencies where code = ${code}`
  if (!agency) throw new Error(`no agency ${code}`)
  return agency.id
}

export function contextOf(role: Role, changes: Partial<Actor> = {}, now = NOW): Context {
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

/** The head of an agency, for whom nobody else signs. */
export async function headOf(role: Role, ofAgency: number, post: string): Promise<Context> {
  const head = await signerOf(role, ofAgency)
  await database.owner`update employees set position_name = ${post} where id = ${head.actor.employeeId ?? ''}`
  return head
}

/** Somebody with a post and a rank who may sign for an agency. */
export async function signerOf(role: Role, ofAgency: number): Promise<Context> {
  const [head] = await database.owner<{ id: string }[]>`
    select id from employees where agency_id = ${ofAgency} and position_kind = 'structural' and rank is not null
    order by rank desc, id limit 1`
  const employeeId = head?.id ?? ''
  const [known] = await database.owner<{ id: string }[]>`select id from accounts where employee_id = ${employeeId}`
  const accountId = known?.id ?? (await testAccount(database.owner, ofAgency, [role], employeeId)).id
  return contextOf(role, { employeeId, accountId })
}

/** New proposals for people of the agency whom the rules let through, in posts of one kind. */
export async function eligible(officer: Context, count: number, kind = 'executing'): Promise<string[]> {
  const rows = await database.owner<{ id: string }[]>`
    select e.id from employees e where agency_id = ${agencyId} and position_kind = ${kind} and legal_status = '01'
    and rank_since <= '2023-04-01' and id > ${lastTried.get(kind) ?? NOBODY}
    order by id`
  const free: string[] = []
  for (const { id } of rows) {
    if (free.length === count) break
    lastTried.set(kind, id)
    const result = await createProposals(officer, { effectiveOn: PERIOD, employeeIds: [id] })
    if (result.created === 1) free.push(id)
  }
  return free
}

/** Nobody is tried twice: who was left out stays out, who was proposed has a proposal. */
const NOBODY = '00000000-0000-0000-0000-000000000000'
const lastTried = new Map<string, string>()

export async function refOf(employeeId: string): Promise<{ id: string; version: number }> {
  const [row] = await database.owner<{ id: string; version: number }[]>`
    select id, version from promotion_proposals where employee_id = ${employeeId} order by created_at desc limit 1`
  if (!row) throw new Error('no proposal')
  return { id: row.id, version: row.version }
}

export async function stateOf(employeeId: string): Promise<string> {
  const [row] = await database.owner<{ state: string }[]>`
    select state from promotion_proposals where employee_id = ${employeeId} order by created_at desc limit 1`
  return row?.state ?? 'none'
}

/** Puts one archived file under every requirement. */
export async function completeDocuments(officer: Context, employeeId: string): Promise<void> {
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
    const { id } = await refOf(employeeId)
    await attachDocument(officer, { id, documentType: type, seen: null }, document?.id ?? '')
  }
}

export async function code(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => new Refusal('nothing was refused'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refusal)) throw error
  return error.findings[0]?.code ?? error.code
}

/** Every field and paper matches, then the proposal is accepted. */
export async function acceptAll(verifier: Context, person: string, note?: string): Promise<void> {
  const ref = await refOf(person)
  const detail = await findProposal(verifier, ref.id)
  if (!detail) throw new Error('no proposal')
  const papers = (await listProposalDocuments(verifier, detail)).map(({ type }) => type)
  for (const item of reviewItems(detail.proposal.type, papers)) {
    await recordCheck(verifier, ref, { item, matches: true })
  }
  await acceptProposal(verifier, ref, note)
}

/** From a file with BKN to a technical approval, and on to a decree that waits for the agency's signer. */
export async function prepareForDecree(
  officer: Context,
  person: string,
  until: 'decree_signing' | 'technical_sent' = 'decree_signing',
): Promise<void> {
  const verifier = contextOf('bkn_verifier')
  await openForReview(verifier, await refOf(person))
  await acceptAll(verifier, person)
  await initialProposal(verifier, await refOf(person))
  await initialProposal(contextOf('bkn_verifier'), await refOf(person))
  const head = await signerOf('bkn_signer', officeId)
  await runSigningBatch(promotionSigning, await signTechnicalApprovals(head, [await refOf(person)]))
  if (until === 'technical_sent') return
  await prepareDecree(officer, await refOf(person))
  await handOverDecree(officer, await refOf(person))
}

export async function sendToBkn(officer: Context, person: string): Promise<void> {
  await completeDocuments(officer, person)
  await submitProposal(officer, await refOf(person))
  await approveProposal(contextOf('agency_approver'), await refOf(person))
  const signer = await signerOf('agency_signer', agencyId)
  await runSigningBatch(promotionSigning, await signLetters(signer, [await refOf(person)]))
}
