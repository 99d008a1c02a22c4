import { expect, test } from '@playwright/test'
import { faultsReport } from '@/e2e/faults-report'

test('every outbox empties to exactly what was written while the server is killed and uploads break off', async () => {
  test.setTimeout(300_000)
  const report = await faultsReport('kinerja')
  expect(report).toEqual({
    phones: 6,
    kills: 5,
    written: expect.any(Number),
    unheard: expect.any(Number),
    stuck: 0,
    lost: 0,
    doubled: 0,
    unwritten: 0,
    otherWords: 0,
    photos: expect.any(Number),
    brokenUploads: expect.any(Number),
    lostPhotos: 0,
    otherPhotos: 0,
    unsentPhotos: 0,
  })
  expect(report.written).toBeGreaterThan(100)
  expect(report.photos).toBeGreaterThan(0)
})
