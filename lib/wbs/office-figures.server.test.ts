import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { officeFigures } from '@/lib/wbs/office-figures.server'
import { ORIGIN } from '@/lib/wbs/reporter.fixture'
import { deleteExpired } from '@/lib/wbs/retention.server'

process.env.NEXTAUTH_URL = ORIGIN
const database = await testWbsDatabase()
const { owner } = database
let people: Awaited<ReturnType<typeof handlingOffice>>

const TODAY = '2026-11-20'

beforeEach(async () => {
  people = await handlingOffice(owner, { Ani: ['verifikator'], Budi: ['inspektur'], Citra: ['statistik'], Dewi: [] })
})
afterEach(database.reset)

test('figures before they are published are for whose work they are, and for nobody else of the office', async () => {
  const { ani, budi, citra } = people
  for (const { key } of [budi, citra]) expect(await officeFigures(key.holder, TODAY)).toBeDefined()
  expect(await officeFigures(ani.key.holder, TODAY)).toBeUndefined()
  expect(await officeFigures(null, TODAY)).toBeUndefined()
})

test('they show every quarter since the last published one, small numbers kept back here too, and what waits', async () => {
  await owner`insert into publications (quarter, figures, published_on) values
    ('2026-Q2', ${JSON.stringify({ quarter: '2026-Q2' })}, '2026-08-01')`
  const { report } = await sentReport()
  await owner`update reports set state = 'closed' where id = ${report}`
  await deleteExpired(TODAY)
  await owner`insert into certificates (destroyed_on, reports) values ('2026-11-01', 2), ('2026-11-03', 1)`
  const shown = await officeFigures(people.budi.key.holder, TODAY)
  expect(shown).toMatchObject({
    running: [{ quarter: '2026-Q4', received: null }, { quarter: '2026-Q3' }],
    published: [{ quarter: '2026-Q2' }],
    finished: [{ state: 'closed', reports: 1, days: 730 }],
    destroyed: 3,
  })
})
