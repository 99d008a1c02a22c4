import 'server-only'
import { currentSession } from '@/lib/auth/session.server'
import { type Zone, zoneFrom } from '@/lib/format'

/** The clock on the wall of the person's own agency: every office page tells the time by it. */
export async function officeZone(): Promise<Zone> {
  const session = await currentSession()
  return zoneFrom(session?.agency.timeZone ?? '')
}
