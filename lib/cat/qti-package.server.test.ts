import { expect, test } from 'vitest'
import { DOT_PNG, packageLikePlatform, packageLikeTao, packageWith } from '@/lib/cat/item-package.fixture'
import { unpack } from '@/lib/cat/item-package.server'
import { readQtiPackage } from '@/lib/cat/qti-package'
import { readItems } from '@/lib/cat/read-items.server'
import { readingBudget } from '@/lib/cat/reading-budget'
import { zipOf } from '@/lib/import/workbook.fixture'

const read = async (bytes: Uint8Array) => readQtiPackage(await unpack(bytes), [], readingBudget())
const codes = async (bytes: Uint8Array) =>
  (await read(bytes)).flatMap(({ problems }) => problems.map(({ code }) => code))

test('a package as TAO makes it: images, formulas, a passage and weights', async () => {
  const [first, second] = await read(packageLikeTao())
  expect(first).toMatchObject({
    code: 'i1',
    place: 'i1/qti.xml',
    stimulus: null,
    key: { choice_1: 0, choice_2: 0, choice_3: 5, choice_4: 0, choice_5: 0 },
    keepsOrder: false,
    problems: [{ code: 'element_dropped', isError: false, facts: { name: 'stylesheet' } }],
  })
  expect(first?.stem).toBe(
    `<p>Titik <img src="data:image/png;base64,${DOT_PNG.toString('base64')}" alt="Titik merah" width="20"/> dan <math><mfrac><mn>3</mn><mn>4</mn></mfrac></math></p><p>Pilih satu.</p>`,
  )
  expect(second).toMatchObject({
    stimulus: 'Sebuah bacaan.',
    stem: '<p>Sikap Anda?</p><p>Pilih satu.</p>',
    key: { choice_1: 2, choice_2: 1, choice_3: 4, choice_4: 5, choice_5: 3 },
  })
})

test('a package in a folder, with prefixes and scoring written out; examiners’ notes and feedback stay out', async () => {
  const [item] = await read(packageLikePlatform())
  expect(item).toMatchObject({
    key: { X: 0, Y: 5 },
    options: [
      { id: 'X', body: 'Satu' },
      { id: 'Y', body: 'Dua' },
    ],
    keepsOrder: true,
    explanation: 'Dua karena genap.',
  })
  expect(item?.problems.map(({ code, facts }) => [code, facts.name])).toEqual([
    ['element_dropped', 'feedbackInline'],
    ['element_dropped', 'rubricBlock'],
  ])
  expect(item?.stem).toContain('alt="Pola persegi"')
  const svg = Buffer.from(/base64,([^"]*)/.exec(item?.stem ?? '')?.[1] ?? '', 'base64').toString()
  expect(svg).toContain('<rect')
  expect(svg).not.toMatch(/script|onload/)
  expect(JSON.stringify(item)).not.toContain('Jawaban benar')
})

test('every kind of element that is left out is told once, wherever it stood, and keeps no item out', async () => {
  const body = `<infoControl title="Petunjuk"><p>Rahasia</p></infoControl><rubricBlock view="scorer"><p>Rahasia</p></rubricBlock>
    <rubricBlock view="candidate"><p>Baca dahulu.</p></rubricBlock><p>Satu?</p><canvas/>`
  const whole = `<assessmentItem identifier="a"><responseDeclaration identifier="R"><correctResponse><value>A</value></correctResponse></responseDeclaration>
    <templateDeclaration identifier="T"/><itemBody>${body}<choiceInteraction responseIdentifier="R" shuffle="true"><label>Rahasia</label>
    <simpleChoice identifier="A">ya<feedbackInline identifier="A">Rahasia</feedbackInline></simpleChoice>
    <simpleChoice identifier="B">tidak<feedbackInline identifier="B">Rahasia</feedbackInline></simpleChoice></choiceInteraction></itemBody>
    <modalFeedback identifier="1">Sebabnya.</modalFeedback><modalFeedback identifier="2">Rahasia</modalFeedback>
    <apipAccessibility/></assessmentItem>`
  const [item] = await readItems('a.zip', zipOf({ 'a.xml': whole }), [])
  expect(item?.problems.map(({ code, isError, facts }) => `${code} ${isError} ${facts.name}`).sort()).toEqual(
    'apipAccessibility canvas feedbackInline infoControl label modalFeedback rubricBlock templateDeclaration'
      .split(' ')
      .map((name) => `element_dropped false ${name}`),
  )
  expect(JSON.stringify(item)).not.toContain('Rahasia')
  expect(item).toMatchObject({ stem: '<p>Baca dahulu.</p><p>Satu?</p>', explanation: 'Sebabnya.' })
})

test('an item of another kind or version is named with its file, and the others are read', async () => {
  const other = zipOf({
    'imsmanifest.xml':
      '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="a.xml"/><resource type="imsqti_xmlv1p2"><file href="b.xml"/></resource><resource type="imsqti_item_xmlv2p1" href="tidak-ada.xml"/><resource type="imsqti_item_xmlv2p1" href="rusak.xml"/></resources></manifest>',
    'a.xml':
      '<assessmentItem identifier="a"><itemBody><extendedTextInteraction responseIdentifier="R"/></itemBody></assessmentItem>',
    'b.xml': '<questestinterop/>',
    'rusak.xml': '<assessmentItem>',
  })
  const items = await read(other)
  expect(items.map(({ place, problems }) => [place, problems[0]?.code])).toEqual([
    ['a.xml', 'type_unsupported'],
    ['b.xml', 'version_unsupported'],
    ['tidak-ada.xml', 'file_missing'],
    ['rusak.xml', 'xml_malformed'],
  ])
})

test('a package without a manifest gives the item documents in it, one without items is refused', async () => {
  const item = '<assessmentItem identifier="x"><itemBody/></assessmentItem>'
  expect(await read(zipOf({ 'soal/x.xml': item, 'baca.txt': 'x' }))).toMatchObject([{ place: 'soal/x.xml' }])
  await expect(read(zipOf({ 'baca.txt': 'x' }))).rejects.toThrow('cat.package_empty')
})

test('hostile packages are refused before anything of them is kept', async () => {
  await expect(unpack(zipOf({ '../../jahat.xml': 'x' }))).rejects.toThrow('cat.package_damaged')
  await expect(unpack(zipOf({ '/etc/jahat.xml': 'x' }))).rejects.toThrow('cat.package_damaged')
  await expect(unpack(zipOf({ 'a.xml': 'x' }, { declaredBytes: 61_000_000 }))).rejects.toThrow('cat.package_unsafe')
  await expect(unpack(zipOf({ 'a.xml': Buffer.alloc(1_000_000) }, { declaredBytes: 10 }))).rejects.toThrow(
    'cat.package_damaged',
  )
  const many = Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`${n}.xml`, 'x']))
  await expect(unpack(zipOf(many))).rejects.toThrow('cat.package_unsafe')
  await expect(unpack(Buffer.from('bukan zip'))).rejects.toThrow('cat.package_damaged')
})

test('nothing outside the package is read, and an image that is too large is told', async () => {
  const wide = Buffer.from(DOT_PNG)
  wide.writeUInt32BE(60_000, 16)
  expect(await codes(packageWith('<img src="../../../etc/passwd"/>'))).toEqual(['image_missing'])
  expect(await codes(packageWith('<img src="file:///etc/passwd"/>'))).toEqual(['image_missing'])
  expect(await codes(packageWith('<img src="http://jahat.id/x.png"/>'))).toEqual(['image_external'])
  expect(await codes(packageWith('<img src="w.png"/>', { 'w.png': wide }))).toEqual(['image_large'])
  expect(
    await codes(
      packageWith('', { 'a.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><assessmentItem/>' }),
    ),
  ).toEqual(['xml_doctype'])
})
