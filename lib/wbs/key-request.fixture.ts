import type { KeyPlace } from '@/lib/wbs/epochs'
import { askForKey, giveKey } from '@/lib/wbs/key-request.server'
import { asOfficer } from '@/lib/wbs/officer.server'
import { type Person, TODAY } from '@/lib/wbs/people.fixture'
import { ciphertext } from '@/lib/wbs/reporter.fixture'

const NOW = new Date(`${TODAY}T03:00:00Z`)

/** The first key of a report. */
export const REPORT: KeyPlace = { ring: 'pesan', epoch: 0 }

/** Somebody asks for keys that do not open. */
export function asks({ key }: Person, report: string, places = [REPORT]): Promise<void> {
  return asOfficer(key.holder, NOW, (tx, officer, on) => askForKey(tx, officer, { report, places }, on))
}

/** Another one gives them. */
export async function gives({ key }: Person, report: string, reader: Person, places = [REPORT]) {
  const wraps = await Promise.all(places.map(async (place) => ({ ...place, ct: await ciphertext('kunci') })))
  const given = { report, for: reader.key.id, wraps }
  return asOfficer(key.holder, NOW, (tx, officer, on) => giveKey(tx, officer, given, on))
}
