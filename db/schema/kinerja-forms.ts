import { sql } from 'drizzle-orm'
import { jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { documentKind, files } from './documents'
import { plans } from './kinerja-plan'
import { ofActorEmployee, walls } from './policies'

/** An official form that the employee has signed and the appraiser has not yet: until then nobody can look it up. */
export const halfSignedForms = pgTable(
  'half_signed_forms',
  {
    kind: documentKind().notNull(),
    number: text().notNull(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    half: jsonb().notNull(), // HalfSigned of lib/documents/two-signatures.server.ts
    fileSha256: text()
      .notNull()
      .references(() => files.sha256),
    signedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.number] }),
    ...walls(
      'half_signed_forms',
      sql`exists (select 1 from plans p where p.id = plan_id and (${ofActorEmployee('employee_id')}
        or ${ofActorEmployee('appraiser_id')}))`,
      sql`is_form_ready(kind, number, plan_id) and exists (select 1 from plans p where p.id = plan_id
        and ${ofActorEmployee('employee_id')})`,
    ),
  ],
)
