import type { Sql } from 'postgres'
import { DEMONSTRATION_CODE } from '@/db/seed/agencies'
import type { Actor, Context } from '@/lib/auth/actor'

/** The agency whose lists are measured: the largest of the demonstration. */
export async function demonstrationAgency(owner: Sql): Promise<number> {
  const [agency] = await owner<{ id: number }[]>`select id from agencies where code = ${DEMONSTRATION_CODE}`
  if (!agency) throw new Error('no agency')
  return agency.id
}

/** Whoever asks what is measured: the mutation officer of an agency, where nothing else is said. */
export function officerOf(agencyId: number, more: Partial<Actor> = {}, now = new Date()): Context {
  const actor: Actor = {
    accountId: null,
    employeeId: null,
    name: 'Pengukuran',
    agencyId,
    role: 'mutation_officer',
    scope: { kind: 'agencies', agencyIds: [agencyId] },
    ...more,
  }
  return { actor, now }
}
