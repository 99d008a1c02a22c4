import { encodeBody } from '@/lib/wbs/wire'

/** What the server refused, by its code; `offline` where nothing came back. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/** Speaks with one door of the server: whole steps of JSON, nothing that says who asks. */
export async function ask<Answer>(door: string, body: object): Promise<Answer> {
  const answer = await fetch(`/lapor/api/${door}`, {
    method: 'POST',
    body: new Uint8Array(encodeBody(body)),
    headers: { 'Content-Type': 'application/json' },
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  }).catch(() => {
    throw new Refused('offline')
  })
  const fields: unknown = await answer.json().catch(() => {
    throw new Refused('unavailable')
  })
  if (!answer.ok) throw new Refused((fields as { code?: string }).code ?? 'unavailable')
  return fields as Answer
}
