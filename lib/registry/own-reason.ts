/** A reason that Satya itself wrote, as a code with its facts: it is kept in Indonesian and read in either language. */
export type OwnReason =
  | { code: 'import' | 'importUndone'; facts: { file: string } }
  | { code: 'correction'; facts: object }

const IMPORT = /^(Impor|Pembatalan impor) (.+\.(?:xlsx|csv))$/i

/** Undefined for a reason in somebody's own words, which stay as they are. */
export function ownReason(reason: string): OwnReason | undefined {
  if (reason === 'Ralat SK') return { code: 'correction', facts: {} }
  const [, kind, file] = IMPORT.exec(reason) ?? []
  if (!kind || !file) return undefined
  return { code: kind === 'Impor' ? 'import' : 'importUndone', facts: { file } }
}
