/** The cells of the SKD blueprint, with how many items of each a form usually has: ours, for they are not published. */
export const SKD_BLUEPRINT = [
  { section: 'TWK', aspect: 'nasionalisme', usual: 6 },
  { section: 'TWK', aspect: 'integritas', usual: 6 },
  { section: 'TWK', aspect: 'bela_negara', usual: 6 },
  { section: 'TWK', aspect: 'pilar_negara', usual: 6 },
  { section: 'TWK', aspect: 'bahasa_negara', usual: 6 },
  { section: 'TIU', aspect: 'verbal.analogi', usual: 5 },
  { section: 'TIU', aspect: 'verbal.silogisme', usual: 4 },
  { section: 'TIU', aspect: 'verbal.analitis', usual: 3 },
  { section: 'TIU', aspect: 'numerik.berhitung', usual: 4 },
  { section: 'TIU', aspect: 'numerik.deret_angka', usual: 4 },
  { section: 'TIU', aspect: 'numerik.perbandingan', usual: 3 },
  { section: 'TIU', aspect: 'numerik.soal_cerita', usual: 4 },
  { section: 'TIU', aspect: 'figural.analogi', usual: 3 },
  { section: 'TIU', aspect: 'figural.ketidaksamaan', usual: 3 },
  { section: 'TIU', aspect: 'figural.serial', usual: 2 },
  { section: 'TKP', aspect: 'pelayanan_publik', usual: 8 },
  { section: 'TKP', aspect: 'jejaring_kerja', usual: 7 },
  { section: 'TKP', aspect: 'sosial_budaya', usual: 7 },
  { section: 'TKP', aspect: 'tik', usual: 7 },
  { section: 'TKP', aspect: 'profesionalisme', usual: 8 },
  { section: 'TKP', aspect: 'anti_radikalisme', usual: 8 },
] as const

export const SECTIONS = [...new Set(SKD_BLUEPRINT.map(({ section }) => section))]

export type Cell = { section: string; aspect: string }

/** The cell that the words of another system name, as a path or as single codes; empty where they name none. */
export function cellNamed(words: readonly string[]): Cell {
  const known = words.map(plain)
  const names = (code: string) => known.includes(plain(code)) || known.includes(plain(code.split('.').at(-1)))
  const ofSection = SKD_BLUEPRINT.filter(({ section }) => known.includes(plain(section)))
  const cell = ofSection.find(({ aspect }) => names(aspect))
  return { section: ofSection[0]?.section ?? '', aspect: cell?.aspect ?? '' }
}

export function isCell({ section, aspect }: Cell): boolean {
  return SKD_BLUEPRINT.some((cell) => cell.section === section && cell.aspect === aspect)
}

function plain(word: string | undefined): string {
  return (word ?? '')
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
}
