import type { importRuns, importStatus } from '@/db/schema/import'
import type { Flow } from '@/lib/workflow'

export type ImportStatus = (typeof importStatus.enumValues)[number]

/** The way of one file. A step that fails leaves the file where the step can be started again. */
export const importFlow = {
  uploading: { receive: 'uploaded' },
  uploaded: { check: 'checking' },
  checking: { check: 'checking', report: 'checked', fail: 'failed' },
  checked: { check: 'checking', apply: 'applying' },
  applying: { apply: 'applying', finish: 'applied', fail: 'checked' },
  applied: { undo: 'undone' },
  undone: {},
  failed: { check: 'checking' },
} as const satisfies Flow<ImportStatus>

/** `valid_rows` leaves faulty rows out, `all_or_nothing` writes only a file without any. */
export const importModes = ['valid_rows', 'all_or_nothing'] as const
export type ImportMode = (typeof importModes)[number]

/** What a check found. New, updated, same and error rows add up to the data rows. */
export type ImportCounts = {
  dataRows: number
  blankRows: number
  newRows: number
  updatedRows: number
  sameRows: number
  errorRows: number
  warningRows: number
  /** Cells whose value was put in on screen. */
  fixedCells: number
  /** Rows with an error by column group; a row with two faults counts in both. */
  errorsByGroup: Record<string, number>
  problemsByCode: Record<string, number>
  newUnits: number
  /** Units of the agency that the sheet `unor` names, places or heads otherwise. */
  changedUnits: number
  rankRows: number
  /** Rows of `riwayat_golongan` whose person is not in the file or not sound, or that cannot be read. */
  rankRowsLeftOut: number
  /** People who did not go back when the import was taken back. */
  kept?: number
}

export type ImportRun = typeof importRuns.$inferSelect

export const MAX_DATA_ROWS = 200_000
export const MAX_FILE_BYTES = 120_000_000
export const UNDO_HOURS = 24

/** How long a file that was read waits for somebody to apply it. */
export const DECISION_DAYS = 30

/** A step whose worker has given no sign for this long was killed and may be taken over. */
export const WORKER_SILENCE_SECONDS = 30

/** When a file of any kind was applied, and taken back again. */
export type Ended = { appliedAt: Date | null; undoneAt: Date | null }

/** Until when what was applied may be taken back. */
export const undoableUntil = (appliedAt: Date): Date => new Date(+appliedAt + UNDO_HOURS * 3_600_000)

/** True while an applied file may still be taken back. */
export function isUndoable({ appliedAt, undoneAt }: Ended, now: Date): boolean {
  return appliedAt !== null && undoneAt === null && now < undoableUntil(appliedAt)
}
