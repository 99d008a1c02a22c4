import 'server-only'
import { Socket } from 'node:net'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Lane as AnyLane, takingTurn } from '@/db/lanes.server'
import type { Context, Scope } from '@/lib/auth/actor'

type Database = PostgresJsDatabase<Record<string, never>>

/** A transaction with its actor set; only `transact` makes one. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]

/** `beside` is for a transaction that is opened while another one of this process waits for it. */
type Lane = Extract<AnyLane, 'usual' | 'beside'>

const CONNECTIONS: Record<Lane, number> = { usual: 10, beside: 4 }

/** Serves candidates and whoever comes by: what it may touch is granted column by column, and there is no key among it. */
const EXAM_ROLE = 'satya_exam'

/** Batches of answers on their way at once. */
const EXAM_CONNECTIONS = 4

type Pool = { client: postgres.Sql; db: Database; planned: Database }

const shared = globalThis as typeof globalThis & {
  satyaDatabase?: { url: string; pools: Partial<Record<Lane, Pool>>; exam?: postgres.Sql }
}

/** One pool per lane and process, as the app role; civil days of the database are those of Jakarta. */
function pool(lane: Lane): Pool {
  const { url, pools } = database()
  pools[lane] ??= openPool(url, CONNECTIONS[lane])
  return pools[lane]
}

function database() {
  const url = process.env.APP_DATABASE_URL
  if (!url) throw new Error('APP_DATABASE_URL is not set')
  if (shared.satyaDatabase?.url !== url) shared.satyaDatabase = { url, pools: {} }
  return shared.satyaDatabase
}

/**
 * The exam room's way to the database where every millisecond counts: as the role that serves candidates, each statement
 * a transaction of its own.
 */
export function examDatabase(): postgres.Sql {
  const shared = database()
  shared.exam ??= postgres(shared.url, {
    max: EXAM_CONNECTIONS,
    onnotice: () => {},
    // what it asks for, it finds by a key: read whole, a table of attempts is cheap only until it has grown
    connection: { role: EXAM_ROLE, enable_seqscan: 'off' } as Record<string, string>,
  })
  return shared.exam
}

type Place = { host: string[]; port: number[]; path: string | false }

/**
 * Messages go out at once. Otherwise the end of each COPY waits until the server confirms what came before it, which the
 * server puts off for 40 ms, because it has nothing to answer yet.
 */
const atOnce = {
  socket: ({ host: [host = ''], port: [port = 0], path }: Place) => {
    const socket = Object.assign(new Socket().setNoDelay(true), { host })
    // the driver hears of a failure once it has the socket
    setImmediate(() => socket.destroyed || socket.connect(path ? { path } : { host, port }))
    return socket
  },
}

function openPool(url: string, max: number): Pool {
  const client = postgres(url, { max, onnotice: () => {}, connection: { TimeZone: 'Asia/Jakarta' }, ...atOnce })
  return {
    client,
    db: drizzle(client, { casing: 'snake_case' }),
    planned: drizzle(planningOnce(client), { casing: 'snake_case' }),
  }
}

/** The same client, whose connections keep the plan of each statement of a transaction: drizzle asks for none. */
function planningOnce(client: postgres.Sql): postgres.Sql {
  const keeping = (tx: postgres.TransactionSql) => {
    const unsafe: typeof tx.unsafe = (query, values, options) => tx.unsafe(query, values, { ...options, prepare: true })
    return new Proxy(tx, { get: (target, name) => (name === 'unsafe' ? unsafe : Reflect.get(target, name)) })
  }
  const begin = (run: (tx: postgres.TransactionSql) => unknown) => client.begin((tx) => run(keeping(tx)))
  return new Proxy(client, { get: (target, name) => (name === 'begin' ? begin : Reflect.get(target, name)) })
}

const databaseRole: Record<Scope['kind'], string> = {
  system: 'satya_system',
  national: 'satya_national',
  agencies: 'satya_app',
  self: 'satya_app',
  visitor: EXAM_ROLE,
}

/** What row-level security asks of a transaction, as its first statement. */
function actAs(
  tx: postgres.TransactionSql,
  { scope, employeeId, accountId, role }: Context['actor'],
): Promise<unknown> {
  const agencies = scope.kind === 'agencies' ? scope.agencyIds.join(',') : ''
  return tx`select set_config('role', ${databaseRole[scope.kind]}, true), set_config('satya.agencies', ${agencies}, true),
    set_config('satya.employee', ${employeeId ?? ''}, true), set_config('satya.account', ${accountId ?? ''}, true),
    set_config('satya.role', ${role}, true)`.execute()
}

/** The driver's own transaction, which every transaction of the query builder stands on. */
export function driverOf(tx: Tx): postgres.TransactionSql {
  return (tx._.session as unknown as { client: postgres.TransactionSql }).client
}

/** Runs one transaction as the actor. Everything in it stands or falls together; a thrown Refusal rolls back. */
export function transact<T>(context: Context, run: (tx: Tx) => Promise<T>, lane: Lane = 'usual'): Promise<T> {
  return inTransaction(pool(lane).db, context, takingTurn(lane, run))
}

/**
 * The same for what comes by the hundred a second in few shapes: each connection plans a statement once and keeps it, so
 * that the database computes half as much (docs/decisions/0105). Not for statements whose text varies without end.
 */
export function transactPlanned<T>(context: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(pool('usual').planned, context, takingTurn('usual', run))
}

function inTransaction<T>(db: Database, context: Context, run: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    // what comes next goes out with it, and is refused where it was
    const acting = actAs(driverOf(tx), context.actor)
    return run(tx).finally(() => acting)
  })
}

/** The same for streams (COPY) that the query builder cannot express. */
export function transactRaw<T>(
  context: Context,
  run: (tx: postgres.TransactionSql) => Promise<T>,
  lane: Lane = 'usual',
): Promise<T> {
  const asked = takingTurn(lane, run)
  return pool(lane).client.begin(async (tx) => {
    await actAs(tx, context.actor)
    return asked(tx)
  }) as Promise<T>
}

/** Ends the pools, for commands and tests that want their process to end. */
export async function closeDatabase(): Promise<void> {
  const { pools = {}, exam } = shared.satyaDatabase ?? {}
  const clients = [...Object.values(pools).map(({ client }) => client), ...(exam ? [exam] : [])]
  await Promise.all(clients.map((client) => client.end({ timeout: 5 })))
  shared.satyaDatabase = undefined
}
