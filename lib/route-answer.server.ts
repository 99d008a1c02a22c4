import 'server-only'
import { recordingRefusals } from '@/lib/audit.server'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { contextFor } from '@/lib/auth/session.server'
import { answerRefusal } from '@/lib/refusal-answer.server'

/**
 * What a GET endpoint answers: sign-in, permission, run. An expected no is written down and answered with its sentence.
 *
 * @param id as it stands in the address, of the row that is asked for
 * @param isActivity false for what a page asks by itself: it keeps no session alive
 */
export async function answerRoute(
  request: Request,
  permission: Permission,
  id: string | null,
  run: (context: Context) => Promise<Response>,
  isActivity = true,
): Promise<Response> {
  try {
    const context = await contextFor(permission, isActivity)
    return await recordingRefusals(context, permission, id, () => run(context))
  } catch (error) {
    return answerRefusal(request, error)
  }
}
