import { expect, test } from 'vitest'
import { isHeadOf, letterheadOf } from './letterhead'

const province = {
  kind: 'province',
  name: 'Pemerintah Provinsi Kepulauan Bangka Belitung',
  headTitle: 'GUBERNUR KEPULAUAN BANGKA BELITUNG',
  personnelUnitName: 'Badan Kepegawaian dan Pengembangan SDM Daerah',
  address: 'Pangkalpinang',
  website: 'babelprov.example',
  logo: '<svg/>',
  emblem: '<svg id="lambang"/>',
} as const
const city = {
  ...province,
  kind: 'city',
  name: 'Pemerintah Kota Pangkalpinang',
  headTitle: 'WALI KOTA PANGKALPINANG',
} as const
const bkn = {
  ...province,
  kind: 'bkn',
  name: 'Badan Kepegawaian Negara',
  headTitle: 'KEPALA BADAN KEPEGAWAIAN NEGARA',
} as const
const regional = {
  ...bkn,
  kind: 'regional_office',
  name: 'Kantor Regional VII Badan Kepegawaian Negara',
  headTitle: 'KEPALA KANTOR REGIONAL VII BADAN KEPEGAWAIAN NEGARA',
} as const

test.each([
  [province, 'Gubernur Kepulauan Bangka Belitung', 'GUBERNUR KEPULAUAN BANGKA BELITUNG'],
  [city, 'Walikota', 'WALI KOTA PANGKALPINANG'],
  [bkn, 'Kepala Badan Kepegawaian Negara', 'KEPALA BADAN KEPEGAWAIAN NEGARA'],
])(
  '%# a head who signs himself has the emblem and the title alone above the letter, and no logo of the agency',
  (agency, title, office) => {
    expect(letterheadOf(agency, title)).toEqual({
      kind: 'title',
      parent: null,
      office,
      address: '',
      logo: agency.emblem,
    })
  },
)

test('a Penjabat is the head; an administrative mayor under a governor is not', () => {
  const capital = { kind: 'province', headTitle: 'GUBERNUR DAERAH KHUSUS JAKARTA' } as const
  expect(isHeadOf(capital, 'Penjabat Gubernur Daerah Khusus Jakarta')).toBe(true)
  expect(isHeadOf(capital, 'Penjabat Gubernur')).toBe(true)
  for (const headTitle of [capital.headTitle, '']) {
    expect(isHeadOf({ ...capital, headTitle }, 'Wali Kota Administrasi Jakarta Barat')).toBe(false)
    expect(isHeadOf({ ...capital, headTitle }, 'Kepala Badan Kepegawaian Daerah')).toBe(false)
  }
})

test('whoever signs for the head does so under their own office', () => {
  const office = (title: string) => letterheadOf(province, title)
  expect(office('Kepala Badan Kepegawaian')).toMatchObject({
    kind: 'office',
    parent: province.name,
    office: province.personnelUnitName,
    address: 'Pangkalpinang, babelprov.example',
    logo: '<svg/>',
  })
  expect(office('Sekretaris Daerah Provinsi')).toMatchObject({ parent: province.name, office: 'Sekretariat Daerah' })
  expect(office('')).toMatchObject({ kind: 'office' })
})

test('a regional office stands under BKN, and names it once', () => {
  expect(letterheadOf(regional, regional.headTitle)).toMatchObject({
    kind: 'office',
    parent: 'Badan Kepegawaian Negara',
    office: 'Kantor Regional VII',
  })
})

test('an official of BKN who is not its head signs under the name of BKN', () => {
  expect(letterheadOf(bkn, 'Direktur Pengadaan dan Kepangkatan')).toMatchObject({ parent: null, office: bkn.name })
})
