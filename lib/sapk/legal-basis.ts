import type { CivilDate } from '@/lib/civil-date'

type Basis = { text: string; types?: readonly string[]; from?: CivilDate; to?: CivilDate; onlyBkn?: true }

const BKN = 'Peraturan Badan Kepegawaian Negara Nomor '
const bkn = (number: string) => `${BKN}${number}`

/** In the order in which a decree names them: laws, regulations of the government, of ministers, of BKN. */
const bases: readonly Basis[] = [
  { text: 'Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara', to: '2023-10-30' },
  { text: 'Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara', from: '2023-10-31' },
  { text: 'Peraturan Pemerintah Nomor 7 Tahun 1977 jo. Nomor 15 Tahun 2019', to: '2023-12-31' },
  { text: 'Peraturan Pemerintah Nomor 7 Tahun 1977 jo. Nomor 5 Tahun 2024', from: '2024-01-01' },
  { text: 'Peraturan Pemerintah Nomor 99 Tahun 2000 jo. Nomor 12 Tahun 2002' },
  { text: 'Keputusan Presiden Nomor 53 Tahun 2014', onlyBkn: true },
  { text: 'Peraturan Menteri PANRB Nomor 1 Tahun 2023', types: ['functional'] },
  { text: 'Keputusan Kepala Badan Kepegawaian Negara Nomor 12 Tahun 2002', types: ['structural'] },
  { text: 'Keputusan Kepala Badan Kepegawaian Negara Nomor 12 Tahun 2002', types: ['regular'], to: '2025-05-19' },
  { text: bkn('2 Tahun 2025'), types: ['regular'], from: '2025-05-20' },
  { text: bkn('3 Tahun 2023'), types: ['functional'] },
  { text: bkn('4 Tahun 2023'), from: '2024-01-01', to: '2025-09-30' },
  { text: bkn('4 Tahun 2025'), from: '2025-10-01' },
]

/**
 * The regulations that a decree of promotion rests on: those of its type, in force on its TMT; Keppres 53/2014 when
 * BKN signs for the President.
 *
 * @param type regular, structural or functional
 */
export function legalBasis(type: string, effectiveOn: CivilDate, isByBkn: boolean): string[] {
  const texts = bases
    .filter(({ types }) => !types || types.includes(type))
    .filter(({ from, to }) => (!from || from <= effectiveOn) && (!to || effectiveOn <= to))
    .filter(({ onlyBkn }) => !onlyBkn || isByBkn)
    .map(({ text }) => text)
  const rules = texts.filter((text) => text.startsWith(BKN)).map((text) => text.slice(BKN.length))
  return [...texts.filter((text) => !text.startsWith(BKN)), bkn(rules.join(' dan Nomor '))] // one line for BKN's own
}
