import { zipOf } from '@/lib/import/workbook.fixture'

/** A red dot, one pixel. */
export const DOT_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
export const SQUARE_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect x="10" y="10" width="60" height="60"/></svg>'

const MATH =
  '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mn>3</m:mn><m:mn>4</m:mn></m:mfrac></m:math>'

/**
 * As TAO exports: a folder per item, images beside it, grid boxes around the text, CDATA values, a passage that is
 * included, scoring by template with a mapping.
 */
export function packageLikeTao(): Buffer {
  const item = (id: string, declared: string, template: string, stem: string) => `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="${id}" title="Butir ${id}" label="Butir ${id}"
  xml:lang="id-ID" adaptive="false" timeDependent="false" toolName="TAO" toolVersion="2026.10">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">${declared}</responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="1"/>
  <stylesheet href="style/custom/tao-user-styles.css" type="text/css" media="all" title=""/>
  <itemBody><div class="grid-row"><div class="col-12">${stem}</div></div>
    <div class="grid-row"><div class="col-12">
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1" minChoices="0" orientation="vertical">
      <prompt>Pilih satu.</prompt>
      ${['1', '2', '3', '4', '5'].map((n) => `<simpleChoice identifier="choice_${n}" fixed="false" showHide="show">Opsi ${n}</simpleChoice>`).join('\n')}
    </choiceInteraction></div></div></itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/${template}"/>
</assessmentItem>`
  const right = '<correctResponse><value><![CDATA[choice_3]]></value></correctResponse>'
  const weights = [2, 1, 4, 5, 3]
    .map((weight, index) => `<mapEntry mapKey="choice_${index + 1}" mappedValue="${weight}"/>`)
    .join('')
  const passage = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="assets/bacaan.xml"/>'
  return zipOf({
    'imsmanifest.xml': `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="TAO-1">
  <metadata><schema>QTIv2.2 Package</schema><schemaversion>1.0.0</schemaversion></metadata><organizations/>
  <resources>
    <resource identifier="i1" type="imsqti_item_xmlv2p2" href="i1/qti.xml"><file href="i1/qti.xml"/><file href="i1/assets/titik%20merah.png"/></resource>
    <resource identifier="i2" type="imsqti_item_xmlv2p2" href="i2/qti.xml"><file href="i2/qti.xml"/></resource>
    <resource identifier="t1" type="imsqti_test_xmlv2p2" href="tests/t.xml"><dependency identifierref="i1"/></resource>
  </resources></manifest>`,
    'i1/qti.xml': item(
      'i1',
      right,
      'match_correct',
      `<p>Titik <img src="assets/titik%20merah.png" alt="Titik merah" width="20" type="image/png"/> dan ${MATH}</p>`,
    ),
    'i1/assets/titik merah.png': DOT_PNG,
    'i2/qti.xml': item(
      'i2',
      `${right}<mapping defaultValue="0">${weights}</mapping>`,
      'map_response',
      `${passage}<p>Sikap Anda?</p>`,
    ),
    'i2/assets/bacaan.xml':
      '<div class="bacaan" xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"><p>Sebuah bacaan.</p></div>',
    'tests/t.xml': '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="t1"/>',
  })
}

/** As learning platforms of the QTI 2.1 kind export: one folder around all, prefixed elements, scoring written out. */
export function packageLikePlatform(): Buffer {
  const branch = (name: string, id: string, score: number) =>
    `<qti:${name}><qti:match><qti:variable identifier="RESPONSE1"/><qti:baseValue baseType="identifier">${id}</qti:baseValue></qti:match><qti:setOutcomeValue identifier="SCORE"><qti:baseValue baseType="float">${score}</qti:baseValue></qti:setOutcomeValue></qti:${name}>`
  return zipOf({
    'export_2026/imsmanifest.xml': `<?xml version="1.0"?>
<imscp:manifest xmlns:imscp="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><imscp:resources>
<imscp:resource identifier="R1" type="imsqti_item_xmlv2p1" href="items/q1.xml"><imscp:file href="items/q1.xml"/><imscp:file href="media/pola.svg"/></imscp:resource>
</imscp:resources></imscp:manifest>`,
    'export_2026/items/q1.xml': `<?xml version="1.0" encoding="ISO-8859-1"?>
<qti:assessmentItem xmlns:qti="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="q1" adaptive="false" timeDependent="false">
<qti:responseDeclaration identifier="RESPONSE1" cardinality="single" baseType="identifier"/>
<qti:outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<qti:itemBody><qti:rubricBlock view="scorer"><qti:p>Jawaban benar: Y</qti:p></qti:rubricBlock>
<qti:p>Lihat pola. Harga \u00bd?</qti:p><qti:object data="../media/pola.svg" type="image/svg+xml">Pola persegi</qti:object>
<qti:choiceInteraction responseIdentifier="RESPONSE1" shuffle="false" maxChoices="1">
<qti:simpleChoice identifier="X">Satu<qti:feedbackInline outcomeIdentifier="F" identifier="X" showHide="show">Salah</qti:feedbackInline></qti:simpleChoice>
<qti:simpleChoice identifier="Y">Dua</qti:simpleChoice></qti:choiceInteraction></qti:itemBody>
<qti:responseProcessing><qti:responseCondition>${branch('responseIf', 'Y', 10)}${branch('responseElseIf', 'X', 0)}</qti:responseCondition></qti:responseProcessing>
<qti:modalFeedback outcomeIdentifier="F" identifier="ok" showHide="show">Dua karena genap.</qti:modalFeedback>
</qti:assessmentItem>`.replace('\u00bd', '\u00bd'),
    'export_2026/media/pola.svg': SQUARE_SVG.replace('<rect', '<script>alert(1)</script><rect onload="alert(2)"'),
  })
}

/** A package with one item, its body and its files as a test wants them. */
export function packageWith(body: string, files: Record<string, string | Buffer> = {}): Buffer {
  return zipOf({
    'imsmanifest.xml':
      '<manifest><resources><resource type="imsqti_item_xmlv2p1" identifier="a" href="a.xml"/></resources></manifest>',
    'a.xml': `<assessmentItem identifier="a"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody>${body}<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><simpleChoice identifier="A">ya</simpleChoice><simpleChoice identifier="B">tidak</simpleChoice></choiceInteraction></itemBody></assessmentItem>`,
    ...files,
  })
}

/** A package with one item whose choices have these identifiers. */
export function packageOfChoices(code: string, ids: readonly string[], right: string): Buffer {
  const choices = ids.map((id, at) => `<simpleChoice ${id && `identifier="${id}"`}>Pilihan ${at + 1}</simpleChoice>`)
  return zipOf({
    'a.xml': `<assessmentItem identifier="${code}"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>${right}</value></correctResponse></responseDeclaration><itemBody><p>Pilih satu.</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">${choices.join('')}</choiceInteraction></itemBody></assessmentItem>`,
  })
}

/** A question of Moodle XML with an image inside. */
export const MOODLE_XML = `<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/TIU/numerik.deret_angka</text></category></question>
  <question type="multichoice">
    <name><text>Deret 1</text></name>
    <questiontext format="html"><text><![CDATA[<p dir="ltr" style="text-align:left">Lanjutan 2, 4, 8&nbsp;<img src="@@PLUGINFILE@@/titik%20merah.png" alt="titik" class="img-fluid" onerror="alert(1)">&hellip;<script>alert(1)</script></p>]]></text>
      <file name="titik merah.png" path="/" encoding="base64">${DOT_PNG.toString('base64')}</file></questiontext>
    <generalfeedback format="html"><text><![CDATA[<p>Dikali dua.</p>]]></text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade><idnumber>DRT-1</idnumber>
    <single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
    <answer fraction="0" format="html"><text><![CDATA[<p>12</p>]]></text><feedback format="html"><text></text></feedback></answer>
    <answer fraction="100" format="html"><text>16</text><feedback format="html"><text>Benar</text></feedback></answer>
    <answer fraction="-25" format="html"><text>14</text></answer>
  </question>
  <question type="essay"><name><text>Esai</text></name></question>
</quiz>`
