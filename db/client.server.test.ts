import type { TcpNetConnectOpts } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { closeDatabase, transact, transactPlanned, transactRaw } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'

const dialled = vi.hoisted(() => ({ failure: undefined as Error | undefined }))
vi.mock('node:net', async (original) => {
  const net = await original<typeof import('node:net')>()
  class Dialling extends net.Socket {
    override connect(...args: unknown[]): this {
      const [options] = args as [TcpNetConnectOpts]
      if (!dialled.failure) return super.connect(options)
      process.nextTick(() => this.destroy(dialled.failure))
      return this
    }
  }
  return { ...net, Socket: Dialling }
})

await testDatabase()
afterEach(async () => {
  await closeDatabase()
  dialled.failure = undefined
})
afterAll(closeDatabase)

const ask = () => transactRaw(systemContext('copies', new Date()), (tx) => tx`select 1 as one`)

test('no message to the database waits for another one, as the end of each COPY would for 40 ms', async () => {
  const took: number[] = []
  await transactRaw(systemContext('copies', new Date()), async (tx) => {
    await tx`create temporary table numbers (n int) on commit drop`
    for (let nth = 0; nth < 10; nth++) {
      const began = performance.now()
      await pipeline(Readable.from(['1\n', '2\n']), await tx`copy numbers from stdin`.writable())
      took.push(performance.now() - began)
    }
  })
  expect(Math.min(...took)).toBeLessThan(30)
})

test('a connection that fails at once is told to whoever asked', async () => {
  dialled.failure = Object.assign(new Error('too many files are open'), { code: 'EMFILE' })
  await expect(ask()).rejects.toMatchObject({ code: 'EMFILE' })
})

test('nothing of a transaction is still to come once it is told that its actor was not taken', async () => {
  const { actor, now } = systemContext('broken', new Date())
  let isOver = false
  const written = transact({ actor: { ...actor, employeeId: 'a\0b' }, now }, async (tx) => {
    await setTimeout(50)
    await tx.execute(sql`select 1`).finally(() => {
      isOver = true
    })
  })
  await expect(written).rejects.toMatchObject({ code: '22021' })
  expect(isOver).toBe(true)
})

test('what goes out with an actor that the database does not take is refused for that reason, and leaves nothing', async () => {
  const { actor, now } = systemContext('broken', new Date())
  for (const run of [transact, transactPlanned]) {
    const written = run({ actor: { ...actor, employeeId: 'a\0b' }, now }, async (tx) => {
      await tx.execute(sql`insert into holidays (day, name) values ('2031-01-01', 'x')`)
    })
    await expect(written).rejects.toMatchObject({ code: '22021' })
  }
  const read = (tx: Parameters<Parameters<typeof transact>[1]>[0]) =>
    tx.execute(sql`select from holidays where day = '2031-01-01'`)
  expect(await transact({ actor, now }, read)).toHaveLength(0)
})

test('whoever holds a connection waits for none of the same lane, or ten at once would wait for ever', async () => {
  const context = systemContext('nested', new Date())
  const one = () => transact(context, (tx) => tx.execute(sql`select 1`))
  const nested = /inside another one/
  await expect(transact(context, one)).rejects.toThrow(nested)
  await expect(transactRaw(context, one)).rejects.toThrow(nested)
  await expect(transact(context, () => transactPlanned(context, async () => 1))).rejects.toThrow(nested)
  await expect(transact(context, one, 'beside')).rejects.toThrow(nested)
  const beside = () => transact(context, async () => 1, 'beside')
  expect(await transact(context, beside)).toBe(1)
  await expect(transact(context, beside, 'beside')).rejects.toThrow(nested)
})

test('what a transaction leaves behind may begin one of its own after it', async () => {
  const context = systemContext('nested', new Date())
  let later: Promise<unknown> = Promise.resolve()
  await transact(context, async () => {
    later = setTimeout(50).then(() => transact(context, async () => 1))
  })
  expect(await later).toBe(1)
})
