import { defineConfig } from 'drizzle-kit'

/** The database of shred keys: `npm run db:generate:shred -- --name x`. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/wbs/shred/schema.ts',
  out: './db/wbs/shred/migrations',
  casing: 'snake_case',
  entities: { roles: false },
})
