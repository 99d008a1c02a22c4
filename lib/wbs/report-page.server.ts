import 'server-only'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { readCase } from '@/lib/wbs/case.server'
import { readDesk } from '@/lib/wbs/desk.server'
import { readIdentityOffice } from '@/lib/wbs/disclosure.server'
import { readKeeping } from '@/lib/wbs/identity-keeping.server'
import { requireMember } from '@/lib/wbs/officer.server'
import { readPeople } from '@/lib/wbs/report-people.server'

/** What the server knows of a report as one moment has it, for its page; undefined for whoever does not hold its key. */
export function readReportPage(accountId: string | null, report: string, now: Date) {
  const on = civilDateIn('Asia/Jakarta', now)
  return transactWbs(async (tx) => {
    const desk = await readDesk(tx, accountId, on)
    if (!desk) return undefined
    const { officer } = desk
    return {
      desk,
      summary: await requireMember(tx, officer, report),
      identity: await readIdentityOffice(tx, officer, report, on),
      people: await readPeople(tx, officer, report),
      known: await readCase(tx, officer, report, on),
      keeping: await readKeeping(tx, officer, report),
    }
  }).catch((error) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
}
