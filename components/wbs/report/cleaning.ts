import { type Bytes, type Cleaned, NotCleaned } from '@/lib/wbs/clean'
import type { FileKind } from '@/lib/wbs/file-kind'

/** What a cleaner is given, and answers: one file in its life. */
export type ToClean = { file: Blob; kind: FileKind }
export type CleanReply = { cleaned: Cleaned & { kind: FileKind } } | { problem: NotCleaned['code'] | 'failed' }

/** A worker that cleans files of some kinds. */
export function serveCleaning(clean: (bytes: Bytes, kind: FileKind) => Promise<Cleaned & { kind?: FileKind }>): void {
  addEventListener('message', async ({ data: { file, kind } }: MessageEvent<ToClean>) => {
    postMessage(await replyTo(async () => clean(new Uint8Array(await file.arrayBuffer()), kind), kind))
  })
}

async function replyTo(run: () => Promise<Cleaned & { kind?: FileKind }>, kind: FileKind): Promise<CleanReply> {
  try {
    return { cleaned: { kind, ...(await run()) } }
  } catch (error) {
    return { problem: error instanceof NotCleaned ? error.code : 'failed' }
  }
}
