/** The sections and aspects of the SKD blueprint, with the codes that the bank knows them by. */
export const SKD_ASPECTS = {
  TWK: ['nasionalisme', 'integritas', 'bela_negara', 'pilar_negara', 'bahasa_negara'],
  TIU: [
    'verbal.analogi',
    'verbal.silogisme',
    'verbal.analitis',
    'numerik.berhitung',
    'numerik.deret_angka',
    'numerik.perbandingan',
    'numerik.soal_cerita',
    'figural.analogi',
    'figural.ketidaksamaan',
    'figural.serial',
  ],
  TKP: ['pelayanan_publik', 'jejaring_kerja', 'sosial_budaya', 'tik', 'profesionalisme', 'anti_radikalisme'],
} as const satisfies Record<string, readonly string[]>

export type Cell = { section: string; aspect: string }

/** The cell that the words of another system name, as a path or as single codes; empty where they name none. */
export function cellNamed(words: readonly string[]): Cell {
  const known = words.map(plain)
  for (const [section, aspects] of Object.entries(SKD_ASPECTS)) {
    if (!known.includes(plain(section))) continue
    const aspect = aspects.find((code) => known.includes(plain(code)) || known.includes(plain(code.split('.').at(-1))))
    return { section, aspect: aspect ?? '' }
  }
  return { section: '', aspect: '' }
}

export function isCell({ section, aspect }: Cell): boolean {
  return (SKD_ASPECTS as Record<string, readonly string[]>)[section]?.includes(aspect) ?? false
}

function plain(word: string | undefined): string {
  return (word ?? '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
}
