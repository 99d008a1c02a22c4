import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { permissions } from '@/lib/auth/permissions'
import { isFinal, needsTwo, ruleOf, STEP_NAMES } from '@/lib/wbs/steps'
import english from '@/messages/en/report.json'
import indonesian from '@/messages/id/report.json'

/**
 * What WBS must never do (wbs.md 17), as far as it can be seen in the product without running it. What has to be run is tried
 * elsewhere; the last test names where, line by line.
 */
const read = (path: string) => readFileSync(path, 'utf8')
const isShipped = (path: string) => /\.(tsx?|css|mjs)$/.test(path) && !/\.(test|fixture)\.tsx?$/.test(path)
const filesOf = (...folders: string[]) =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter(isShipped),
  )
const saying = (paths: string[], what: RegExp) => paths.filter((path) => what.test(read(path)))

const reporter = filesOf('app/lapor', 'components/wbs/report', 'components/wbs/figures')
const office = filesOf('app/(office)/wbs', 'components/wbs/desk', 'components/wbs/keys')
const rules = filesOf('lib/wbs')
const packages = Object.keys(JSON.parse(read('package.json')).dependencies)

test('there are files to look at', () => {
  for (const each of [reporter, office, rules]) expect(each.length).toBeGreaterThan(20)
})

test('no analytics, error tracker, captcha, mail, messenger, text recognition or language model is a dependency', () => {
  const unwanted =
    /sentry|posthog|matomo|mixpanel|segment|datadog|newrelic|opentelemetry|recaptcha|turnstile|nodemailer|twilio|whatsapp|tesseract|openai|anthropic|elastic|meili/i
  expect(packages.filter((name) => unwanted.test(name))).toEqual([])
})

test('a page of reporters loads nothing from elsewhere: other addresses are links that somebody presses', () => {
  const loaded = /(?:src|href)="https?:|url\(['"]?https?:|import\(['"]https?:|fetch\(['"`]https?:/
  expect(saying(reporter, loaded)).toEqual([])
})

test('a reporter has no cookie, no session, nothing stored, and nobody to sign in as', () => {
  const kept =
    /set-cookie|document\.cookie|cookies\(\)|localStorage|sessionStorage|indexedDB|serviceWorker|caches\.open/i
  expect(saying(reporter, kept)).toEqual([])
  expect(saying(reporter, /next-auth|requireActor|currentActor/)).toEqual([])
})

test('nobody is written to by mail or messenger', () => {
  const written = [...reporter, ...office, ...rules.filter((path) => path.endsWith('.server.ts'))]
  expect(saying(written, /mailto:|wa\.me|api\.whatsapp|sms:|smtp/i)).toEqual([])
})

test('no code and no secret stands in an address', () => {
  expect(saying(reporter, /location\.(search|hash)|URLSearchParams|history\.(push|replace)State/)).toEqual([])
})

test('reports have no number, no time of a day, and nothing of who sent them or when somebody was here', () => {
  const tables = filesOf('db/wbs').filter((path) => path.endsWith('schema.ts'))
  const columns = tables.flatMap((path) => [...read(path).matchAll(/^ {2,6}(\w+): /gm)].map(([, name = '']) => name))
  expect(columns.length).toBeGreaterThan(80)
  expect(
    columns.filter((name) => /^ip|agent|timezone|language|locale|screen|lastSeen|lastActive|seenAt|At$/.test(name)),
  ).toEqual([])
  expect(saying(tables, /\bserial\(|bigserial|generatedAlwaysAsIdentity|uuidv7|timestamp\(/)).toEqual([])
})

test('the server opens nothing: no file of it decrypts, recognises, summarises or indexes what was written', () => {
  const server = rules.filter((path) => path.endsWith('.server.ts'))
  expect(
    saying(server, /\b(openWrap|openEnvelope|openNext|openAll|readReport|decryptWith|openShare|openIdentity)\(/),
  ).toEqual([])
  expect(saying(filesOf('db/wbs'), /tsvector|to_tsvector|pg_trgm|\bgin\(/)).toEqual([])
})

test('nothing of a report is written to a log, and none of its pages lets an administrator be somebody else', () => {
  const logging = /console\.|process\.std|from 'pino'|\/log\.server'/
  const every = [...reporter, ...office, ...rules, ...filesOf('db/wbs')]
  expect(saying(every, logging)).toEqual(['lib/wbs/clean-up.server.ts']) // how much of what was destroyed, and failures
  expect(saying(filesOf('app/(office)'), /impersonat|loginAs|actAs\(/i)).toEqual([])
  expect(permissions['wbs.handle']).toEqual(['wbs_officer'])
})

test('nobody ends a report alone: every step that does needs two people and a code, and withdrawing is the reporter’s own', () => {
  const ending = STEP_NAMES.filter((step) => {
    const { to } = ruleOf(step)
    return to !== null && isFinal(to)
  })
  expect(ending).toEqual(['lapse', 'forward', 'reject', 'close'])
  for (const step of ending) {
    expect(needsTwo(step), step).toBe(true)
    expect(
      Object.values(ruleOf(step).from).every((hands) => hands.length === 2),
      step,
    ).toBe(true)
    expect(ruleOf(step).results?.length, step).toBeGreaterThan(0)
  }
})

test('the code is shown with no name or sign of an agency beside it', () => {
  const screen = read('components/wbs/report/code.ts')
  expect(screen).not.toMatch(/h\('(img|picture|svg|canvas|object|iframe)'|createElement|innerHTML|from '.*agenc/)
  const drawn = [...screen.matchAll(/drawing\(([^)]*)\)/g)].map(([, name]) => name)
  expect(drawn).toEqual(["'copy'", "'print'", "'done'"])
  const said = [...screen.matchAll(/say\(['`]([^'`]*)/g)].map(([, key]) => key)
  expect(said.length).toBeGreaterThan(20)
  expect(said.filter((key) => !/^(code|files)\./.test(key ?? ''))).toEqual([])
  const agency = /BKN|Badan|Kementerian|Pemerintah|Inspe[ck]torat|Satya|Agency of|Ministry/i
  for (const { code, files } of [indonesian, english])
    expect([...Object.values(code), ...Object.values(files)].filter((text) => agency.test(String(text)))).toEqual([])
})

test('whoever begins is told who else can open a report', () => {
  expect(indonesian.facts.content.text).toContain('Kunci pemulihan dipegang tiga orang di atas kertas.')
  expect(english.facts.content.text).toContain('Three people hold a recovery key on paper.')
})

/** Where the rest is tried by running it: what never happens, the file, and the test by the beginning of its sentence. */
const ELSEWHERE: readonly (readonly [never: string, file: string, test: string])[] = [
  ['cookies and storage in a browser', 'e2e/wbs/case.spec.ts', 'a frightened person is heard'],
  ['requests to others in a browser', 'e2e/wbs/case.spec.ts', 'a frightened person is heard'],
  ['server-side plaintext', 'lib/wbs/report.server.test.ts', 'what is kept is ciphertext, hashes and days'],
  ['content in logs and memory', 'e2e/wbs/canary.spec.ts', 'nothing that tells of a reporter is left'],
  ['storing user agent, address, language', 'lib/architecture.test.ts', 'of a request of a reporter nothing is read'],
  [
    'hidden escrow',
    'lib/wbs/report.server.test.ts',
    'a report is kept with a wrap for each recipient, the reporter and',
  ],
  [
    'hidden escrow',
    'components/wbs/report/session-readers.server.test.ts',
    'before anything is written the reporter is told',
  ],
  ['hidden escrow', 'lib/wbs/never.test.ts', 'whoever begins is told who else can open'],
  ['deleting by one person', 'lib/wbs/day-rules.server.test.ts', 'nobody confirms the own proposal'],
  ['rejecting without a reason', 'lib/wbs/decision.test.ts', 'nobody ends a report without a reason'],
  ['publishing small cells', 'lib/wbs/suppression.test.ts', 'no number below five is ever told'],
  ['joining with personnel data', 'lib/architecture.test.ts', 'the database of WBS has tables of its own alone'],
  ['joining with personnel data', 'lib/architecture.test.ts', 'what a reporter reaches knows neither the register'],
  ['content in notices', 'lib/wbs/told.server.test.ts', 'an officer is told once a day that WBS has something'],
]

const testsOf = (file: string) => [...read(file).matchAll(/^test\('([^']+)'/gm)].map(([, sentence = '']) => sentence)

test('what cannot be seen here is tried where it says', () => {
  const tried = ELSEWHERE.map(([, file, sentence]) => testsOf(file).filter((each) => each.startsWith(sentence)).length)
  expect(tried).toEqual(ELSEWHERE.map(() => 1))
  const toTheOffice = [...read('lib/wbs/public.server.ts').matchAll(/^export \{ (.*) \}/gm)].map(([, name]) => name)
  expect(toTheOffice).toEqual(['replaceHolidays', 'hasWbsTask']) // days off go in, whether there is a task comes out
})
