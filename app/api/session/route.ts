import { peekSession } from '@/lib/auth/session.server'

/** When the session ends and what it still owes, for the warning before the end. Asking is no activity. */
export async function GET() {
  const session = await peekSession()
  return Response.json(
    { endsAt: session?.endsAt ?? null, stage: session?.stage ?? null },
    { headers: { 'cache-control': 'no-store' } },
  )
}
