import { isGenuine, type Receipt } from '@/lib/cat/receipt'
import type { CheckedSeal } from '@/lib/cat/seal'

/**
 * What may be said of a receipt, from the worst to the best. `genuine` alone rests on something that the site did not
 * send; `signed` and `unsigned` say that the receipt is under the root that the site shows now.
 */
export type Verdict =
  | 'unreadable'
  | 'otherSession'
  | 'forged' // it does not even give its own root
  | 'exchanged' // it gives its own root, and the site shows another one
  | 'replaced' // the same, and its own root is the one from elsewhere
  | 'badSeal'
  | 'otherRoot' // the root from elsewhere is another one
  | 'unsigned'
  | 'signed'
  | 'genuine'

/** What a receipt is held to: `seal` is null where there is none to check, `elsewhere` where the reader has no root. */
export type HeldTo = {
  session: string
  root: string
  seal: CheckedSeal | 'unreadable' | null
  elsewhere: string | null
}

export function verdictOn(receipt: Receipt | undefined, { session, root, seal, elsewhere }: HeldTo): Verdict {
  if (!receipt) return 'unreadable'
  if (receipt.session !== session) return 'otherSession'
  if (!isGenuine(receipt, root)) {
    if (!isGenuine(receipt, receipt.root)) return 'forged'
    return elsewhere === receipt.root ? 'replaced' : 'exchanged'
  }
  if (seal && !doesHold(seal)) return 'badSeal'
  if (elsewhere) return elsewhere === root ? 'genuine' : 'otherRoot'
  return seal ? 'signed' : 'unsigned'
}

function doesHold(seal: CheckedSeal | 'unreadable'): boolean {
  return seal !== 'unreadable' && seal.isSigned && seal.isIssued && seal.isSame
}

/** The root that somebody typed from paper, spaces and capitals allowed; undefined while it is not whole. */
export function typedRoot(text: string): string | undefined {
  const digits = text.replace(/\s/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined
}
