import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'

/**
 * Functions that run as their owner, and whoever runs SQL as the web server's role: everybody may make temporary tables
 * and views, which PostgreSQL searches first unless `pg_temp` is named last.
 */
const database = await testDatabase()
afterAll(database.reset)

const SAFE = 'search_path=pg_catalog, public, pg_temp'

test('every function that runs as its owner, or says where it looks, looks at temporary tables last', async () => {
  const found = await database.owner<{ name: string; prosecdef: boolean; path: string | null }[]>`
    select oid::regprocedure::text as name, prosecdef,
      (select setting from unnest(proconfig) setting where setting like 'search\\_path=%') as path
    from pg_proc where pronamespace = 'public'::regnamespace`
  expect(found.filter(({ prosecdef }) => prosecdef).length).toBeGreaterThan(40)
  const unsafe = found.filter(({ prosecdef, path }) => (prosecdef || path !== null) && path !== SAFE)
  expect(unsafe).toEqual([])
})

test('whoever migrates owns no function that runs as its owner, but those that count tables anew or forget files', async () => {
  const owned = await database.owner<{ name: string }[]>`
    select proname as name from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef and proowner <> all (
      select oid from pg_roles where rolname like 'satya\\_%' and not rolcanlogin and not rolsuper) order by 1`
  expect(owned.map(({ name }) => name)).toEqual([
    'analyze_grown',
    'analyze_imported',
    'analyze_staged',
    'entry_evidence_counts',
    'forget_detached_files',
  ])
})

test('a temporary view under a name of the catalogue runs nothing as the owner of a function that reads it', async () => {
  await database.app.begin(async (tx) => {
    await tx`create function pg_temp.evil() returns real language plpgsql as $$
      begin raise exception 'evil ran as %', current_user; end $$`
    await tx`create temporary view pg_class as select 'public.employees'::regclass::oid as oid, pg_temp.evil() as reltuples`
    await tx`grant select on pg_temp.pg_class to public`
    const shadowed = tx.savepoint((inner) => inner`select reltuples from pg_class`)
    await expect(shadowed).rejects.toThrow('evil ran as satya_app')
    await tx`select analyze_grown(0)`
  })
})
