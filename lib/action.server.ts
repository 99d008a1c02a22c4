import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { contextFor } from '@/lib/auth/session.server'
import { type Action, Refusal, refusalData } from '@/lib/refusal'

/** A server action that says which permission it asks for, so that the access test can walk all of them. */
export type GuardedAction<I, T> = Action<I, T> & { permission: Permission }

/**
 * The only maker of write endpoints: sign-in, permission, parse, run. An expected no comes back as a refusal;
 * everything else is thrown.
 */
export function action<S extends z.ZodType, T = void>(
  permission: Permission,
  schema: S,
  run: (context: Context, input: z.output<S>) => Promise<T>,
): GuardedAction<z.input<S>, T> {
  const guarded: Action<z.input<S>, T> = async (input) => {
    try {
      const context = await contextFor(permission)
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw invalid(parsed.error)
      return { ok: true, data: await run(context, parsed.data) }
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof Refusal) return { ok: false, refusal: refusalData(error) }
      throw error
    }
  }
  return Object.assign(guarded, { permission })
}

/** A refusal with one code per field: the message of the schema when it is a code, else `invalid`. */
function invalid(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return new Refusal('invalid', {}, fields)
}
