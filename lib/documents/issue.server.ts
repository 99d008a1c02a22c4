import 'server-only'
import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { issuedDocuments } from '@/db/schema/documents'
import { recordAudit } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { civilDateIn, yearOf } from '@/lib/civil-date'
import { documentCode, maskedName, printedCode } from '@/lib/documents/document-code'
import { storeFile } from '@/lib/documents/file-store.server'
import { print } from '@/lib/documents/printer.server'
import type { SignatureSpot } from '@/lib/documents/render.server'
import { type Official, testSignerFacts } from '@/lib/documents/signer'
import { documentTemplates, printModel, type TemplateData, type TemplateName } from '@/lib/documents/templates'
import type { Printed } from '@/lib/documents/worker'
import { Refusal } from '@/lib/refusal'

/** A letter to sign and publish, and what the public page says about it. */
export type IssueRequest<T extends TemplateName = TemplateName> = {
  template: T
  data: TemplateData<T>
  agencyId: number // whose letter it is
  issuedByAgencyId: number // whose official signs; the number is unique among its letters of that kind and year
  numberYear?: number // whose series the number is of, where that may not be the year of its date
  employeeId: string | null // null for a letter about many
  holderName: string | null // without titles; shown masked
  issuingOffice: string
  signatoryTitle: string
  official: Official
  signedById?: string // the official as an employee who appraises `employeeId`
  supersedesId?: string // the letter that this one replaces
}

export type IssuedDocument = typeof issuedDocuments.$inferSelect

/**
 * Prints, signs, stores and publishes one letter, all in the caller's transaction: when that fails, no letter exists.
 * Refuses with number_missing, glyph_missing, disk_full, or wrong_state when what it replaces is no longer in force.
 */
export async function issueDocument<T extends TemplateName>(
  tx: Tx,
  context: Context,
  request: IssueRequest<T>,
): Promise<IssuedDocument> {
  return publish(tx, context, request, await printLetter(tx, context, request))
}

/** A letter as it is stored: signed, or signed by the first of two. */
export type PrintedLetter = {
  code: string
  number: string
  fileSha256: string
  pageCount: number
  spots: SignatureSpot[]
}

/** Prints, signs and stores a letter that nobody can look up yet. Refuses as `issueDocument` does. */
export async function printLetter<T extends TemplateName>(
  tx: Tx,
  context: Context,
  { template, data, official }: IssueRequest<T>,
): Promise<PrintedLetter> {
  if (data.number === null) throw new Refusal('number_missing')
  const code = documentCode(randomBytes(12))
  const { mark, certificateIssuer } = testSignerFacts
  const printed = await print({
    template,
    model: printModel(template, data),
    frame: { mark, code: printedCode(code), checkUrl: checkUrl(code), certificateIssuer },
    createdAt: context.now,
    official,
  })
  const fileSha256 = await storeFile(tx, printed.pdf, 'application/pdf')
  return { code, number: data.number, fileSha256, pageCount: printed.pageCount, spots: printed.spots }
}

/** What was printed and signed exists from here on. Refuses with wrong_state when what it replaces is no longer in force. */
export async function publish<T extends TemplateName>(
  tx: Tx,
  context: Context,
  { template, data, supersedesId, holderName, ...facts }: IssueRequest<T>,
  { code, number, fileSha256, pageCount }: PrintedLetter,
): Promise<IssuedDocument> {
  const { name: signer, certificateIssuer } = testSignerFacts
  const [issued] = await tx
    .insert(issuedDocuments)
    .values({
      agencyId: facts.agencyId,
      issuedByAgencyId: facts.issuedByAgencyId,
      employeeId: facts.employeeId,
      signedById: facts.signedById ?? null,
      issuingOffice: facts.issuingOffice,
      signatoryTitle: facts.signatoryTitle,
      signatoryName: data.signatory.name,
      maskedHolder: holderName && maskedName(holderName),
      code,
      kind: documentTemplates[template].kind,
      template,
      number,
      numberYear: facts.numberYear ?? yearOf(data.date),
      issuedOn: data.date,
      signer,
      certificateIssuer,
      fileSha256,
      pageCount,
      data,
      issuedAt: context.now,
    })
    .returning()
  if (!issued) throw new Error('the issued document came back empty')
  if (supersedesId) await end(tx, context, supersedesId, { status: 'superseded', supersededById: issued.id })
  const { data: _, ...recorded } = issued
  await recordAudit(tx, context, 'document.issue', null, recorded, subject(issued))
  return issued
}

/** The same letter with the watermark DRAF, unsigned and without a code; nothing is kept. Refuses with glyph_missing. */
export function previewDocument<T extends TemplateName>(
  template: T,
  data: TemplateData<T>,
  now: Date,
): Promise<Printed> {
  return print({
    template,
    model: printModel(template, data),
    frame: { mark: 'draft', code: null, checkUrl: null, certificateIssuer: null },
    createdAt: now,
    official: null,
  })
}

/** Takes a letter back. Its file stays; the public page says when it was revoked. Refuses with not_found, wrong_state. */
export async function revokeDocument(tx: Tx, context: Context, id: string, reason: string): Promise<void> {
  await end(tx, context, id, { status: 'revoked', endReason: reason })
}

type Ending = { status: 'superseded'; supersededById: string } | { status: 'revoked'; endReason: string }

async function end(tx: Tx, context: Context, id: string, ending: Ending): Promise<void> {
  const [before] = await tx
    .select({
      status: issuedDocuments.status,
      agencyId: issuedDocuments.agencyId,
      employeeId: issuedDocuments.employeeId,
    })
    .from(issuedDocuments)
    .where(eq(issuedDocuments.id, id))
  if (!before) throw new Refusal('not_found')
  const after = { ...ending, endedOn: civilDateIn('Asia/Jakarta', context.now) }
  const changed = await tx
    .update(issuedDocuments)
    .set(after)
    .where(and(eq(issuedDocuments.id, id), eq(issuedDocuments.status, 'issued')))
    .returning({ id: issuedDocuments.id })
  if (changed.length === 0) throw new Refusal('wrong_state', { state: before.status, event: ending.status })
  const event = ending.status === 'revoked' ? 'document.revoke' : 'document.supersede'
  await recordAudit(tx, context, event, before, after, subject({ ...before, id }))
}

function subject({ id, agencyId, employeeId }: Pick<IssuedDocument, 'id' | 'agencyId' | 'employeeId'>) {
  return { subjectId: id, agencyId, employeeId }
}

/** Where anybody checks a letter; the QR code holds this address. */
function checkUrl(code: string): string {
  return new URL(`/v/${code}`, process.env.NEXTAUTH_URL ?? 'http://localhost:3000').href
}
