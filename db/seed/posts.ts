import type { Rank } from '@/lib/registry/ranks'
import { rankOrder } from '@/lib/registry/ranks'

/** What a unit does, which decides the posts and the studies of its people. */
export type Topic =
  | 'general'
  | 'school'
  | 'health'
  | 'works'
  | 'finance'
  | 'personnel'
  | 'planning'
  | 'fisheries'
  | 'audit'
  | 'law'

/** A jabatan fungsional: its jenjang by rank, and the study with which people enter it. */
export type Family = {
  name: string
  category: 'keahlian' | 'keterampilan'
  level: string // tk_pendidikan code
  program: string
  title: string // gelar of that study
  topics: readonly Topic[]
}

const family = (
  name: string,
  level: string,
  program: string,
  title: string,
  topics: readonly Topic[],
  category: Family['category'] = 'keahlian',
): Family => ({ name, category, level, program, title, topics })

const TEACHERS: [string, string][] = [
  ['S-1 Pendidikan Matematika', 'S.Pd.'],
  ['S-1 Pendidikan Bahasa Indonesia', 'S.Pd.'],
  ['S-1 Pendidikan Bahasa Inggris', 'S.Pd.'],
  ['S-1 Pendidikan Biologi', 'S.Pd.'],
  ['S-1 Bimbingan dan Konseling', 'S.Pd.'],
]

export const FAMILIES: readonly Family[] = [
  ...TEACHERS.map(([program, title]) => family('Guru', '40', program, title, ['school'])),
  family('Pengawas Sekolah', '40', 'S-1 Pendidikan Matematika', 'S.Pd.', ['school']),
  family('Dokter', '45', 'Profesi Dokter', 'dr.', ['health']),
  family('Apoteker', '45', 'Profesi Apoteker', 'Apt.', ['health']),
  family('Perawat', '30', 'D-III Keperawatan', 'A.Md.Kep.', ['health'], 'keterampilan'),
  family('Bidan', '30', 'D-III Kebidanan', 'A.Md.Keb.', ['health'], 'keterampilan'),
  family('Pranata Laboratorium Kesehatan', '30', 'D-III Analis Kesehatan', 'A.Md.AK.', ['health'], 'keterampilan'),
  family('Teknik Jalan dan Jembatan', '40', 'S-1 Teknik Sipil', 'S.T.', ['works']),
  family('Penata Ruang', '40', 'S-1 Perencanaan Wilayah dan Kota', 'S.T.', ['works']),
  family('Analis Keuangan Pusat dan Daerah', '40', 'S-1 Akuntansi', 'S.Ak.', ['finance']),
  family('Analis SDM Aparatur', '40', 'S-1 Administrasi Negara', 'S.AP.', ['personnel']),
  family('Assessor SDM Aparatur', '40', 'S-1 Psikologi', 'S.Psi.', ['personnel']),
  family('Perencana', '40', 'S-1 Ekonomi Pembangunan', 'S.E.', ['planning']),
  family('Pengawas Perikanan', '40', 'S-1 Budidaya Perairan', 'S.Pi.', ['fisheries']),
  family('Auditor', '40', 'S-1 Akuntansi', 'S.Ak.', ['audit']),
  family('Perancang Peraturan Perundang-undangan', '40', 'S-1 Ilmu Hukum', 'S.H.', ['law']),
  family('Analis Kebijakan', '40', 'S-1 Ilmu Pemerintahan', 'S.IP.', ['general', 'planning', 'law']),
  family('Pranata Komputer', '40', 'S-1 Teknik Informatika', 'S.Kom.', ['general', 'personnel', 'finance', 'planning']),
  family(
    'Pranata Komputer',
    '30',
    'D-III Manajemen Informatika',
    'A.Md.Kom.',
    ['general', 'personnel', 'finance', 'audit'],
    'keterampilan',
  ),
  family('Arsiparis', '30', 'D-III Kearsipan', 'A.Md.', ['general', 'law', 'works', 'fisheries'], 'keterampilan'),
]

/** Jenjang of a category by the highest rank it reaches. */
const GRADES_UP_TO: Record<Family['category'], readonly [grade: string, to: Rank][]> = {
  keterampilan: [
    ['Pemula', 'II/a'],
    ['Terampil', 'II/d'],
    ['Mahir', 'III/b'],
    ['Penyelia', 'III/d'],
  ],
  keahlian: [
    ['Ahli Pertama', 'III/b'],
    ['Ahli Muda', 'III/d'],
    ['Ahli Madya', 'IV/c'],
    ['Ahli Utama', 'IV/e'],
  ],
}

export function gradesOf(category: Family['category']): string[] {
  return GRADES_UP_TO[category].map(([grade]) => grade)
}

/** The jenjang that goes with a rank; above the last one the last. */
export function gradeAt(category: Family['category'], rank: Rank): string {
  const grades = GRADES_UP_TO[category]
  const found = grades.find(([, to]) => rankOrder(rank) <= rankOrder(to)) ?? grades[grades.length - 1]
  return found?.[0] ?? ''
}

export const topRank = (category: Family['category']): Rank => (category === 'keahlian' ? 'IV/e' : 'III/d')

/** One study with which people enter as pelaksana, and the posts that it opens. */
export type Study = { level: string; program: string; title: string; posts: [string, ...string[]]; percent: number }

export const STUDIES: readonly Study[] = [
  study(2, '05', 'Sekolah Dasar', '', ['Pramu Kebersihan', 'Pramu Bakti']),
  study(2, '10', 'SMP', '', ['Pramu Bakti', 'Petugas Keamanan', 'Pengemudi']),
  study(9, '15', 'SMA IPA', '', ['Pengadministrasi Umum', 'Operator Layanan Operasional', 'Petugas Keamanan']),
  study(9, '15', 'SMA IPS', '', ['Pengadministrasi Umum', 'Pengadministrasi Kepegawaian', 'Pengemudi']),
  study(6, '17', 'SMK Akuntansi', '', ['Pengadministrasi Keuangan', 'Bendahara']),
  study(5, '17', 'SMK Administrasi Perkantoran', '', ['Pengadministrasi Umum', 'Pengadministrasi Kepegawaian']),
  study(2, '20', 'D-I Komputer', 'A.P.Kom.', ['Operator Layanan Operasional']),
  study(2, '25', 'D-II Perpustakaan', 'A.Ma.', ['Pengadministrasi Umum']),
  study(6, '30', 'D-III Akuntansi', 'A.Md.Ak.', ['Bendahara', 'Pengolah Data dan Informasi']),
  study(6, '30', 'D-III Manajemen Informatika', 'A.Md.Kom.', ['Pengolah Data dan Informasi']),
  study(3, '30', 'D-III Teknik Sipil', 'A.Md.T.', ['Pengelola Layanan Operasional']),
  study(3, '35', 'D-IV Ilmu Pemerintahan', 'S.STP.', ['Penelaah Teknis Kebijakan', 'Analis Perencanaan']),
  study(12, '40', 'S-1 Administrasi Negara', 'S.AP.', ['Penelaah Teknis Kebijakan', 'Analis Perencanaan']),
  study(10, '40', 'S-1 Manajemen', 'S.M.', ['Penelaah Teknis Kebijakan', 'Penata Layanan Operasional']),
  study(8, '40', 'S-1 Ilmu Hukum', 'S.H.', ['Penelaah Teknis Kebijakan', 'Analis Hukum']),
  study(6, '40', 'S-1 Teknik Sipil', 'S.T.', ['Penata Layanan Operasional', 'Analis Perencanaan']),
  study(6, '40', 'S-1 Teknik Informatika', 'S.Kom.', ['Penata Kelola Sistem dan Teknologi Informasi']),
  study(3, '45', 'S-2 Ilmu Administrasi Publik', 'M.AP.', ['Penelaah Teknis Kebijakan', 'Analis Perencanaan']),
]

function study(percent: number, level: string, program: string, title: string, posts: [string, ...string[]]): Study {
  return { level, program, title, posts, percent }
}

/** A study finished in service: what is recognised, and the gelar it brings. */
export type LaterStudy = { level: string; program: string; title: string }

export const BACHELORS: [LaterStudy, ...LaterStudy[]] = [
  { level: '40', program: 'S-1 Administrasi Negara', title: 'S.AP.' },
  { level: '40', program: 'S-1 Manajemen', title: 'S.M.' },
  { level: '40', program: 'S-1 Ilmu Hukum', title: 'S.H.' },
]

export const MASTERS: [LaterStudy, ...LaterStudy[]] = [
  { level: '45', program: 'S-2 Ilmu Administrasi Publik', title: 'M.AP.' },
  { level: '45', program: 'S-2 Magister Manajemen', title: 'M.M.' },
  { level: '45', program: 'S-2 Ilmu Hukum', title: 'M.H.' },
  { level: '45', program: 'S-2 Manajemen Pendidikan', title: 'M.Pd.' },
]
