import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOfDataUrl, checkImage } from '@/lib/cat/item-image'
import { cleanHtml } from '@/lib/cat/item-markup'
import { DOT_PNG, SQUARE_SVG } from '@/lib/cat/item-package.fixture'
import { parseXml } from '@/lib/markup'
import { cleanSvg } from '@/lib/svg'

const htmlOf = (html: string) => cleanHtml(html).html
const svgOf = (svg: string) => cleanSvg(svg)?.text ?? ''

test('what shapes a text stays, what could act goes', () => {
  expect(htmlOf('<p>Satu</p>')).toBe('Satu')
  expect(htmlOf('<div>Satu</div><div>Dua</div>')).toBe('<p>Satu</p><p>Dua</p>')
  expect(htmlOf('<h2>Judul</h2><p style="color:red" onclick="x()">a<b>b</b> <a href="javascript:x()">c</a></p>')).toBe(
    '<p><strong>Judul</strong></p><p>a<b>b</b> c</p>',
  )
  expect(htmlOf('x<script>alert(1)</script><iframe src="//jahat.id"></iframe><svg onload="x()"></svg>')).toBe('x')
  expect(htmlOf('<table><tr><td colspan="2" width="9">1</td></tr></table>')).toBe(
    '<table><tr><td colspan="2">1</td></tr></table>',
  )
  expect(cleanHtml('<p>a</p><video src="v.mp4"></video>').problems).toMatchObject([
    { code: 'media_unsupported', isError: true, facts: { name: 'video' } },
  ])
})

test('formulas stay as MathML, without what is written beside them', () => {
  expect(
    htmlOf(
      '<math display="block" onclick="x()"><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation encoding="TeX">x</annotation></semantics></math>',
    ),
  ).toBe('<math display="block"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>')
})

test('cleaning what is clean changes nothing, whatever was written', () => {
  const marks = fc.constantFrom(
    '<p>',
    '</p>',
    '<div>',
    '</div>',
    '<b>',
    '<br>',
    '&lt;',
    '&amp;',
    '<script>',
    '<table><td>',
    '"',
    "'",
    ' ',
    '\n',
    'kata',
  )
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 25 }), (pieces) => {
      const once = htmlOf(pieces.join(''))
      expect(htmlOf(once)).toBe(once)
      expect(once).not.toContain('<script')
    }),
    { examples: [[['<table><td>', ' ', '<div>', ' ']]] },
  )
})

test('space around what was taken away is one space', () => {
  expect(htmlOf('<table><tr><td>satu <div> </div> dua</td></tr></table>')).toBe(
    '<table><tr><td>satu dua</td></tr></table>',
  )
})

test('a drawing keeps its shapes and loses scripts, handlers and everything from outside', () => {
  const hostile = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="80" onload="a()">
    <script>a()</script><style>@import url(//jahat.id)</style><foreignObject><iframe src="//jahat.id"/></foreignObject>
    <image href="https://jahat.id/x.png"/><use xlink:href="#bentuk"/><use href="https://jahat.id/x.svg#a"/>
    <rect id="bentuk" fill="url(#warna)" style="fill:url(https://jahat.id)" width="4" height="4"/><set attributeName="href" to="javascript:a()"/></svg>`
  const text = svgOf(hostile)
  expect(text).not.toMatch(/script|jahat|onload|foreignObject|<set|@import/)
  expect(text).toContain('<use href="#bentuk">')
  expect(text).toContain('fill="url(#warna)"')
  expect(svgOf(text)).toBe(text)
  expect(cleanSvg('<html/>')).toBeUndefined()
})

test('an image is a PNG, JPEG, GIF or SVG of reasonable size', () => {
  const problem = (bytes: Uint8Array, name = 'x') => {
    const checked = checkImage(bytes, name)
    return 'problem' in checked ? checked.problem.code : 'good'
  }
  const wide = Buffer.from(DOT_PNG)
  wide.writeUInt32BE(60_000, 16)
  const jpeg = (width: number) =>
    Buffer.from([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      0,
      0,
      0xff,
      0xc0,
      0,
      17,
      8,
      0,
      10,
      width >> 8,
      width & 255,
      3,
      0,
      0,
      0,
      0,
      0,
      0,
    ])
  expect(problem(DOT_PNG)).toBe('good')
  expect(problem(wide)).toBe('image_large')
  expect(problem(jpeg(400))).toBe('good')
  expect(problem(jpeg(60_000))).toBe('image_large')
  expect(problem(Buffer.from(SQUARE_SVG))).toBe('good')
  expect(problem(Buffer.from(SQUARE_SVG.replace('0 0 80 80', '0 0 80000 80')))).toBe('image_large')
  expect(problem(Buffer.from('<svg><rect></svg>'))).toBe('image_damaged')
  expect(problem(Buffer.from('RIFF0000WEBPVP8 '))).toBe('image_kind')
  expect(problem(Buffer.alloc(2_000_000))).toBe('image_heavy')
  expect(problem(DOT_PNG.subarray(0, 20))).toBe('image_damaged')
  expect(bytesOfDataUrl(`data:image/png;base64,${DOT_PNG.toString('base64')}`)).toEqual(new Uint8Array(DOT_PNG))
  expect(bytesOfDataUrl('data:text/html;base64,PHA+')).toBeUndefined()
})

test('XML with a document type is refused, and so is what is not well-formed or goes too deep', () => {
  const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
  expect(() => parseXml(bomb)).toThrow('cat.xml_doctype')
  expect(() => parseXml('<!doctype a SYSTEM "file:///etc/passwd"><a/>')).toThrow('cat.xml_doctype')
  expect(() => parseXml('<a><b></a>')).toThrow('cat.xml_malformed')
  expect(() => parseXml('bukan xml')).toThrow('cat.xml_malformed')
  expect(() => parseXml(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`)).toThrow('cat.xml_too_deep')
  expect(parseXml('<a>&unknown;&lt;</a>').children).toEqual(['&unknown;<'])
})
