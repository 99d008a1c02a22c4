import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client.server'
import { examItems } from '@/db/schema/cat-items'

/** The items whose keys are public, in any of their versions: no form is made of them any more. */
export const disclosedItems = sql`(
  select v.item_id from exam_session_files f join exam_sessions s on s.id = f.session_id,
    jsonb_array_elements_text(s.content) as c(version) join exam_item_versions v on v.id = c.version::uuid)`

/** What a form may still be made of. */
export const isSecret = sql`${examItems.id} not in ${disclosedItems}`

/** Held while a form is chosen from an agency's bank, by many at once. */
export async function holdDisclosure(tx: Tx, agencyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${`keys ${agencyId}`}, 0))`)
}

/** Held by one alone while keys become public: who chooses a form afterwards sees which. */
export async function holdForms(tx: Tx, agencyId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`keys ${agencyId}`}, 0))`)
}
