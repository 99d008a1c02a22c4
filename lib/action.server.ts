import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import { idIn, recordingRefusals } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import { isAllowed, type Permission } from '@/lib/auth/permissions'
import { currentSession } from '@/lib/auth/session.server'
import type { SessionStage } from '@/lib/auth/session-stage'
import type { Session } from '@/lib/auth/sessions.server'
import { isDiskFull } from '@/lib/disk-full'
import { type Action, Refusal, type Result, refusalData } from '@/lib/refusal'
import { isStorable } from '@/lib/storable-text'

/** A server action that says which permission and shape it asks for, so that the access test can walk all of them. */
export type GuardedAction<I, T> = Action<I, T> & { permission: Permission; schema: z.ZodType }

/** A server action that finishes one stage of signing in. */
export type StageAction<I, T> = Action<I, T> & { stage: SessionStage | 'any'; schema: z.ZodType }

/**
 * The maker of write endpoints: sign-in, permission, parse, run. An expected no is written down and comes back as a
 * refusal, as does a storage without room; everything else is thrown.
 */
export function action<S extends z.ZodType, T = void>(
  permission: Permission,
  schema: S,
  run: (context: Context, input: z.output<S>) => Promise<T>,
): GuardedAction<z.input<S>, T> {
  const guarded: Action<z.input<S>, T> = (input) =>
    answer(async () => {
      const session = await currentSession()
      if (session?.stage !== 'open') throw new Refusal('sign_in_required')
      const context = { actor: session.actor, now: new Date() }
      return recordingRefusals(context, permission, idIn(input), async () => {
        if (!isAllowed(context.actor.role, permission)) throw new Refusal('forbidden', { permission })
        return run(context, parse(schema, input))
      })
    })
  return Object.assign(guarded, { permission, schema })
}

/** The same for a person whose session waits in one stage of signing in: no permission is theirs yet. */
export function stageAction<S extends z.ZodType, T = void>(
  stage: SessionStage | 'any',
  schema: S,
  run: (session: Session, input: z.output<S>, now: Date) => Promise<T>,
): StageAction<z.input<S>, T> {
  const guarded: Action<z.input<S>, T> = (input) =>
    answer(async () => {
      const session = await currentSession()
      if (!session) throw new Refusal('sign_in_required')
      if (stage !== 'any' && session.stage !== stage)
        throw new Refusal('wrong_state', { state: session.stage, event: stage })
      return run(session, parse(schema, input), new Date())
    })
  return Object.assign(guarded, { stage, schema })
}

async function answer<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, data: await run() }
  } catch (error) {
    unstable_rethrow(error)
    const refusal = isDiskFull(error) ? new Refusal('disk_full') : error
    if (refusal instanceof Refusal) return { ok: false, refusal: refusalData(refusal) }
    throw error
  }
}

function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw invalid(parsed.error)
  if (!isStorable(parsed.data)) throw new Refusal('invalid')
  return parsed.data
}

/** A refusal with one code per field: the message of the schema when it is a code, else `invalid`. */
function invalid(error: z.ZodError): Refusal {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return new Refusal('invalid', {}, fields)
}
