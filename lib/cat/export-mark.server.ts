import 'server-only'
import { randomInt } from 'node:crypto'

/** Who took a file out of the bank, and when; it stands in each part of the file. */
export type ExportMark = { id: string; takenBy: string; takenAt: Date }

export function markText({ id, takenBy, takenAt }: ExportMark): string {
  return `Ekspor ${id} oleh ${takenBy}, ${takenAt.toISOString()}. Rahasia.`
}

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789' // none that is taken for another
const GROUPS = 6
const SIGNS_PER_GROUP = 4

/** A passphrase that nobody chose: about 118 bits, in groups that can be read out. */
export function drawPassphrase(): string {
  const group = () => Array.from({ length: SIGNS_PER_GROUP }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
