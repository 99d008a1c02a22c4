import { say } from '@/components/ui/dom'
import type { Trace } from '@/lib/wbs/clean'
import { type Cleaner, FILE_KINDS, type FileKind } from '@/lib/wbs/file-kind'
import { MOST_ATTACHMENTS, MOST_FILES_BYTES } from '@/lib/wbs/upload'

/** One file that somebody chose, in memory alone: as it was, and as it will be sent. */
export type EvidenceFile = {
  id: string // uuid v4; sent again after a broken line it is the same file
  original: File
  kind: FileKind
  cleaned: { blob: Blob; kind: FileKind; traces: Trace[] } | undefined
  problem: string | undefined // why it could not be cleaned
  isOriginal: boolean // sent as it was, by an explicit choice
  isSent: boolean
}

/** What the loaded part needs of the page, which holds the worker with the keys. */
export type EvidencePage = {
  files: EvidenceFile[]
  /** How many files the report has already. */
  before: number
  /** Runs after each change of what would be sent. */
  changed(): void
  beginCleaner(cleaner: Exclude<Cleaner, 'text'>): Worker
  upload: {
    begin(id: string, file: Blob): Promise<{ parts: number }>
    part(): Promise<{ sent: number; isThere: boolean }>
    /** Says in the conversation that the file is there. */
    tell(said: { name: string; type: string; isCleaned: boolean }): Promise<unknown>
  }
  tellTrouble(place: HTMLElement, error: unknown): void
}

/** Whether a file would be sent: cleaned, or as it was by an explicit choice. What could not be cleaned stays here. */
export function isReady({ cleaned, isOriginal }: EvidenceFile): boolean {
  return cleaned !== undefined || isOriginal
}

/** What of the limits of a report keeps one more file out, if any. What stays here takes no room. */
export function fullWith({ files, before }: Pick<EvidencePage, 'files' | 'before'>, bytes: number) {
  const ready = files.filter(isReady)
  if (ready.length + before >= MOST_ATTACHMENTS) return 'many'
  return ready.reduce((sum, { original }) => sum + original.size, bytes) > MOST_FILES_BYTES ? 'total' : undefined
}

/** The name that a file is sent by: the old one is gone with the cleaning. Numbers count what is sent, so none is missing. */
export function nameOf({ files, before }: EvidencePage, file: EvidenceFile): string {
  const { cleaned, isOriginal, original } = file
  if (isOriginal || !cleaned) return original.name
  const number = before + 1 + files.filter(isReady).indexOf(file)
  return say('evidence.named', { number, ending: FILE_KINDS[cleaned.kind].ending })
}
