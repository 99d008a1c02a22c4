import { expect, test } from '@playwright/test'
import { faultsReport } from '@/e2e/faults-report'

test('no acknowledged report is lost and none is there in part while server and database are killed amid uploads', async () => {
  const isWhole = Boolean(process.env.WBS_WHOLE)
  test.setTimeout(isWhole ? 90 * 60_000 : 300_000)
  const report = await faultsReport('wbs', isWhole)
  expect(report).toEqual({
    reporters: isWhole ? 100 : 4,
    kills: isWhole ? 100 : 2,
    reports: expect.any(Number),
    stuck: 0,
    lostReports: 0,
    halfReports: 0,
    otherReports: 0,
    strangeReports: 0,
    files: isWhole ? 100 : 4,
    resumed: expect.any(Number),
    lostParts: 0,
    lostFiles: 0,
    otherFiles: 0,
    halfFiles: 0,
  })
  expect(report.resumed).toBeGreaterThan(0)
})
