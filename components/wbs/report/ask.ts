import { encodeBody } from '@/lib/wbs/wire'

/** What the server refused, by its code; `offline` where nothing came back. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/** Speaks with one door of the server: whole steps of JSON, nothing that says who asks. */
export function ask<Answer>(door: string, body: object): Promise<Answer> {
  return send(door, new Uint8Array(encodeBody(body)), 'application/json')
}

/** The same with bytes, which are filled up already. */
export function askBytes<Answer>(door: string, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
  return send(door, body, 'application/octet-stream')
}

async function send<Answer>(door: string, body: Uint8Array<ArrayBuffer>, type: string): Promise<Answer> {
  const answer = await fetch(`/lapor/api/${door}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': type },
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
