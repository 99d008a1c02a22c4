import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openQuestions, REQUIRED, revealingSentences } from '@/lib/wbs/report-content'

const said = (text: string) => ({ text, isUnknown: false })
const unknown = (text: string) => ({ text, isUnknown: true })
const whole = {
  what: 'pungutan',
  who: 'pejabat A',
  where: said('BKPSDMD'),
  when: said('Agustus'),
  how: 'lewat perantara',
}

test('a report that answers all five questions lacks nothing', () => {
  expect(openQuestions(whole)).toEqual([])
})

test('each of the five questions is missed alone', () => {
  for (const question of REQUIRED) {
    const empty = typeof whole[question] === 'string' ? ' \n' : said(' ')
    expect(openQuestions({ ...whole, [question]: empty })).toEqual([question])
  }
})

test('either place or time may be unknown when a reason is given', () => {
  expect(openQuestions({ ...whole, where: unknown('saya mendengarnya dari telepon') })).toEqual([])
  expect(openQuestions({ ...whole, when: unknown('sudah lama') })).toEqual([])
})

test('an unknown place without a reason is missing', () => {
  expect(openQuestions({ ...whole, where: unknown('') })).toEqual(['where'])
})

test('place and time may not both be unknown', () => {
  expect(openQuestions({ ...whole, where: unknown('alasan'), when: unknown('alasan') })).toEqual(['when'])
})

test('what is missing never depends on spelling or length', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(openQuestions({ ...whole, what: text }).includes('what')).toBe(text.trim() === '')
    }),
  )
})

test('a sentence that only one person could write is found, others are not', () => {
  const text =
    'Pejabat meminta uang Rp 15.000.000. Saya satu-satunya bendahara di bidang itu, jadi tahu. Berkas dikembalikan.'
  expect(revealingSentences(text)).toEqual(['Saya satu-satunya bendahara di bidang itu, jadi tahu'])
})

test.each([
  'Uang diminta langsung kepada saya',
  'Nama saya Budi',
  'Hubungi 081234567890',
  'tulis ke budi.santoso@example.go.id',
  'NIP 199001012015031002 tercantum',
  'I am the only treasurer there',
])('this may show who wrote it: %s', (sentence) => {
  expect(revealingSentences(sentence)).toEqual([sentence])
})

test.each(['Kepala dinas meminta uang', 'Rapat pada 12 Agustus 2026 pukul 10.00', 'Nilai 15.000.000 rupiah'])(
  'this shows nothing of the writer: %s',
  (sentence) => {
    expect(revealingSentences(sentence)).toEqual([])
  },
)
