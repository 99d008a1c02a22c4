import { defineConfig } from 'drizzle-kit'

/** The database of WBS: `npm run db:generate:wbs -- --name x`. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/wbs/*schema.ts',
  out: './db/wbs/migrations',
  casing: 'snake_case',
  entities: { roles: false },
})
