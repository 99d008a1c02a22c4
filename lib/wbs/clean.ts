/** What stands in a file beside its content, or cannot be taken out of it; each has its words in report.json, `traces`. */
export const TRACES = [
  'place',
  'author',
  'device',
  'time',
  'program',
  'title',
  'thumbnail',
  'hidden', // data behind or beside the content
  'embedded', // other files inside
  'macros',
  'signature',
  'links', // to files of the own computer or network
  'track', // a track of a recording that is neither picture nor sound
  'comments',
  'revisions',
  'layers',
  'drawing', // a picture of a kind that nobody here can look into
] as const
export type TraceCode = (typeof TRACES)[number]

/** These are named to the reporter and stay, without names and times, because they are content. */
export const KEPT: readonly TraceCode[] = ['comments', 'revisions', 'layers', 'drawing']

export type Trace = { code: TraceCode; count: number }
export type Bytes = Uint8Array<ArrayBuffer>

/** A file as it may be sent, and what was found in it. */
export type Cleaned = { bytes: Bytes; traces: Trace[] }

/** Why a file cannot be cleaned. */
export class NotCleaned extends Error {
  constructor(readonly code: 'encrypted' | 'broken' | 'bomb' | 'too_many_pixels' | 'cannot_decode') {
    super(code)
  }
}

/** Counts what is found, each code once for each time it is noted. */
export class Traces {
  private readonly counts = new Map<TraceCode, number>()

  note(...codes: readonly TraceCode[]): void {
    for (const code of codes) this.counts.set(code, (this.counts.get(code) ?? 0) + 1)
  }

  set(code: TraceCode, count: number): void {
    if (count > 0) this.counts.set(code, count)
  }

  list(): Trace[] {
    return TRACES.flatMap((code) => {
      const count = this.counts.get(code)
      return count === undefined ? [] : [{ code, count }]
    })
  }
}
