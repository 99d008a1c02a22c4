import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { transact } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'

const database = await testDatabase()

async function addAgency() {
  await database.owner`insert into agencies (code, name, kind) values ('9901', 'Kabupaten Contoh', 'regency')`
}

test('transact reaches the database of this file', async () => {
  await addAgency()
  const names = await transact(systemContext('test', new Date()), (tx) => tx.execute(sql`select name from agencies`))
  expect(names).toMatchObject([{ name: 'Kabupaten Contoh' }])
})

test('the role of the web server is bound: it owns nothing and cannot bypass row-level security', async () => {
  const [role] = await database.app`
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false })
  const owned = await database.app`select relname from pg_class where relowner = current_user::regrole`
  expect(owned).toHaveLength(0)
})

test('reset takes away what a test wrote and nothing else', async () => {
  await database.reset()
  await addAgency()
  await database.reset()
  expect(await database.owner`select code from agencies`).toHaveLength(0)
})
