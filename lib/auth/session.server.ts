import 'server-only'
import { cookies } from 'next/headers'
import { forbidden, notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { recordRefusal } from '@/lib/audit.server'
import type { Actor, Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { forbid, sessionCookieName, sessionIdOfToken } from '@/lib/auth/request-session.server'
import { type SessionStage, stagePath } from '@/lib/auth/session-stage'
import { findSession, type Session } from '@/lib/auth/sessions.server'
import { signOut } from '@/lib/auth/sign-in.server'
import { Refusal } from '@/lib/refusal'

/** The session of this request at whatever stage, or undefined. Read once per request. */
export const currentSession = cache(async (): Promise<Session | undefined> => {
  const id = await sessionIdOfRequest()
  return id ? findSession(id, new Date()) : undefined
})

/** The same, without counting as activity. */
export async function peekSession(): Promise<Session | undefined> {
  const id = await sessionIdOfRequest()
  return id ? findSession(id, new Date(), false) : undefined
}

/** The signed-in actor of this request, or null; nobody is signed in before every stage is passed. */
export async function currentActor(): Promise<Actor | null> {
  const session = await currentSession()
  return session?.stage === 'open' ? session.actor : null
}

/**
 * The actor of a route. Refuses with sign_in_required or forbidden, which is written down.
 *
 * @param isActivity false for what a page asks by itself: it keeps no session alive
 */
export async function contextFor(permission: Permission, isActivity = true): Promise<Context> {
  const session = isActivity ? await currentSession() : await peekSession()
  const actor = session?.stage === 'open' ? session.actor : null
  if (!actor) throw new Refusal('sign_in_required')
  const context = { actor, now: new Date() }
  if (isAllowed(actor.role, permission)) return context
  throw await forbid(context, permission)
}

/** First line of every office page: answers sign-in or 403. */
export async function requireActor(permission: Permission): Promise<Actor> {
  const session = await currentSession()
  if (!session) redirect('/masuk')
  if (session.stage !== 'open') redirect(stagePath[session.stage])
  if (isAllowed(session.actor.role, permission)) return session.actor
  await forbid({ actor: session.actor, now: new Date() }, permission)
  forbidden()
}

/** Answers 404 for a row that is not there or out of the actor's sight, and writes that down. */
export async function answerNotFound(actor: Actor, permission: Permission, id: string): Promise<never> {
  await recordRefusal({ actor, now: new Date() }, permission, new Refusal('not_found'), id)
  notFound()
}

/** The open session behind an action that is already allowed, for what concerns the session itself. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession()
  if (session?.stage !== 'open') throw new Refusal('sign_in_required')
  return session
}

/** First line of a page that finishes one stage of signing in; every other stage is led to its own page. */
export async function requireStage(stage: SessionStage): Promise<Session> {
  const session = await currentSession()
  if (!session) redirect('/masuk')
  if (session.stage !== stage) redirect(stagePath[session.stage])
  return session
}

/** Takes the cookie away; the session row is revoked by whoever calls. */
export async function dropSessionCookie(): Promise<void> {
  ;(await cookies()).delete({
    name: sessionCookieName(),
    path: '/',
    secure: sessionCookieName().startsWith('__Secure'),
  })
}

/** The session that the request's cookie names, whether it still goes on or not. */
export const sessionIdOfRequest = cache(async (): Promise<string | undefined> => {
  return sessionIdOfToken((await cookies()).get(sessionCookieName())?.value)
})

/** Ends the session that a token names, when a person signs out through next-auth itself. */
export async function endSessionOfToken(id: unknown): Promise<void> {
  const now = new Date()
  const session = typeof id === 'string' ? await findSession(id, now) : undefined
  if (session) await signOut(session, now)
}
