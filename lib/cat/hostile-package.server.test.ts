import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { skdBank } from '@/lib/cat/bank-section.fixture'
import type { ReadItem } from '@/lib/cat/item-file'
import { DOT_PNG, packageOfChoices, packageWith } from '@/lib/cat/item-package.fixture'
import { readMoodleXml } from '@/lib/cat/moodle-xml'
import { readItems } from '@/lib/cat/read-items.server'
import { READING_LIMITS, readingBudget } from '@/lib/cat/reading-budget'
import { sheetsOf, workbookOf, zipOf } from '@/lib/import/workbook.fixture'
import { parseXml } from '@/lib/markup'

const read = (bytes: Uint8Array, name = 'paket.zip') => readItems(name, bytes, skdBank)
const problemsOf = (items: readonly ReadItem[]) => items.map(({ problems }) => problems.map(({ code }) => code))
const times = (count: number, one: (n: number) => string) => Array.from({ length: count }, (_, n) => one(n)).join('')

/** A PNG of one million bytes that packs to almost nothing. */
const HEAVY_PNG = Buffer.concat([DOT_PNG, Buffer.alloc(1_000_000 - DOT_PNG.length)])
/** A drawing of which nothing is left once it is clean. */
const EMPTY_SVG = `<svg xmlns="http://www.w3.org/2000/svg"><!--${' '.repeat(900_000)}--></svg>`

test('an image that one package uses again and again is refused long before it fills the memory', async () => {
  const before = process.resourceUsage().maxRSS
  for (const [name, image] of [
    ['besar.png', HEAVY_PNG],
    ['kosong.svg', EMPTY_SVG],
  ] as const) {
    const bomb = packageWith(`<img src="${name}"/>`.repeat(15_000), { [name]: image })
    expect(bomb.length).toBeLessThan(100_000)
    await expect(read(bomb)).rejects.toMatchObject({ code: 'cat.package_heavy', facts: { megabytes: 40, part: 8 } })
  }
  expect((process.resourceUsage().maxRSS - before) / 1_024).toBeLessThan(500) // megabytes
})

test('a passage that a thousand items include, and a resource that the manifest names without end, are refused', async () => {
  const item = (n: number) =>
    `<assessmentItem identifier="i${n}"><itemBody><include href="bacaan.xml"/><choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">ya</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
  const files = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`${n}.xml`, item(n)]))
  const passage = `<div>${'panjang '.repeat(60_000)}</div>`
  await expect(read(zipOf({ ...files, 'bacaan.xml': passage }))).rejects.toMatchObject({ code: 'cat.package_heavy' })
  const same = times(50_000, () => '<resource type="imsqti_item_xmlv2p1" href="0.xml"/>')
  const manifest = `<manifest><resources>${same}</resources></manifest>`
  await expect(read(zipOf({ 'imsmanifest.xml': manifest, '0.xml': item(0) }))).rejects.toMatchObject({
    code: 'cat.too_many_items',
    facts: { found: 50_000 },
  })
})

test('an item that is hostile alone is told with one finding, and the others of its package are read', async () => {
  const started = performance.now()
  const [choices] = await read(
    packageOfChoices(
      'a',
      Array.from({ length: 15_000 }, (_, n) => `p${n}`),
      'p1',
    ),
  )
  expect(choices?.problems).toEqual([{ code: 'options_many', isError: true, facts: { found: 15_000, limit: 26 } }])
  const included = times(2_000, (n) => `<include href="${n}.xml"/>`)
  expect(problemsOf(await read(packageWith(included)))).toEqual([['stimuli_many']])
  expect(problemsOf(await read(packageWith('<b>x</b>'.repeat(30_000))))).toEqual([['xml_too_deep']])
  const strange = await read(packageWith(times(15_000, (n) => `teks <x${n}>y</x${n}>`)))
  expect(strange[0]?.problems).toHaveLength(100)
  expect(performance.now() - started).toBeLessThan(20_000)
})

/** A workbook in which a thousand rows point to one text. */
function sharedTexts(header: readonly string[], text: string): Buffer {
  const cells = header.map(
    (_, column) => `<c r="${String.fromCharCode(65 + column)}ROW" t="s"><v>${header.length}</v></c>`,
  )
  const headings = header.map((_, column) => `<c r="${String.fromCharCode(65 + column)}1" t="s"><v>${column}</v></c>`)
  const rows = Array.from(
    { length: 900 },
    (_, n) => `<row r="${n + 2}">${cells.join('').replaceAll('ROW', `${n + 2}`)}</row>`,
  )
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="soal" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/sharedStrings.xml': `<sst>${[...header, text].map((each) => `<si><t>${each}</t></si>`).join('')}</sst>`,
  }
  return workbookOf(`<row r="1">${headings.join('')}</row>${rows.join('')}`, parts)
}

test('a workbook whose cells share one long text is refused, and so is one with rows without end', async () => {
  const long = 'x'.repeat(30_000)
  const header = ['kode', 'soal', ...'abcde'.split('').map((id) => `opsi_${id}`), 'kunci']
  const row = (n: number) => [`k${n}`, long, long, long, long, long, long, 'A']
  const rows = Array.from({ length: 300 }, (_, n) => row(n))
  await expect(read(sheetsOf({ soal: [header, ...rows] }), 'soal.xlsx')).rejects.toThrow('cat.package_unsafe')
  await expect(read(sharedTexts(header, long), 'soal.xlsx')).rejects.toThrow('cat.package_heavy')
  const many = Array.from({ length: 2_000 }, (_, n) => [`k${n}`, 'Satu?'])
  await expect(read(sheetsOf({ soal: [['kode', 'soal'], ...many] }), 'soal.xlsx')).rejects.toMatchObject({
    code: 'cat.too_many_items',
  })
})

test('one Moodle question that shows its own image without end is refused, and one of too many parts is told', async () => {
  const image = Buffer.concat([DOT_PNG, deflateSync(Buffer.alloc(10)), Buffer.alloc(300_000)]).toString('base64')
  const question = (text: string, file = '') =>
    `<question type="multichoice"><name><text>a</text></name><questiontext format="html"><text><![CDATA[${text}]]></text>${file}</questiontext><answer fraction="100"><text>x</text></answer><answer fraction="0"><text>y</text></answer></question>`
  const shown = '<img src="@@PLUGINFILE@@/a.png">'.repeat(1_000)
  const bomb = `<quiz>${question(shown, `<file name="a.png" encoding="base64">${image}</file>`)}</quiz>`
  await expect(read(Buffer.from(bomb), 'a.xml')).rejects.toMatchObject({ code: 'cat.package_heavy' })
  const two = `<quiz>${question('<i>x</i>'.repeat(30_000))}${question('Satu?')}</quiz>`
  expect(problemsOf(await readMoodleXml(parseXml(two), skdBank, readingBudget()))).toEqual([['xml_too_deep'], []])
})

test('text that sends a careless pattern around in circles is read at once', async () => {
  const started = performance.now()
  await expect(read(Buffer.from(`Satu?${'\n'.repeat(2_000_000)}`), 'a.txt')).rejects.toThrow('cat.format_unknown')
  await read(Buffer.from(`Satu?\nA. x\nB. y\nANSWER:${' '.repeat(500_000)}x\nANSWER: A`), 'a.txt')
  const cells = [`<p>${'[gambar: '.repeat(3_000)}</p>`, `[gambar:${' '.repeat(30_000)}`]
  await read(
    sheetsOf({ soal: [['kode', 'soal'], ...cells.map((cell) => ['k', cell.replaceAll('<', '&lt;')])] }),
    'a.xlsx',
  )
  await read(packageOfChoices(`${'-'.repeat(500_000)}x`, ['A', 'B'], 'A'))
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('reading stops when it has taken its time, and lets others have theirs between two items', async () => {
  let now = 0
  const budget = readingBudget(READING_LIMITS, () => now)
  let served = 0
  const serving = setInterval(() => served++, 0)
  const slow = (seconds: number) => {
    now += seconds * 1_000
    const until = performance.now() + 3
    while (performance.now() < until);
    return seconds
  }
  expect(await budget.readEach([10, 10, 9], slow)).toEqual([10, 10, 9])
  expect(served).toBeGreaterThan(1)
  clearInterval(serving)
  await expect(budget.readEach([1, 1, 1], slow)).rejects.toMatchObject({
    code: 'cat.package_slow',
    facts: { seconds: 30 },
  })
})

/** The most milliseconds of a core that went by without anything else being served while something was read. */
async function longestStop(reading: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = process.cpuUsage()
  const look = () => {
    const { user, system } = process.cpuUsage(last)
    longest = Math.max(longest, (user + system) / 1_000)
    last = process.cpuUsage()
  }
  const looking = setInterval(look, 1)
  await reading().finally(() => clearInterval(looking))
  look()
  return longest
}

test('a text with more questions than may be read is refused with how many there are, and others are served meanwhile', async () => {
  for (const [name, lines, found] of [
    ['kategori.gift', `${'$CATEGORY:twk/x\n\n'.repeat(440_000)}${'::a:: b {=c ~d}\n\n'.repeat(1_001)}`, 1_001],
    ['baris.gift', `::a:: b {=c ~d}\n\n${'a\n\n'.repeat(2_000_000)}`, 2_000_001],
    ['baris.txt', `${'a\n\n'.repeat(20_000)}${'ANSWER: A\n'.repeat(1_001)}`, 1_001],
  ] as const) {
    const bytes = Buffer.from(lines)
    const refused = { code: 'cat.too_many_items', facts: { found } }
    const stop = await longestStop(() => expect(read(bytes, name)).rejects.toMatchObject(refused))
    expect.soft(stop, name).toBeLessThan(500)
  }
})

test('a question of GIFT with millions of options is told with one finding, before one of them is read', async () => {
  const bytes = Buffer.from(`::a:: b {=c ${'~'.repeat(7_000_000)}}\n\n::d:: e {=f ~g}`)
  let items: ReadItem[] = []
  const stop = await longestStop(async () => {
    items = await read(bytes, 'pilihan.gift')
  })
  expect(items.map(({ code, problems }) => [code, problems.map((each) => [each.code, each.facts.found])])).toEqual([
    ['a', [['options_many', 7_000_001]]],
    ['d', []],
  ])
  expect(stop).toBeLessThan(1_000)
})
