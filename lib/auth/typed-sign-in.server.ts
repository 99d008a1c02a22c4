import 'server-only'
import * as z from 'zod'
import { signIn } from '@/lib/auth/sign-in.server'
import { failureOf, log } from '@/lib/log.server'
import { Refusal } from '@/lib/refusal'
import { isStorable } from '@/lib/storable-text'

const credentials = z.object({ userId: z.string().max(200), password: z.string().max(1000) }).refine(isStorable)

/**
 * Signs in with whatever a form has sent; null for what no form sends. next-auth shows the message of an error to
 * whoever asked: it is the code of a refusal with the seconds to wait, and one fixed code for every fault.
 */
export async function signInTyped(typed: unknown, userAgent: string | null, now: Date): Promise<{ id: string } | null> {
  const parsed = credentials.safeParse(typed)
  if (!parsed.success) return null
  try {
    return { id: await signIn({ ...parsed.data, userAgent }, now) }
  } catch (error) {
    if (error instanceof Refusal) throw new Error([error.code, error.facts.seconds ?? []].flat().join('.'))
    log('access').error(failureOf(error), 'sign-in failed')
    throw new Error('sign_in_unavailable')
  }
}
