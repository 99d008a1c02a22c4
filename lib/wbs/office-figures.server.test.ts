import { afterEach, beforeEach, expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { transactWbs } from '@/db/wbs/client.server'
import { recordClosure } from '@/lib/wbs/closure.server'
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

test('they show every quarter since the last published one, small numbers kept back here too, and nothing that runs', async () => {
  await owner`insert into publications (quarter, figures, published_on) values
    ('2026-Q2', ${JSON.stringify({ quarter: '2026-Q2' })}, '2026-08-01')`
  const { report } = await sentReport()
  await owner`update reports set state = 'closed' where id = ${report}`
  await deleteExpired(TODAY)
  await owner`insert into certificates (quarter_end, reports) values ('2026-06-30', 6), ('2026-09-30', 4), ('2026-12-31', 9)`
  const shown = await officeFigures(people.budi.key.holder, TODAY)
  expect(shown).toEqual({
    unpublished: [expect.objectContaining({ quarter: '2026-Q3', received: null })],
    published: [{ quarter: '2026-Q2' }],
    kept: expect.arrayContaining([
      { state: 'forwarded', days: 90 },
      { state: 'not_processed', days: 90 },
      { state: 'withdrawn', days: 90 },
      { state: 'closed', days: 730 },
    ]),
    drift: 7,
    destroyed: 6,
    late: null,
  })
})

test('nobody learns from two looks at the figures what came in, ended or was destroyed between them', async () => {
  const look = () => officeFigures(people.citra.key.holder, TODAY)
  const reports: string[] = []
  for (let number = 0; number < 6; number++) reports.push((await sentReport(`pelapor ${number}`)).report)
  await owner`update reports set received_on = ${TODAY}`
  const before = await look()
  await owner`update reports set state = 'closed' where id = ${reports[0] ?? ''}`
  const told = { category: 'levy', agencyKind: 'central', result: 'proven', hasCorrectiveAction: true } as const
  const days = { acknowledge: 1, verify: 2, review: null, investigate: null, follow_up: null }
  for (const report of reports)
    await transactWbs((tx) => recordClosure(tx, report, { ...told, days, hasRetaliation: false }, TODAY))
  await deleteExpired(TODAY)
  await owner`insert into certificates (quarter_end, reports) values ('2026-12-31', 9)`
  expect(await look()).toEqual(before)
})
