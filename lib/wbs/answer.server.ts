import 'server-only'
import { transactWbs } from '@/db/wbs/client.server'
import { civilDateIn } from '@/lib/civil-date'
import { Refusal } from '@/lib/refusal'
import { appendMessage, type SealedMessage } from '@/lib/wbs/append.server'
import type { ReportKeyChange } from '@/lib/wbs/epochs'
import { changeKeys } from '@/lib/wbs/key-change.server'
import { requireMember, requireOfficer } from '@/lib/wbs/officer.server'

/**
 * Adds an answer to the reporter, or a private note, of somebody who holds the key of the report. Refuses `forbidden`,
 * `not_found`, `wbs_frozen` for an answer in a conversation that two people stopped, and what `appendMessage` refuses.
 */
export async function sendMessage(
  accountId: string | null,
  { report, ...message }: SealedMessage & { report: string },
): Promise<void> {
  await transactWbs(async (tx) => {
    const officer = await requireOfficer(tx, accountId)
    const { id, isFrozen } = await requireMember(tx, officer, report, true)
    if (isFrozen && message.ring === 'pesan') throw new Refusal('wbs_frozen')
    await appendMessage(tx, officer.keyId, id, message)
  })
}

/** Opens the ring of notes of a report for all who read it. Refuses `forbidden` and what `changeKeys` refuses. */
export async function openRingOfNotes(accountId: string | null, change: ReportKeyChange, now: Date): Promise<void> {
  await transactWbs(async (tx) => {
    await changeKeys(tx, await requireOfficer(tx, accountId), change, civilDateIn('Asia/Jakarta', now))
  })
}
