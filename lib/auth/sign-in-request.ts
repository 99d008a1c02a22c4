import type { Result } from '@/lib/refusal'

export type Credentials = { userId: string; password: string }

/** Signs in from the browser: the two requests of next-auth's credentials protocol, without its client library. */
export async function requestSignIn(input: Credentials): Promise<Result<void>> {
  const token = await fetch('/api/auth/csrf').then((response) => response.json())
  const body = new URLSearchParams({ ...input, csrfToken: token.csrfToken, json: 'true' })
  const response = await fetch('/api/auth/callback/credentials', { method: 'POST', body })
  if (response.ok) return { ok: true, data: undefined }
  const { url } = await response.json()
  const [code = '', seconds] = (new URL(url).searchParams.get('error') ?? '').split('.')
  const known = code === 'sign_in_failed' || code === 'too_many_attempts'
  if (!known) throw new TypeError(`sign-in answered ${response.status}`)
  return { ok: false, refusal: { code, facts: { seconds: Number(seconds ?? 0) }, fields: {}, findings: [] } }
}
