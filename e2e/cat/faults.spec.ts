import { expect, test } from '@playwright/test'
import { faultsReport } from '@/e2e/faults-report'

test('no answer is lost while server and database are killed and stopped, networks drop, seats change and clocks are set', async () => {
  test.setTimeout(300_000)
  const report = await faultsReport('cat')
  expect(report).toEqual({
    candidates: 12,
    moments: 12,
    acknowledged: expect.any(Number),
    lost: 0,
    otherPapers: 0,
    wrongTimes: 0,
    wrongPauses: 0,
    ended: expect.any(Number),
    wrongEnds: 0,
    brokenChains: 0,
    wrongAnswers: 0,
  })
  expect(report.acknowledged).toBeGreaterThan(100)
})
