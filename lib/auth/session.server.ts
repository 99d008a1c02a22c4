import 'server-only'
import { redirect } from 'next/navigation'
import type { Actor, Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { Refusal } from '@/lib/refusal'

/** The signed-in actor of this request, or null. */
export async function currentActor(): Promise<Actor | null> {
  return null
}

/** The actor of a server action or route. Refuses with sign_in_required or forbidden. */
export async function contextFor(permission: Permission): Promise<Context> {
  const actor = await currentActor()
  if (!actor) throw new Refusal('sign_in_required')
  if (!isAllowed(actor.role, permission)) throw new Refusal('forbidden', { permission })
  return { actor, now: new Date() }
}

/** First line of every office page: answers sign-in or 403. */
export async function requireActor(_permission: Permission): Promise<Actor> {
  redirect('/masuk')
}
