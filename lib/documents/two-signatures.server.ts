import 'server-only'
import type { Tx } from '@/db/client.server'
import type { Context } from '@/lib/auth/actor'
import { signChecked } from '@/lib/documents/checked-signature'
import { readStoredFile, storeFile } from '@/lib/documents/file-store.server'
import {
  type IssuedDocument,
  type IssueRequest,
  type PrintedLetter,
  printLetter,
  publish,
} from '@/lib/documents/issue.server'
import { testKeysFolder } from '@/lib/documents/printer.server'
import type { Official } from '@/lib/documents/signer'
import { testSigner } from '@/lib/documents/signer.server'
import type { TemplateName } from '@/lib/documents/templates'
import { testRoot } from '@/lib/documents/test-authority.server'

/** A letter that the first of its two signatories has signed; nobody can look it up before the second one did. */
export type HalfSigned<T extends TemplateName = TemplateName> = { request: IssueRequest<T>; letter: PrintedLetter }

/** Prints and signs a letter of two by the first. Refuses as `issueDocument` does. */
export async function signFirst<T extends TemplateName>(
  tx: Tx,
  context: Context,
  request: IssueRequest<T>,
): Promise<HalfSigned<T>> {
  return { request, letter: await printLetter(tx, context, request) }
}

/** Signs it by the second, beside the signature that stays valid, and publishes it. Refuses with disk_full. */
export async function signSecond(
  tx: Tx,
  context: Context,
  { request, letter }: HalfSigned,
  official: Official,
): Promise<IssuedDocument> {
  const spot = letter.spots[1]
  if (!spot) throw new Error(`template ${request.template} has no place for a second signature`)
  const pdf = await readStoredFile(letter.fileSha256)
  const roots = [await testRoot(testKeysFolder(), context.now)]
  const signed = await signChecked(testSigner(testKeysFolder()), { pdf, spot, official, signedAt: context.now }, roots)
  const fileSha256 = await storeFile(tx, signed, 'application/pdf')
  return publish(tx, context, request, { ...letter, fileSha256 })
}
