/** A section of a selection, with how many items it has and how many of them a form usually takes of each aspect. */
type SectionCells = { section: string; items: number; usual: Record<string, number> }

/**
 * The numbers are ours, for they are not published. The aspects are those published in 2021; forms before it get the same
 * without anti-radikalisme.
 */
const SECTIONS: SectionCells[] = [
  {
    section: 'TWK',
    items: 30,
    usual: { nasionalisme: 6, integritas: 6, bela_negara: 6, pilar_negara: 6, bahasa_negara: 6 },
  },
  {
    section: 'TWK', // to 2018
    items: 35,
    usual: { nasionalisme: 7, integritas: 7, bela_negara: 7, pilar_negara: 7, bahasa_negara: 7 },
  },
  {
    section: 'TIU',
    items: 35,
    usual: {
      ...{ 'verbal.analogi': 5, 'verbal.silogisme': 4, 'verbal.analitis': 3 },
      ...{ 'numerik.berhitung': 4, 'numerik.deret_angka': 4, 'numerik.perbandingan': 3, 'numerik.soal_cerita': 4 },
      ...{ 'figural.analogi': 3, 'figural.ketidaksamaan': 3, 'figural.serial': 2 },
    },
  },
  {
    section: 'TIU', // to 2018
    items: 30,
    usual: {
      ...{ 'verbal.analogi': 4, 'verbal.silogisme': 3, 'verbal.analitis': 3 },
      ...{ 'numerik.berhitung': 3, 'numerik.deret_angka': 3, 'numerik.perbandingan': 3, 'numerik.soal_cerita': 3 },
      ...{ 'figural.analogi': 3, 'figural.ketidaksamaan': 3, 'figural.serial': 2 },
    },
  },
  {
    section: 'TKP',
    items: 45,
    usual: {
      ...{ pelayanan_publik: 8, jejaring_kerja: 7, sosial_budaya: 7, tik: 7, profesionalisme: 8 },
      anti_radikalisme: 8, // since 2021
    },
  },
  {
    section: 'TKP', // to 2019
    items: 35,
    usual: { pelayanan_publik: 7, jejaring_kerja: 7, sosial_budaya: 7, tik: 7, profesionalisme: 7 },
  },
]

/** The cells of the kisi-kisi, for each number of items that a section had. */
export const SKD_CELLS = SECTIONS.flatMap(({ section, items, usual }) =>
  Object.entries(usual).map(([aspect, count]) => ({ section, items, aspect, usual: count })),
)

/** Those of a form since 2021. */
export const SKD_BLUEPRINT = SKD_CELLS.filter(
  ({ section, items }) => ({ TWK: 30, TIU: 35, TKP: 45 })[section] === items,
)
