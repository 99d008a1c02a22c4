import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { prepareDatabase, requireAppRole } from './database.mjs'
import { newSecret, startPostgres, startThrowAwayPostgres, stopPostgres } from './postgres.mjs'
import { isAlive, isGoneWithin } from './process.mjs'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const folder = mkdtempSync(join(tmpdir(), 'satya-launcher-'))
const pidFile = join(folder, 'pg/postmaster.pid')
const password = newSecret()
const start = () => startPostgres({ folder, password })

/** Half a cluster lies there from the first moment: making one was interrupted. */
beforeAll(async () => {
  mkdirSync(join(folder, 'pg.new/base'), { recursive: true })
  await start()
})

afterAll(async () => {
  await stopPostgres((await start()).pid)
  rmSync(folder, { recursive: true, force: true })
})

/** Runs one statement in the database every cluster has. */
async function query(url, statement) {
  const sql = postgres(String(Object.assign(new URL(url), { pathname: '/postgres' })), { max: 1 })
  return sql.unsafe(statement).finally(() => sql.end())
}

test('what was committed before a kill is there after the next start', async () => {
  const first = await start()
  await query(first.url, 'create table decrees as select 7 as number')
  process.kill(first.pid, 'SIGKILL')
  await isGoneWithin(first.pid, 10)

  const second = await start()
  expect(second).toMatchObject({ isOurs: true })
  expect(await query(second.url, 'select number from decrees')).toEqual([{ number: 7 }])
})

test('a cluster that outlived its launcher is taken over', async () => {
  const first = await start()
  expect(await start()).toMatchObject({ pid: first.pid, url: first.url, isOurs: false })
})

test('a cluster that no longer answers because it is being killed is waited for, not taken over', async () => {
  const first = await start()
  process.kill(first.pid, 'SIGSTOP')
  const next = start()
  process.kill(first.pid, 'SIGKILL')
  const second = await next
  expect(second).toMatchObject({ isOurs: true })
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a number in postmaster.pid that now belongs to another program is no obstacle', async () => {
  const first = await start()
  const left = readFileSync(pidFile, 'utf8').split('\n')
  await stopPostgres(first.pid)
  writeFileSync(pidFile, [process.pid, ...left.slice(1)].join('\n'))
  expect(await start()).toMatchObject({ isOurs: true })
})

test('a cluster that was only half made is made anew', async () => {
  const { url } = await start()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(join(folder, 'pg.new'))).toBe(false)
})

test('an address for the app that does not open, or opens too much, is refused in a sentence', async () => {
  const { url } = await start()
  const appUrl = await prepareDatabase(url, 'right')
  await requireAppRole(appUrl)
  const other = (parts) => String(Object.assign(new URL(appUrl), parts))
  await expect(requireAppRole(other({ password: 'wrong' }))).rejects.toThrow(/Check APP_DATABASE_URL\.$/)
  await expect(requireAppRole(other({ pathname: '/none' }))).rejects.toThrow(
    /does not exist. Check APP_DATABASE_URL\.$/,
  )
  await expect(requireAppRole(other({ pathname: '/postgres' }))).rejects.toThrow(/not the one of DATABASE_URL\.$/)
  await expect(requireAppRole(url)).rejects.toThrow(/signs in at .+ as satya: it must be the role satya_app\.$/)
})

test('a migration that was edited after it ran is refused in a sentence', async () => {
  const { url } = await start()
  await prepareDatabase(url, newSecret())
  const sql = postgres(url, { max: 1 })
  await sql`update drizzle.__drizzle_migrations set hash = 'another' where id = 2`.finally(() => sql.end())
  await expect(prepareDatabase(url, newSecret())).rejects.toThrow(/another version of the migration 0001_tables/)
})

test('a role that may not prepare a database is refused in a sentence', async () => {
  const { url } = await start()
  await query(url, `create role weak login password 'weak'`)
  await query(url, 'create database of_weak owner weak')
  const weak = String(Object.assign(new URL(url), { username: 'weak', password: 'weak', pathname: '/of_weak' }))
  await expect(prepareDatabase(weak)).rejects.toThrow(
    /^The role weak at .+ may not prepare the database: give DATABASE_URL a superuser of the server\.$/,
  )
})

test('a throw-away cluster leaves nothing behind', async () => {
  const { url, stop } = await startThrowAwayPostgres()
  const [found] = await query(
    url,
    `select current_setting('data_directory') as data, pg_read_file('postmaster.pid') as pid`,
  )
  await stop()
  expect(isAlive(Number.parseInt(found.pid, 10))).toBe(false)
  expect(existsSync(found.data)).toBe(false)
})
