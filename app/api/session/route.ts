import { peekSession } from '@/lib/auth/session.server'
import { secondsLeft } from '@/lib/auth/sessions.server'

/** How long the session still goes on and what it owes, for the warning before its end. Asking is no activity. */
export async function GET() {
  const session = await peekSession()
  return Response.json(
    { secondsLeft: secondsLeft(session, new Date()), stage: session?.stage ?? null },
    { headers: { 'cache-control': 'no-store' } },
  )
}
