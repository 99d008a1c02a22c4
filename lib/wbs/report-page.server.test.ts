import { expect, test } from 'vitest'
import { testWbsDatabase } from '@/db/testing.server'
import { handlingOffice, sentReport } from '@/lib/wbs/handling.fixture'
import { readReportPage } from '@/lib/wbs/report-page.server'
import { ORIGIN } from '@/lib/wbs/reporter.fixture'

process.env.NEXTAUTH_URL = ORIGIN
const { owner } = await testWbsDatabase()
const NOW = new Date('2026-11-20T03:00:00Z')

test('the page of a report says what the server knows to whoever reads it, and to nobody else that there is one', async () => {
  const { ani, dewi } = await handlingOffice(owner)
  const { report } = await sentReport()
  expect(await readReportPage(ani.key.holder, report, NOW)).toMatchObject({
    desk: { officer: { keyId: ani.key.id } },
    summary: { id: report, state: 'received' },
    identity: { custodians: [], request: null },
    people: { readers: expect.arrayContaining([ani.key.id]), conflicted: [], farewells: [], asking: [] },
    known: { proposals: [], stated: [] },
    keeping: { keeps: false, isKeeper: false },
  })
  for (const nobody of [dewi.key.holder, crypto.randomUUID(), null])
    expect(await readReportPage(nobody, report, NOW)).toBeUndefined()
  expect(await readReportPage(ani.key.holder, crypto.randomUUID(), NOW)).toBeUndefined()
})
