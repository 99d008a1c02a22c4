import { defineConfig } from '@playwright/test'

/** What draws the browser's own surface, in processes of their own, and what the driver turns off by itself. */
const UNSEEN = [
  'InitialWebUI',
  'PreloadTopChromeWebUI',
  'SpareRendererForSitePerProcess',
  'TopChromeSearchbox',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
  'WebUIReloadButton',
  'WebUIToolbar',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
]

const FLAGS = [
  `--disable-features=${UNSEEN.join(',')}`,
  '--disable-extensions',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-fake-device-for-media-stream', // a camera, and its permission
  '--use-fake-ui-for-media-stream',
]

/** `npm test -- e2e` starts built servers, each on a database of its own, and says here where they are. */
const places: Record<string, string>[] = JSON.parse(process.env.BROWSER_PLACES ?? '[{}]')
Object.assign(process.env, places[Number(process.env.TEST_PARALLEL_INDEX ?? 0)])

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  reporter: [['./e2e/pictures-unlisted.ts'], ['list'], ['json']],
  workers: places.length,
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 1, // a machine that stalls fails no journey, and the closing lines name what needed it
  use: {
    actionTimeout: 40_000,
    baseURL: process.env.SATYA_URL,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: FLAGS },
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'off', // it costs a third of the time: npm test -- e2e FILE --trace=on
  },
})
