import fc from 'fast-check'
import { expect, test } from 'vitest'
import { skdBank } from '@/lib/cat/bank-section.fixture'
import { isGift, readGift } from '@/lib/cat/gift'
import { readingBudget } from '@/lib/cat/reading-budget'

const read = (text: string) => readGift(text, skdBank, readingBudget())
const one = async (text: string) => (await read(text))[0]
const codes = async (text: string) => (await read(text)).map(({ problems }) => problems.map(({ code }) => code))

test('a question has its title, its stem, its options with the key, and what is told in the end', async () => {
  const [first, second, ...others] = await read(
    '// bank soal\n$CATEGORY: $course$/TIU/numerik.deret_angka\n\n' +
      '::DRT-7:: Lanjutan 2, 4, 8 adalah {\n  =16 #benar\n  ~12 # kurang\n  ~14\n####Dikali dua.\n}\n\r\n' +
      '// question: 12 name: x [id:DRT-8]\n::Judul:: Ibu kota Indonesia {~Bandung =Jakarta ~Medan}\n',
  )
  expect(first).toMatchObject({
    place: '4',
    code: 'DRT-7',
    section: 'TIU',
    aspect: 'numerik.deret_angka',
    stem: 'Lanjutan 2, 4, 8 adalah',
    options: [
      { id: 'A', body: '16' },
      { id: 'B', body: '12' },
      { id: 'C', body: '14' },
    ],
    key: { A: 5, B: 0, C: 0 },
    explanation: 'Dikali dua.',
    problems: [],
  })
  expect(second).toMatchObject({ place: '12', code: 'DRT-8', section: 'TIU', key: { A: 0, B: 5, C: 0 } })
  expect(others).toEqual([])
})

test('weights of an item without a wrong option come along, the best one first or last', async () => {
  const weighted = await one('Sikap Anda? {~%20%Diam ~%40%Menunggu ~%60%Bertanya ~%80%Menegur =Melapor}')
  expect(weighted).toMatchObject({ key: { A: 1, B: 2, C: 3, D: 4, E: 5 }, problems: [] })
  expect(await codes('Satu {=a ~%-50%b}')).toEqual([['negative_dropped']])
  expect(await codes('Satu {=a ~%33.333%b}')).toEqual([['weights_uneven']])
})

test('what is escaped is text, and a stem may go on after the answers', async () => {
  const item = await one('Nilai x pada \\{x \\= 2\\} ialah {=\\~2 ~x\\=3 \\#1 ~a\\\\b} bukan lain.')
  expect(item?.stem).toBe('Nilai x pada {x = 2} ialah _____ bukan lain.')
  expect(item?.options.map(({ body }) => body)).toEqual(['~2', 'x=3 #1', 'a\\b'])
})

test('HTML is cleaned, plain text stays plain, Markdown is told', async () => {
  const html = await one('[html]<p onclick\\="x()">Satu <b>dua</b></p>{=<i>a</i> ~[plain]<b>}')
  expect(html?.stem).not.toContain('onclick')
  expect(html?.stem).toContain('<b>dua</b>')
  expect(html?.options.map(({ body }) => body)).toEqual(['<i>a</i>', '&lt;b&gt;'])
  expect(await codes('[markdown]Satu *dua* {=a ~b}')).toEqual([['markdown']])
  expect(await codes('Akar $$x$$ {=a ~b}')).toEqual([['tex_formula']])
})

test('every other kind of question is named and keeps out itself alone', async () => {
  const kinds = [
    ['Uraikan {}', 'essay'],
    ['Uraikan {####Pedoman}', 'essay'],
    ['Benar? {T}', 'truefalse'],
    ['Benar? {FALSE#salah#betul}', 'truefalse'],
    ['Berapa? {#3:2}', 'numerical'],
    ['Siapa? {=Hatta =Bung Hatta}', 'shortanswer'],
    ['Cocokkan {=a -> 1 =b -> 2 =c -> 3}', 'matching'],
    ['Hanya bacaan.', 'description'],
  ] as const
  const items = await read([...kinds.map(([text]) => text), 'Satu {=a ~b}'].join('\n\n'))
  expect(items.map(({ problems }) => problems[0]?.facts.type)).toEqual([...kinds.map(([, type]) => type), undefined])
  expect(items.at(-1)?.problems).toEqual([])
})

test('several right answers are refused, and braces that are not closed take nothing of the next question', async () => {
  expect(await codes('Pilih dua {~%50%a ~%50%b ~%-100%c}')).toEqual([['several_answers', 'negative_dropped']])
  expect(await codes('Satu {=a ~b\n\nDua {=a ~b}')).toEqual([['gift_unclosed'], []])
  expect(await codes(`Banyak {=x ${'~y '.repeat(30)}}`)).toEqual([['options_many']])
})

test('a file is taken for GIFT by its own signs, not for a brace in a question of Aiken', () => {
  expect(['::a:: b {=c ~d}', 'Satu {\n=a ~b}', 'Benar? {T}', '$CATEGORY: TWK'].map(isGift)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['Himpunan {T} ialah\nA. x\nB. y\nANSWER: A', '{"a": [1]}', 'Teks biasa'].map(isGift)).toEqual([
    false,
    false,
    false,
  ])
})

test('whatever stands in a file, reading it ends and gives no option that is not there', async () => {
  const signs = fc.constantFrom('{', '}', '=', '~', '#', '\\', ':', '%', '50', 'a', ' ', '\n', '\n\n', '####', '[html]')
  await fc.assert(
    fc.asyncProperty(fc.array(signs, { maxLength: 60 }), async (parts) => {
      for (const { options, key } of await read(parts.join(''))) {
        expect(Object.keys(key).every((id) => options.some((option) => option.id === id))).toBe(true)
      }
    }),
  )
})
