import type { TcpNetConnectOpts } from 'node:net'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { closeDatabase, transactRaw } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'

const dialled = vi.hoisted(() => ({ with: [] as { noDelay?: boolean }[], failure: undefined as Error | undefined }))
vi.mock('node:net', async (original) => {
  const net = await original<typeof import('node:net')>()
  class Dialling extends net.Socket {
    override connect(...args: unknown[]): this {
      const [options] = args as [TcpNetConnectOpts]
      dialled.with.push(options)
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
  Object.assign(dialled, { with: [], failure: undefined })
})
afterAll(closeDatabase)

const ask = () => transactRaw(systemContext('copies', new Date()), (tx) => tx`select 1 as one`)

test('no message to the database waits for another one, as the end of each COPY would for 40 ms', async () => {
  expect([...(await ask())]).toEqual([{ one: 1 }])
  expect(dialled.with).toEqual([expect.objectContaining({ noDelay: true })])
})

test('a connection that fails at once is told to whoever asked', async () => {
  dialled.failure = Object.assign(new Error('too many files are open'), { code: 'EMFILE' })
  await expect(ask()).rejects.toMatchObject({ code: 'EMFILE' })
})
