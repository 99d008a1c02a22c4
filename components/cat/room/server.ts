import { browserProof } from './browser-proof'

/** An expected no of the server. A lost connection is no `Refused`, and neither is a server that asks for patience. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly seconds?: number,
    readonly deviceCode?: string | null,
  ) {
    super(code)
  }
}

const PATIENCE_MS = 8_000
const TOO_MANY = 429

/** Asks one of the exam room's doors. Throws `Refused`, or whatever a lost connection throws. */
export async function ask<T>(door: string, body?: unknown, patienceMs = PATIENCE_MS): Promise<T> {
  const response = await fetch(`/api/cat/${door}`, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { ...(await browserProof()), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    signal: AbortSignal.timeout(patienceMs),
  })
  if (response.status >= 500 || response.status === TOO_MANY) throw new Error(`status ${response.status}`)
  const data = await response.json()
  if (!response.ok) throw new Refused(data.code, data.seconds, data.deviceCode)
  return data
}
