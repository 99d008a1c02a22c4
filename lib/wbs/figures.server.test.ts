import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import type { Closure } from '@/lib/wbs/closure'
import { closuresOf, recordClosure } from '@/lib/wbs/closure.server'
import { figuresOf, publishedFigures, publishFigures } from '@/lib/wbs/figures.server'

const database = await testWbsDatabase()
const { owner } = database
afterEach(database.reset)

const closure: Closure = {
  category: 'levy',
  agencyKind: 'province',
  result: 'proven',
  days: { acknowledge: 2, verify: 4, review: 13, investigate: 58, follow_up: null },
  hasCorrectiveAction: true,
  hasRetaliation: false,
}

async function report(receivedOn: string, isQuarantined = false): Promise<string> {
  const row = { id: randomUUID(), locator_hash: Buffer.from(randomUUID().replaceAll('-', '').repeat(2), 'hex') }
  const other = { sign_pub: Buffer.alloc(32), box_pub: 'age1pq1', group_id: 'inspektorat', manifest_version: 1 }
  const [made] = await owner<{ id: string }[]>`
    insert into reports ${owner({ ...row, ...other, received_on: receivedOn, is_quarantined: isQuarantined })} returning id`
  return made?.id ?? ''
}

const close = (id: string, on: string, change: Partial<Closure> = {}) =>
  transactWbs((tx) => recordClosure(tx, id, { ...closure, ...change }, on))

test('what the closer tells is kept with coarse days, and told anew it takes the place of the first', async () => {
  const id = await report('2026-07-04')
  await close(id, '2026-09-20')
  await close(id, '2026-11-02', { result: 'not_proven' })
  expect(await transactWbs((tx) => closuresOf(tx, '2026-Q3'))).toEqual([])
  expect(await transactWbs((tx) => closuresOf(tx, '2026-Q4'))).toEqual([
    {
      ...closure,
      result: 'not_proven',
      days: { acknowledge: 2, verify: 5, review: 14, investigate: 60, follow_up: null },
    },
  ])
})

test('figures come out a month after the quarter, once, and do not change when a report is closed anew', async () => {
  const ids: string[] = []
  for (let number = 0; number < 6; number++) ids.push(await report('2026-07-04'))
  for (const id of ids) await close(id, '2026-08-01')
  await report('2026-08-09', true)
  await transactWbs((tx) => publishFigures(tx, '2026-10-31'))
  expect(await transactWbs(publishedFigures)).toEqual([])

  await transactWbs((tx) => publishFigures(tx, '2026-11-01'))
  const [published, ...more] = await transactWbs(publishedFigures)
  expect(more).toEqual([])
  expect(published).toMatchObject({ quarter: '2026-Q3', received: 6, concluded: 6 })

  await close(ids[0] ?? '', '2026-11-05')
  expect(await transactWbs((tx) => figuresOf(tx, '2026-Q3'))).toMatchObject({ received: 6, concluded: 5 })
  await transactWbs((tx) => publishFigures(tx, '2026-11-06'))
  expect(await transactWbs(publishedFigures)).toEqual([published])
})

test('reports that are deleted are still counted as received', async () => {
  for (let number = 0; number < 3; number++) await report('2026-07-04')
  await owner`insert into deleted_receipts (quarter, reports) values ('2026-Q3', 4)`
  expect(await transactWbs((tx) => figuresOf(tx, '2026-Q3'))).toMatchObject({ received: 7 })
})

test('a place without reports publishes nothing', async () => {
  await transactWbs((tx) => publishFigures(tx, '2026-11-01'))
  expect(await transactWbs(publishedFigures)).toEqual([])
})
