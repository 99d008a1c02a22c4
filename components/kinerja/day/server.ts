import type { CheckedFile } from '@/lib/kinerja/entry-file.server'
import type { WaitingEvidence } from './device'

const PATIENCE_MS = 15_000
const UPLOAD_PATIENCE_MS = 120_000
/** The server is there and says that it was too slow, or too much at once: as if it had not been heard. */
const AGAIN = [408, 429]

/** An expected no of the server, with its sentence. A lost connection and a server that asks for patience are none. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly reason: string,
  ) {
    super(code)
  }
}

/** Sends a piece of evidence whole. Throws like `ask`. */
export async function upload({ key, entryId, kind, name, url, blob }: WaitingEvidence): Promise<void> {
  const about = new URLSearchParams({ catatan: entryId, jenis: kind, nama: name })
  if (url) about.set('tautan', url)
  await heard(
    await fetch(`/api/kinerja/bukti/${key}?${about}`, {
      method: 'POST',
      body: blob,
      redirect: 'manual',
      signal: after(UPLOAD_PATIENCE_MS),
    }),
  )
}

/** Has a file of entries checked; nothing of it is written. Throws like `ask`. */
export async function checkFile(file: File, columns: Record<string, string> | null): Promise<CheckedFile> {
  const about = columns ? `?${new URLSearchParams({ kolom: JSON.stringify(columns) })}` : ''
  const response = await fetch(`/api/kinerja/berkas${about}`, {
    method: 'POST',
    body: file,
    redirect: 'manual',
    signal: after(UPLOAD_PATIENCE_MS),
  })
  return heard(response)
}

/** Asks one of the doors of daily work. Throws `Refused`, or whatever a lost connection throws. */
export async function ask<T>(door: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/kinerja/${door}`, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    redirect: 'manual', // a page of signing in is no answer
    signal: after(PATIENCE_MS),
  })
  return heard(response)
}

async function heard<T>(response: Response): Promise<T> {
  if (response.type === 'opaqueredirect') throw new Refused('sign_in_required', '')
  if (response.status >= 500 || AGAIN.includes(response.status)) throw new Error(`status ${response.status}`)
  const data = await response.json()
  if (!response.ok) throw new Refused(data.code, data.reason ?? data.code)
  return data
}

/** Gives up after so long. */
function after(milliseconds: number): AbortSignal {
  const patience = new AbortController()
  setTimeout(() => patience.abort(), milliseconds)
  return patience.signal
}
