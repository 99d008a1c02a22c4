import { expect, test } from 'vitest'
import { readAiken } from '@/lib/cat/aiken'
import { skdBank } from '@/lib/cat/bank-section.fixture'
import { optionNames, pointsFrom } from '@/lib/cat/item-file'
import { DOT_PNG, MOODLE_XML } from '@/lib/cat/item-package.fixture'
import { readMoodleXml } from '@/lib/cat/moodle-xml'
import { readingBudget } from '@/lib/cat/reading-budget'
import { decodeText } from '@/lib/cat/text-file'
import { parseXml } from '@/lib/markup'

test('Aiken gives stem, options and key, and says where an item stands and what it lacks', async () => {
  const [first, second, third] = await readAiken(
    'Ibu kota Indonesia\nyang disebut dalam UUD?\nA. Jakarta\nB) Bandung\nC. Medan\nANSWER: A\n\n\r\n' +
      'Satu < dua?\nA. Ya\nB. Tidak\nANSWER: D\n\nTanpa jawaban\nA. Ya\nB. Tidak\n',
    readingBudget(),
  )
  expect(first).toMatchObject({
    place: '1',
    stem: 'Ibu kota Indonesia<br/>yang disebut dalam UUD?',
    options: [
      { id: 'A', body: 'Jakarta' },
      { id: 'B', body: 'Bandung' },
      { id: 'C', body: 'Medan' },
    ],
    key: { A: 5, B: 0, C: 0 },
    problems: [],
  })
  expect(second).toMatchObject({ place: '9', stem: 'Satu &lt; dua?', problems: [{ code: 'key_unknown' }] })
  expect(third?.problems).toMatchObject([{ code: 'answer_line_missing', isError: true }])
})

test('an option of Aiken that is there twice or out of its place is told', async () => {
  const [item] = await readAiken('Satu?\nA. x\nA. y\nB. z\nD. w\nANSWER: A\n', readingBudget())
  expect(item?.problems).toEqual([
    { code: 'option_out_of_place', isError: true, facts: { name: 'A', expected: 'B' } },
    { code: 'option_out_of_place', isError: true, facts: { name: 'D', expected: 'C' } },
  ])
})

test('an option has the name of its file, or a letter that no other one has', () => {
  expect(optionNames(['', '', ''])).toEqual(['A', 'B', 'C'])
  expect(optionNames(['B', 'C', 'D', 'E', ''])).toEqual(['B', 'C', 'D', 'E', 'A'])
  expect(optionNames(['A', 'A', '', 'x'])).toEqual(['A', 'B', 'C', 'x'])
})

test('Moodle XML gives its images, its category and its key, without what a script could do', async () => {
  const [item, essay] = await readMoodleXml(parseXml(MOODLE_XML), skdBank, readingBudget())
  expect(item).toMatchObject({
    code: 'DRT-1',
    section: 'TIU',
    aspect: 'numerik.deret_angka',
    options: [
      { id: 'A', body: '12' },
      { id: 'B', body: '16' },
      { id: 'C', body: '14' },
    ],
    key: { A: 0, B: 5, C: 0 },
    explanation: 'Dikali dua.',
    keepsOrder: false,
  })
  expect(item?.stem).toBe(
    `<p dir="ltr">Lanjutan 2, 4, 8\u00a0<img src="data:image/png;base64,${DOT_PNG.toString('base64')}" alt="titik"/>…</p>`,
  )
  expect(item?.problems.map(({ code }) => code).sort()).toEqual(['element_dropped', 'negative_dropped'])
  expect(essay).toMatchObject({ code: 'Esai', problems: [{ code: 'type_unsupported', facts: { type: 'essay' } }] })
})

test('an image that is not in the Moodle file is named, not fetched', async () => {
  const xml = MOODLE_XML.replace('@@PLUGINFILE@@/titik%20merah.png', 'https://contoh.id/x.png')
  const [item] = await readMoodleXml(parseXml(xml), skdBank, readingBudget())
  expect(item?.problems).toContainEqual({
    code: 'image_external',
    isError: true,
    facts: { name: 'https://contoh.id/x.png' },
  })
  expect(item?.stem).not.toContain('contoh.id')
})

test('weights of other systems become 0 to 5', () => {
  expect(pointsFrom({ A: 0, B: 1 })).toEqual({ A: 0, B: 5 })
  expect(pointsFrom({ A: 20, B: 40, C: 60, D: 80, E: 100 })).toEqual({ A: 1, B: 2, C: 3, D: 4, E: 5 })
  expect(pointsFrom({ A: 0.2, B: 1, C: 0.6 })).toEqual({ A: 1, B: 5, C: 3 })
  expect(pointsFrom({ A: 2, B: 1, C: 4, D: 3 })).toEqual({ A: 2, B: 1, C: 4, D: 3 })
  expect(pointsFrom({ A: 100, B: 33.333 })).toBeUndefined()
})

test('a file is read in the encoding that it has', () => {
  const text = 'Pertanyaan – “½”'
  expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text)
  expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text)
  expect(decodeText(Buffer.from('soal \xbd', 'latin1'))).toBe('soal ½')
  expect(decodeText(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xbd</a>', 'latin1'))).toContain('½')
})
