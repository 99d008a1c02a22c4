import { expect, test } from 'vitest'
import { readAiken } from '@/lib/cat/aiken'
import { checkImage } from '@/lib/cat/item-image'
import { cleanHtml, cleanNodes, onlyOwnImages } from '@/lib/cat/item-markup'
import { DOT_PNG } from '@/lib/cat/item-package.fixture'
import { readMoodleXml } from '@/lib/cat/moodle-xml'
import { readQtiPackage } from '@/lib/cat/qti-package'
import { readingBudget } from '@/lib/cat/reading-budget'
import { parseXml } from '@/lib/markup'

/** What packages made by other systems were seen to have, each in a package of our own. */
const read = (files: Record<string, string | Uint8Array>) => {
  const packed = Object.entries(files).map(([name, content]): [string, Uint8Array] => [
    name,
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
  ])
  return readQtiPackage(new Map(packed), [], readingBudget())
}

const manifest = (resources: string) => `<manifest><resources>${resources}</resources></manifest>`
const item = (id: string, body = '<p>Berapa?</p>') => `<assessmentItem identifier="${id}">
  <responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>
  <itemBody>${body}<choiceInteraction responseIdentifier="R" shuffle="false" maxChoices="1">
  <simpleChoice identifier="A">Satu</simpleChoice><simpleChoice identifier="B">Dua</simpleChoice></choiceInteraction></itemBody></assessmentItem>`

test('QTI 3.0 gives the same item, with its weights, passage, fixed option and feedback', async () => {
  const [read3] = await read({
    'imsmanifest.xml': manifest('<resource identifier="r" type="imsqti_item_xmlv3p0" href="a.xml"/>'),
    'a.xml': `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="TKP-7" time-dependent="false">
      <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-mapping default-value="0">
        <qti-map-entry map-key="A" mapped-value="2"/><qti-map-entry map-key="B" mapped-value="5"/></qti-mapping></qti-response-declaration>
      <qti-assessment-stimulus-ref identifier="s" href="s.xml"/>
      <qti-item-body><p>Sikap Anda?</p><qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1">
        <qti-prompt>Pilih satu.</qti-prompt><qti-simple-choice identifier="A" fixed="true">Diam</qti-simple-choice>
        <qti-simple-choice identifier="B">Melapor</qti-simple-choice></qti-choice-interaction></qti-item-body>
      <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"/>
      <qti-modal-feedback outcome-identifier="F" identifier="x"><qti-content-body>Integritas.</qti-content-body></qti-modal-feedback>
    </qti-assessment-item>`,
    's.xml':
      '<qti-assessment-stimulus><qti-stimulus-body><p>Sebuah kasus.</p></qti-stimulus-body></qti-assessment-stimulus>',
  })
  expect(read3).toMatchObject({
    code: 'TKP-7',
    stimulus: 'Sebuah kasus.',
    stem: '<p>Sikap Anda?</p><p>Pilih satu.</p>',
    options: [
      { id: 'A', body: 'Diam', isFixed: true },
      { id: 'B', body: 'Melapor' },
    ],
    key: { A: 2, B: 5 },
    keepsOrder: false,
    explanation: 'Integritas.',
    problems: [],
  })
})

test('items that were copied from one another are called as the manifest calls them', async () => {
  const items = await read({
    'imsmanifest.xml': manifest(
      '<resource identifier="i1" type="imsqti_item_xmlv2p2" href="1/qti.xml"/><resource identifier="i2" type="imsqti_item_xmlv2p2" href="2/qti.xml"/><resource identifier="i3" type="imsqti_item_xmlv2p2" href="3/qti.xml"/>',
    ),
    '1/qti.xml': item('asal'),
    '2/qti.xml': item('asal'),
    '3/qti.xml': item('sendiri'),
  })
  expect(items.map(({ code }) => code)).toEqual(['i1', 'i2', 'sendiri'])
})

test('items that stand among the files of a test alone are read', async () => {
  const items = await read({
    'imsmanifest.xml': manifest(
      '<resource identifier="T" type="imsqti_test_xmlv2p2" href="assessment.xml"><file href="assessment.xml"/><file href="satu/satu.xml"/></resource>',
    ),
    'assessment.xml': '<assessmentTest identifier="T"/>',
    'satu/satu.xml': item('satu'),
  })
  expect(items).toMatchObject([{ code: 'satu', key: { A: 0, B: 5 }, problems: [] }])
})

test('an image whose address is seen from the root of the package is found', async () => {
  const [found] = await read({
    'satu/satu.xml': item('satu', '<p><img src="images/titik.png" alt=""/></p>'),
    'images/titik.png': DOT_PNG,
  })
  expect(found).toMatchObject({ problems: [] })
  expect(found?.stem).toContain('data:image/png')
})

test('a GIF is an image, and one that is too large is told', () => {
  const gif = (width: number) =>
    Uint8Array.from([...Buffer.from('GIF89a'), width % 256, width >> 8, 1, 0, 0, 0, 0, 0x3b])
  expect(checkImage(gif(300), 'a.gif')).toMatchObject({ dataUrl: expect.stringContaining('data:image/gif;base64,') })
  expect(checkImage(gif(5_000), 'a.gif')).toMatchObject({ problem: { code: 'image_large' } })
})

test('a drawing whose program defined names in its document type is shown, and no name is filled in', () => {
  const drawing = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.0//EN" "http://www.w3.org/TR/svg10.dtd" [
    <!ENTITY ns_ai "http://contoh.id/rahasia">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&ns_ai;</text></svg>`
  const checked = checkImage(new TextEncoder().encode(drawing), 'a.svg')
  expect(checked).toMatchObject({ dataUrl: expect.any(String) })
  expect(
    Buffer.from('dataUrl' in checked ? (checked.dataUrl.split(',')[1] ?? '') : '', 'base64').toString(),
  ).not.toContain('rahasia')
})

test('a passage that is an HTML page of the package is the stimulus', async () => {
  const [found] = await read({
    'a.xml': item('a', '<p>Benarkah?</p><object data="shared/pulau.html" type="text/html"/>'),
    'shared/pulau.html': '<html><head><title>Pulau</title></head><body><h1>Pulau</h1><p>Satu<br>dua</body></html>',
  })
  expect(found).toMatchObject({
    stimulus: '<p><strong>Pulau</strong></p><p>Satu<br/>dua</p>',
    stem: 'Benarkah?',
    problems: [],
  })
})

test('the text under a reading aid stays', () => {
  expect(cleanHtml('<ruby><rb>北海道</rb><rp>(</rp><rt>ほっかいどう</rt><rp>)</rp></ruby>').html).toBe(
    '北海道(ほっかいどう)',
  )
})

test.each([
  ['<video src="a.mp4"></video>', 'media_unsupported', 'video'],
  ['<audio src="a.mp3"></audio>', 'media_unsupported', 'audio'],
  ['<a href="@@PLUGINFILE@@/salam.mp3">Dengarkan salam ini</a>', 'media_unsupported', 'a'],
  ['<printedVariable identifier="X"/>', 'template_unsupported', 'printedVariable'],
])('a question that is another one without %s does not come in as whole', (body, code, name) => {
  const nodes = [parseXml(`<div>${body}</div>`)]
  expect(cleanNodes(nodes, onlyOwnImages).problems).toEqual([{ code, isError: true, facts: { name } }])
})

test('an Aiken question without its answer does not take the question after it, nor its answer', async () => {
  const items = await readAiken('Belum selesai\nA) satu\nB) dua\n\nKedua\nA)satu\nB)dua\nANSWER: b\n', readingBudget())
  expect(items).toMatchObject([
    { stem: 'Belum selesai', problems: [{ code: 'answer_line_missing' }] },
    {
      stem: 'Kedua',
      options: [
        { id: 'A', body: 'satu' },
        { id: 'B', body: 'dua' },
      ],
      key: { A: 0, B: 5 },
      problems: [],
    },
  ])
})

test('blank lines between the options of Aiken part no question', async () => {
  const items = await readAiken('Satu?\n\nA. ya\n\nB. tidak\n\nANSWER: A\n', readingBudget())
  expect(items).toMatchObject([{ stem: 'Satu?', key: { A: 5, B: 0 }, problems: [] }])
})

test('the one image that Moodle 1 kept beside a question is in it', async () => {
  const quiz = `<quiz><question type="multichoice"><name><text>Lama</text></name>
    <questiontext format="html"><text>Titik apa?</text></questiontext><image>titik merah.png</image>
    <image_base64>\n${DOT_PNG.toString('base64')}\n</image_base64><single>true</single>
    <answer fraction="100"><text>merah</text></answer><answer fraction="0"><text>biru</text></answer></question></quiz>`
  const [found] = await readMoodleXml(parseXml(quiz), [], readingBudget())
  expect(found?.problems).toEqual([])
  expect(found?.stem).toMatch(/^<p>Titik apa\?<\/p><p><img src="data:image\/png;base64,/)
})
