import 'server-only'
import { decode } from 'next-auth/jwt'
import { recordRefusal } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { findSession } from '@/lib/auth/sessions.server'
import { Refusal } from '@/lib/refusal'

/** next-auth's own name for it: with the prefix, browsers take it over https only. */
export function sessionCookieName(): string {
  const isSecure = process.env.NEXTAUTH_URL?.startsWith('https://')
  return `${isSecure ? '__Secure-' : ''}next-auth.session-token`
}

/** What tokens said that were opened before; whether a session goes on is asked anew each time. */
const opened = new Map<string, string>()
const MOST_OPENED = 10_000

/** The session that a token names, whether it still goes on or not. */
export async function sessionIdOfToken(token: string | undefined): Promise<string | undefined> {
  if (!token) return undefined
  const known = opened.get(token) ?? (await openToken(token))
  if (known === undefined) return undefined
  opened.delete(token)
  opened.set(token, known)
  const [oldest] = opened.keys()
  if (opened.size > MOST_OPENED && oldest) opened.delete(oldest)
  return known
}

async function openToken(token: string): Promise<string | undefined> {
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set')
  const claims = await decode({ token, secret }).catch(() => null)
  return typeof claims?.sid === 'string' ? claims.sid : undefined
}

/** The session that a request's header of cookies names, for doors that the framework does not open. */
export function sessionIdIn({ headers }: Request): Promise<string | undefined> {
  return sessionIdOfToken(cookieIn(headers.get('cookie'), sessionCookieName()))
}

/**
 * Who asks at such a door. Refuses with sign_in_required or forbidden, which is written down, as `contextFor` does for
 * the framework's requests.
 */
export async function contextIn(request: Request, permission: Permission): Promise<Context> {
  const id = await sessionIdIn(request)
  const now = new Date()
  const session = id ? await findSession(id, now) : undefined
  if (session?.stage !== 'open') throw new Refusal('sign_in_required')
  const context = { actor: session.actor, now }
  if (!isAllowed(context.actor.role, permission)) throw await forbid(context, permission)
  return context
}

/** Writes down that a role may not do that. */
export async function forbid(context: Context, permission: Permission): Promise<Refusal> {
  const refusal = new Refusal('forbidden', { permission })
  await recordRefusal(context, permission, refusal)
  return refusal
}

/** One of the cookies of a header. */
export function cookieIn(header: string | null, name: string): string | undefined {
  const found = header?.split(/; */).find((each) => each.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}
