import { expect, test } from '@playwright/test'
import { faultsReport } from '@/e2e/faults-report'

test('no acknowledged report is lost and none is there in part while server and database are killed amid uploads', async () => {
  test.setTimeout(300_000)
  const report = await faultsReport('wbs')
  expect(report).toEqual({
    reporters: 4,
    kills: 4,
    reports: expect.any(Number),
    stuck: 0,
    lostReports: 0,
    halfReports: 0,
    otherReports: 0,
    strangeReports: 0,
    files: 4,
    resumed: expect.any(Number),
    lostParts: 0,
    lostFiles: 0,
    otherFiles: 0,
    halfFiles: 0,
  })
  expect(report.resumed).toBeGreaterThan(0)
})
