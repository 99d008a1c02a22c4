import { readFileSync } from 'node:fs'
import { referenceRowsFrom } from './load'
import type { ReferenceRow } from './shapes'

/** The reference data as it lies beside this file, for the seed and the tests. */
export function readReferenceRows(): ReferenceRow[] {
  return referenceRowsFrom((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
}
