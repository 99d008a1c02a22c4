import type * as z from 'zod'
import { Refusal } from '@/lib/refusal'
import { isStorable } from '@/lib/storable-text'

/** What comes in at a door of the exam room. */
export type DoorRequest = {
  method: string
  door: string
  session: string | null // whose board is asked for
  room: string | null // and of which of its rooms; null: all
  cookies: string | null | undefined
  origin: string | null | undefined
  host: string | null | undefined
  etag: string | null | undefined
  address: string // path and query as they were asked
  browserHash: string | null | undefined // of Safe Exam Browser, under the address that it asked
  pageHash: string | null | undefined // the same under the address of the page, where the browser cannot send its own
  encodings: string | null | undefined
  forwardedFor: string | null | undefined
  peer: string | undefined // who holds the connection; the framework's door does not know
  body: string | undefined // undefined: too long
  isGone: () => boolean // whoever asked hears the answer no more
}

/** What goes out: data as JSON, or a file. */
export type Answer = {
  data?: unknown
  file?: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
  status?: number
}

/** The body as a door wants it. Refuses with invalid. */
export function parse<S extends z.ZodType>(schema: S, body: string | undefined): z.output<S> {
  const parsed = schema.safeParse(readJson(body))
  if (!parsed.success || (mayEscape(body) && !isStorable(parsed.data))) throw new Refusal('invalid')
  return parsed.data
}

/** What cannot be stored stands in JSON only as an escape: a body has been decoded from UTF-8. */
function mayEscape(body = ''): boolean {
  return body.includes('\\u')
}

function readJson(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
