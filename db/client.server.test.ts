import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase, transactRaw } from '@/db/client.server'
import { testDatabase } from '@/db/testing.server'
import { systemContext } from '@/lib/auth/actor'

await testDatabase()
afterAll(closeDatabase)

const COPIES = 50
const LATE_MS = 40

test('a COPY of one row does not wait for the server to confirm that the row has come', async () => {
  const passedMs = await transactRaw(systemContext('copies', new Date()), async (tx) => {
    await tx`create temporary table copied (n int) on commit drop`
    const began = performance.now()
    for (let n = 0; n < COPIES; n++) {
      const stream = await tx`copy copied from stdin`.writable()
      stream.end(`${n}\n`)
      await once(stream, 'finish')
    }
    const [{ found } = { found: 0 }] = await tx<{ found: number }[]>`select count(*)::int as found from copied`
    expect(found).toBe(COPIES)
    return performance.now() - began
  })
  expect(passedMs).toBeLessThan(COPIES * LATE_MS * 0.75)
})
