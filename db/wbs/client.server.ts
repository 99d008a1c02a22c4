import 'server-only'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

type Database = PostgresJsDatabase<Record<string, never>>

/** A transaction in the database of WBS; only `transactWbs` makes one. */
export type WbsTx = Parameters<Parameters<Database['transaction']>[0]>[0]

const CONNECTIONS = 10

const shared = globalThis as typeof globalThis & {
  satyaWbsDatabase?: { url: string; client: postgres.Sql; db: Database }
}

/** Runs one transaction as the role `wbs_app`, which reaches no other database. Everything in it stands or falls together. */
export function transactWbs<T>(run: (tx: WbsTx) => Promise<T>): Promise<T> {
  return database().db.transaction(run)
}

function database() {
  const url = process.env.WBS_APP_DATABASE_URL
  if (!url) throw new Error('WBS_APP_DATABASE_URL is not set')
  if (shared.satyaWbsDatabase?.url !== url) {
    const client = postgres(url, { max: CONNECTIONS, onnotice: () => {}, connection: { TimeZone: 'Asia/Jakarta' } })
    shared.satyaWbsDatabase = { url, client, db: drizzle(client, { casing: 'snake_case' }) }
  }
  return shared.satyaWbsDatabase
}
