/** A birthplace with the four digits of its regency, with which a NIK of somebody registered there begins. */
export type Place = { name: string; regencyCode: string }

const place = (text: string): Place => ({ name: text.slice(5), regencyCode: text.slice(0, 4) })

const HOME_PLACES = [
  '1971 Pangkalpinang',
  '1901 Sungailiat',
  '1901 Belinyu',
  '1901 Mendo Barat',
  '1904 Koba',
  '1904 Pangkalan Baru',
  '1904 Simpang Katis',
  '1905 Muntok',
  '1905 Kelapa',
  '1905 Jebus',
  '1903 Toboali',
  '1906 Manggar',
  '1906 Gantung',
  '1902 Tanjungpandan',
  '1902 Membalong',
].map(place) as [Place, ...Place[]]

const OTHER_PLACES = [
  '1171 Banda Aceh',
  '1271 Medan',
  '1371 Padang',
  '1375 Bukittinggi',
  '1471 Pekanbaru',
  '1571 Jambi',
  '1671 Palembang',
  '1602 Kayuagung',
  '1771 Bengkulu',
  '1871 Bandar Lampung',
  '2172 Tanjungpinang',
  '3171 Jakarta',
  '3273 Bandung',
  '3205 Garut',
  '3374 Semarang',
  '3372 Surakarta',
  '3471 Yogyakarta',
  '3578 Surabaya',
  '3573 Malang',
  '3571 Kediri',
  '3673 Serang',
  '5171 Denpasar',
  '5108 Singaraja',
  '5271 Mataram',
  '5371 Kupang',
  '6171 Pontianak',
  '6271 Palangka Raya',
  '6371 Banjarmasin',
  '6472 Samarinda',
  '6571 Tarakan',
  '7171 Manado',
  '7271 Palu',
  '7371 Makassar',
  '7372 Parepare',
  '7471 Kendari',
  '7571 Gorontalo',
  '7604 Mamuju',
  '8171 Ambon',
  '8271 Ternate',
  '9171 Jayapura',
  '9202 Manokwari',
].map(place) as [Place, ...Place[]]

/** Places of birth for the people of a province: mostly its own, a few from elsewhere. */
export function placesOf(provinceCode: string | null): { own: [Place, ...Place[]]; elsewhere: [Place, ...Place[]] } {
  if (provinceCode === '19') return { own: HOME_PLACES, elsewhere: OTHER_PLACES }
  const [first, ...rest] = OTHER_PLACES.filter((one) => one.regencyCode.slice(0, 2) === provinceCode)
  return { own: first ? [first, ...rest] : OTHER_PLACES, elsewhere: OTHER_PLACES }
}
