/** Why something of a reporter was not taken. Sentences: `messages/<locale>/wbs.json`, `refusals`. */
export const NOT_TAKEN = [
  'unavailable',
  'malformed',
  'too_large',
  'wrong_size',
  'proof_wrong',
  'proof_expired',
  'proof_cheap',
  'proof_spent',
  'nonce_wrong',
  'signature_wrong',
  'no_manifest',
  'manifest_old',
  'wrong_group',
  'too_few_recipients',
  'wrong_wraps',
  'not_age',
  'id_taken',
  'not_found',
  'frozen',
  'withdrawn',
  'ended',
  'wrong_epoch',
  'wrong_seq',
  'quota_reached',
  'files_full',
  'busy',
  'incomplete',
  'wrong_hash',
  'seal_requested',
  'request_closed',
  'consent_wrong',
  'wrong_custodians',
  'custodian_reads',
] as const

/** An expected "no" to a reporter: rolls the transaction back, and its code is all that is told. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
  constructor(readonly code: (typeof NOT_TAKEN)[number]) {
    super(code)
  }
}
