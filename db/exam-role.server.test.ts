import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '@/db/testing.server'

/**
 * What the role that answers candidates and the public may never reach, as the catalogue says it: the bank of items, and
 * whatever is called a key, a weight or points. What it may read is read, with a day's rows, in
 * lib/cat/room-answers.server.test.ts.
 */
const database = await testDatabase()
afterAll(database.reset)
const { owner } = database

/** Named like a secret of an item, and none. */
const NO_SECRET: Record<string, string> = {
  'exam_sessions.content_key': 'opens what candidates read; given out with the start',
  'exam_sessions.sealed_content': 'what candidates read, sealed',
  'sign_in_throttles.key': 'a fingerprint of an attempt',
}

test('it has no right of any kind on the bank of items', async () => {
  const bank = await owner<{ name: string; rights: string[] }[]>`
    with bank as (
      select oid from pg_class where relkind in ('r', 'p') and relname like 'exam\\_item%'
      union select conrelid from pg_constraint c join pg_class t on t.oid = c.confrelid
      where contype = 'f' and t.relname like 'exam\\_item%'
    )
    select oid::regclass::text as name, array(
      select kind from unnest(array['select', 'insert', 'update', 'references']) kind where has_any_column_privilege('satya_exam', oid, kind)
      union select kind from unnest(array['delete', 'truncate', 'trigger']) kind
      where has_table_privilege('satya_exam', oid, kind)
    ) as rights
    from bank`
  expect(bank.map(({ name }) => name)).toContain('exam_item_keys')
  expect(bank.length).toBeGreaterThan(4)
  expect(bank.filter(({ rights }) => rights.length > 0)).toEqual([])
})

test('it reads no column that is called a key, points, a weight, an explanation, a salt or a content', async () => {
  const named = await owner<{ name: string; isReadable: boolean }[]>`
    select c.relname || '.' || a.attname as name, has_column_privilege('satya_exam', c.oid, a.attnum, 'select') as "isReadable"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm', 'p')
      and a.attname ~ '(^|_)(keys?|points?|weights?|correct|right|explanation|salt)(_|$)|content'`
  expect(named.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['exam_item_keys.points', 'exam_sessions.keys_salt']),
  )
  const readable = named.filter(({ isReadable }) => isReadable).map(({ name }) => name)
  expect(readable.sort()).toEqual(Object.keys(NO_SECRET).sort())
})

test('outside the exams it reads of agencies and letters what everybody is told, and the tries of a PIN', async () => {
  const readable = await owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p') and relname not like 'exam\\_%'
      and has_any_column_privilege('satya_exam', oid, 'select') order by 1`
  expect(readable.map(({ name }) => name)).toEqual([
    'agencies',
    'issued_documents',
    'sign_in_throttles',
    'signing_items',
  ])
})

test('it is a member of no other role, and no function lends it another one’s rights on items', async () => {
  expect(await owner`select from pg_auth_members where member = 'satya_exam'::regrole`).toHaveLength(0)
  const lending = await owner<{ name: string }[]>`
    select oid::regprocedure::text as name from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef and has_function_privilege('satya_exam', oid, 'execute')
      and prosrc ~ 'exam_item|execute'`
  expect(lending.map(({ name }) => name)).toEqual([])
})

test('the keys of items refuse it', async () => {
  const read = database.app.begin(async (tx) => {
    await tx`set local role satya_exam`
    await tx`select points from exam_item_keys`
  })
  await expect(read).rejects.toThrow('permission denied for table exam_item_keys')
})
