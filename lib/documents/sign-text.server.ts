import 'server-only'
import { testKeysFolder } from '@/lib/documents/printer.server'
import type { Official, SignedText } from '@/lib/documents/signer'
import { pem, testSigner } from '@/lib/documents/signer.server'
import { testRoot } from '@/lib/documents/test-authority.server'

/** Has a text signed that is published as it is, for programs to check; a paper is signed by `issueDocument`. */
export function signText(statement: string, official: Official, now: Date): Promise<SignedText> {
  return testSigner(testKeysFolder()).signText(statement, official, now)
}

/** The certificate that the signature of every such text leads to, as PEM. */
export async function authorityCertificate(now: Date): Promise<string> {
  return pem(await testRoot(testKeysFolder(), now))
}
