import { chromium } from '@playwright/test'
import { findBrowser } from '@/scripts/browser.mjs'
import { build } from '@/scripts/build.mjs'
import { startThrowAwayWbs } from '@/scripts/throw-away-wbs'
import { measureAttachment } from './wbs-attachment'
import { measurePage, measureWork } from './wbs-browser'
import { measureReports } from './wbs-server'

/**
 * WBS in Chromium, before a server of its own: opening the page of reporters, a code, a report of 10 kB to five
 * recipients, an attachment of 100 MiB, a recipient with two hundred reports, and what the server takes meanwhile. Times are
 * the middle of several; memory is what the page's process grows by.
 */
export async function run() {
  await build(() => {})
  const place = await startThrowAwayWbs()
  const browser = await chromium.launch({ executablePath: await findBrowser(() => {}), args: ['--no-sandbox'] })
  try {
    const { openMs, pageKb, totalKb } = await measurePage(browser, place.origin)
    const { codeMs, encryptMs, open200Ms } = await measureWork(browser, place.origin)
    const attachment = await measureAttachment(browser, place)
    const reportsPerSecond = await measureReports(place)
    const figures = { openMs, codeMs, encryptMs, ...attachment, open200Ms, reportsPerSecond, pageKb, totalKb }
    console.table(figures)
    return figures
  } finally {
    await browser.close()
    await place.stop()
  }
}
