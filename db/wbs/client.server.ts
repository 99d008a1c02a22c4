import 'server-only'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { takingTurn } from '@/db/lanes.server'

type Database = PostgresJsDatabase<Record<string, never>>

/** A transaction in the database of WBS; only `transactWbs` makes one. */
export type WbsTx = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Where the two databases of WBS are, each for its own role. */
type Address = 'WBS_APP_DATABASE_URL' | 'WBS_SHRED_APP_DATABASE_URL'

const CONNECTIONS = 10

const shared = globalThis as typeof globalThis & {
  satyaWbsDatabases?: Partial<Record<Address, { url: string; client: postgres.Sql; db: Database }>>
}

/** Runs one transaction as the role `wbs_app`, which reaches no other database. Everything in it stands or falls together. */
export function transactWbs<T>(run: (tx: WbsTx) => Promise<T>): Promise<T> {
  return database('WBS_APP_DATABASE_URL').transaction(takingTurn('wbs', run))
}

/** The same in the database of shred keys, as the role `wbs_shred_app`. */
export function transactShred<T>(run: (tx: WbsTx) => Promise<T>): Promise<T> {
  return database('WBS_SHRED_APP_DATABASE_URL').transaction(takingTurn('shred', run))
}

function database(address: Address): Database {
  const url = process.env[address]
  if (!url) throw new Error(`${address} is not set`)
  shared.satyaWbsDatabases ??= {}
  const known = shared.satyaWbsDatabases[address]
  if (known?.url === url) return known.db
  const client = postgres(url, { max: CONNECTIONS, onnotice: () => {}, connection: { TimeZone: 'Asia/Jakarta' } })
  const db = drizzle(client, { casing: 'snake_case' })
  shared.satyaWbsDatabases[address] = { url, client, db }
  return db
}
