import { readReferenceRows } from '@/db/reference/read'
import { addMonths, firstOfMonth } from '@/lib/civil-date'
import { columnsWith } from '@/lib/import/employee-columns'
import { RANKS } from '@/lib/registry/ranks'
import { buildReference } from '@/lib/registry/reference'
import { baseSalary } from '@/lib/registry/salary'
import { serviceMonthsAt } from '@/lib/registry/service-time'

/** Sound, invented people without end: the same index is always the same person. */
export const benchHeader = columnsWith([2024, 2025]).map((column) => column.code)

const reference = buildReference(readReferenceRows())
const DATA_DAY = '2026-11-23'
const GIVEN = [
  'Siti',
  'Budi',
  'Rina',
  'Agus',
  'Dewi',
  'Eko',
  'Sri',
  'Joko',
  'Nur',
  'Yuli',
  'Hadi',
  'Wati',
  'Andi',
  'Maya',
]
const FAMILY = ['Wibowo', 'Saputra', 'Rahayu', 'Hidayat', 'Lestari', 'Nugroho', 'Siregar', 'Mahmud', 'Utami', 'Pratama']
const PLACES = ['Muntok', 'Toboali', 'Koba', 'Manggar', 'Sungailiat', 'Pangkalpinang', 'Belinyu']
const WORDS = 9_973
const POSTS = ['Penelaah Teknis Kebijakan', 'Pengolah Data dan Informasi', 'Bendahara', 'Pengadministrasi Perkantoran']

export function benchRow(index: number): (string | number)[] {
  const isWoman = index % 2 === 1
  const bornYear = 1970 + (index % 25)
  const month = two(1 + (index % 12))
  const day = two(1 + (Math.floor(index / 12) % 28))
  const bornOn = `${bornYear}-${month}-${day}`
  const cpnsOn = `${bornYear + 24}-03-01`
  const sequence = String(1 + Math.floor(index / 8400)).padStart(3, '0')
  const nip = `${bornOn.replaceAll('-', '')}${bornYear + 24}03${isWoman ? 2 : 1}${sequence}`
  const nikDay = two(Number(day) + (isWoman ? 40 : 0))
  const nik = `1971${two(1 + (index % 7))}${nikDay}${month}${String(bornYear).slice(2)}${String(1 + (index % 9000)).padStart(4, '0')}`
  const rank = RANKS[6 + (index % 6)] ?? 'III/a'
  const rankSince = firstOfMonth(addMonths(DATA_DAY, -(2 + (index % 40))))
  const serviceMonths = 36 + (index % 200)
  const pay = baseSalary(reference, rank, serviceMonthsAt({ rankSince, serviceMonths }, DATA_DAY), DATA_DAY) ?? 0
  const name = `${GIVEN[index % GIVEN.length]} ${FAMILY[Math.floor(index / 14) % FAMILY.length]} ${letters(index % WORDS)}`
  const cells: Record<string, string | number> = {
    nip,
    nama: name,
    gelar_belakang: index % 3 === 0 ? 'S.Pd.' : '',
    tempat_lahir: PLACES[index % PLACES.length] ?? '',
    tgl_lahir: written(bornOn),
    jenis_kelamin: isWoman ? 'P' : 'L',
    agama: 'Islam',
    status_kawin: 'Menikah',
    nik,
    npwp: `17.836.${String(index).padStart(6, '0')}.7-313.000`,
    email: `pegawai${index}@babelprov.example`,
    hp: `0812${String(index).padStart(8, '0')}`,
    alamat: `Jl. Bukit Lada Blok C No. ${index} RT 004/RW 004, Kota Pangkalpinang`,
    jenis_pegawai: '10',
    kedudukan_hukum: '01',
    status_cpns_pns: 'P',
    karpeg: `M ${String(index).padStart(7, '0')}`,
    tmt_cpns: written(cpnsOn),
    no_sk_cpns: `813/${index}/BKPSDMD/${bornYear + 24}`,
    tgl_sk_cpns: written(`${bornYear + 24}-02-${day}`),
    tmt_pns: written(`${bornYear + 25}-05-01`),
    no_sk_pns: `821.13/${index}/BKPSDMD/${bornYear + 25}`,
    tgl_sk_pns: written(`${bornYear + 25}-04-${day}`),
    gol_awal: 'II/a',
    gol: rank,
    tmt_gol: written(rankSince),
    mkg_tahun: Math.floor(serviceMonths / 12),
    mkg_bulan: serviceMonths % 12,
    no_sk_gol: `823.3/${index}/BKPSDMD/2025`,
    tgl_sk_gol: written(rankSince),
    gaji_pokok: pay,
    jenis_jabatan: '4',
    jabatan: POSTS[index % POSTS.length] ?? '',
    tmt_jabatan: '01-04-2022',
    unor_kode: String(1 + (index % 400)).padStart(4, '0'),
    tk_pendidikan: '40',
    pendidikan: 'S-1 Administrasi Negara',
    tahun_lulus: bornYear + 23,
    predikat_2024: 'Baik',
    predikat_2025: index % 5 === 0 ? 'Sangat Baik' : 'Baik',
  }
  return benchHeader.map((code) => cells[code] ?? '')
}

/** A word of its own for each number; no common factor with the other names, so that no two people look alike. */
function letters(index: number): string {
  let word = ''
  for (let rest = index; rest > 0 || word === ''; rest = Math.floor(rest / 26))
    word += String.fromCharCode(97 + (rest % 26))
  return `${(word[0] ?? '').toUpperCase()}${word.slice(1)}`
}

const two = (value: number) => String(value).padStart(2, '0')
const written = (date: string) => `${date.slice(8)}-${date.slice(5, 7)}-${date.slice(0, 4)}`
