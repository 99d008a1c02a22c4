import { expect, test } from 'vitest'
import { isDateFormatCode } from './excel-date'
import { SharedStrings } from './shared-strings'
import { attribute, firstElement, richText, startTags, xmlText } from './xml-text'

const MANY = 800_000 // of these, looking from each to the end of the text for what never comes takes many minutes

test('a CDATA section without end is the text that it is', () => {
  expect(xmlText('a &lt; <![CDATA[&lt;]]> b <![CDATA[c')).toBe('a < &lt; b <![CDATA[c')
  const open = '<![CDATA['.repeat(MANY)
  expect(xmlText(open)).toBe(open)
})

test('a phonetic guide without end, and tags that are cut off or empty, are looked at once', () => {
  expect(richText('<t>A</t><rPh sb="0"><t>baca</t></rPh><t/><t xml:space="preserve"> B</t>', '')).toBe('A B')
  expect(richText(`<t>A</t>${'<rPh>'.repeat(MANY)}`, '')).toBe('A')
  expect(richText(`<t>A</t>${'<t'.repeat(MANY)}>`, '')).toBe('A')
  expect(richText(`<t>A</t>${'<t '.repeat(MANY)}/>`, '')).toBe('A')
})

test('the first element of a name is found with its prefix, and not at all without an end', () => {
  expect(firstElement('<a/><x:cellXfs count="1"><x:xf/></x:cellXfs><x:cellXfs/>', 'cellXfs')).toBe(
    '<x:cellXfs count="1"><x:xf/></x:cellXfs>',
  )
  expect(firstElement('<cellXfs>'.repeat(MANY), 'cellXfs')).toBe('')
})

test('start tags that never end are none', () => {
  expect(startTags('<x:sheet name="a"/><sheets/><sheet>', 'sheet').map((tag) => attribute(tag, 'name'))).toEqual([
    'a',
    undefined,
  ])
  expect(startTags('<sheet '.repeat(MANY), 'sheet')).toEqual([])
})

test('brackets of a number format that never close are looked at once', () => {
  expect(isDateFormatCode('[$-421]dd mmmm')).toBe(true)
  expect(isDateFormatCode('['.repeat(MANY))).toBe(false)
})

test('shared texts are bounded in number, however short they are', () => {
  const strings = new SharedStrings(1000)
  strings.read(`<sst>${'<si/>'.repeat(1000)}`)
  expect(() => strings.read('<si/>')).toThrow('import.file_unsafe')
})

test('shared texts that never begin are refused', () => {
  const strings = new SharedStrings()
  const read = () => strings.read(' '.repeat(1_000_000))
  read()
  read()
  expect(read).toThrow('import.file_unsafe')
})
