import { performanceLetters } from '@/lib/documents/sample-performance'
import type { TemplateData, TemplateName } from '@/lib/documents/templates'

/** One invented letter per template, for previews, tests and the benchmark. */
export function sampleLetter<T extends TemplateName>(template: T): TemplateData<T> {
  return letters[template] as TemplateData<T>
}

const province = 'Pemerintah Provinsi Kepulauan Bangka Belitung'

const letter = {
  letterhead: {
    kind: 'office' as const,
    parent: province,
    office: 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah',
    address: 'Kompleks Perkantoran Pemerintah Provinsi, Pangkalpinang, bkpsdmd.babelprov.example',
    logo: null,
  },
  signatory: {
    capacity: [
      'a.n. GUBERNUR KEPULAUAN BANGKA BELITUNG',
      'KEPALA BADAN KEPEGAWAIAN DAN',
      'PENGEMBANGAN SUMBER DAYA MANUSIA DAERAH,',
    ],
    name: 'Dra. NURHAYATI SYAMSUDDIN, M.Si.',
    rank: 'Pembina Utama Madya, IV/d',
    nip: '197008121993032006',
  },
  number: '823.3/0147/BKPSDMD/2027',
  date: '2027-01-25',
  place: 'Pangkalpinang',
  copies: [
    'Kepala Kantor Regional VII BKN di Palembang',
    'Kepala Badan Keuangan Daerah di Pangkalpinang',
    'Kepala Biro Umum Sekretariat Daerah',
  ],
}

const employee = {
  frontTitle: null,
  name: 'Yusuf Ramadhan',
  backTitle: 'S.Kom.',
  nip: '199003092018031004',
  birthPlace: 'Sungailiat',
  birthDate: '1990-03-09',
  education: 'S-1 Teknik Informatika, 2014',
  position: 'Penata Kelola Sistem dan Teknologi Informasi',
  unit: 'Biro Umum, Sekretariat Daerah',
  agency: province,
}

const promotion = {
  promotionType: 'reguler',
  before: {
    rank: 'Penata Muda Tingkat I',
    grade: 'III/b',
    effectiveOn: '2022-10-01',
    serviceMonths: 55,
    salaryRupiah: 3_287_000,
  },
  after: { rank: 'Penata', grade: 'III/c', effectiveOn: '2027-02-01', serviceMonths: 107, salaryRupiah: 3_426_000 },
  creditPoints: null,
}

const regionalOffice = {
  ...letter,
  letterhead: {
    kind: 'office' as const,
    parent: 'Badan Kepegawaian Negara',
    office: 'Kantor Regional VII',
    address: 'Palembang, Sumatera Selatan',
    logo: null,
  },
  signatory: {
    capacity: ['KEPALA KANTOR REGIONAL VII', 'BADAN KEPEGAWAIAN NEGARA,'],
    name: 'Drs. BAMBANG WIDODO, M.M.',
    rank: 'Pembina Utama Madya, IV/d',
    nip: '196905171994031005',
  },
  number: 'GA-22900000318',
  date: '2027-01-08',
  place: 'Palembang',
  copies: ['Gubernur Kepulauan Bangka Belitung'],
}

const exam = {
  ...letter,
  letterhead: { ...letter.letterhead, parent: null, office: province },
  signatory: { capacity: ['Pengawas Ujian,'], name: 'LESTARI WULANDARI', rank: null, nip: null },
  number: 'BA/SKD-2024/S1/3F2A9C1D',
  place: 'Pangkalpinang',
  copies: [],
}

const sitting = {
  programme: 'Seleksi Kompetensi Dasar CPNS 2024',
  session: 1,
  site: 'Gedung Serbaguna Tanjung Lestari',
}

const promotionDecree = {
  ...letter,
  ...promotion,
  employee,
  authority: 'Gubernur Kepulauan Bangka Belitung',
  authorityShort: 'Gubernur',
  legalBasis: [
    'Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara',
    'Peraturan Pemerintah Nomor 99 Tahun 2000 jo. Nomor 12 Tahun 2002',
    'Peraturan Pemerintah Nomor 7 Tahun 1977 jo. Nomor 5 Tahun 2024',
    'Peraturan Badan Kepegawaian Negara Nomor 2 Tahun 2025 dan Nomor 4 Tahun 2025',
  ],
  technicalApproval: { office: 'Kantor Regional VII BKN', number: 'GA-22900000318', date: '2027-01-08' },
}

const minutes = {
  ...exam,
  exam: {
    ...sitting,
    address: 'Jalan Pulau Lepar 7, Pangkalpinang',
    rooms: [
      { name: 'Ruang A', seats: 36 },
      { name: 'Ruang B', seats: 24 },
    ],
    plannedFor: '25 Januari 2027 pukul 08.00 WIB',
    releasedAt: '25 Januari 2027 pukul 08.02 WIB',
    closedAt: '25 Januari 2027 pukul 09.57 WIB',
  },
  counts: { scheduled: 60, present: 58, finished: 57, byTime: 3, disqualified: 1 },
  absent: ['2490312001170207', '2490312001170219'],
  events: [
    {
      at: '08.30',
      what: 'Jeda',
      who: 'Semua peserta',
      reason: 'Listrik padam, genset menyala setelah tujuh belas menit',
      by: 'Lestari Wulandari',
    },
    {
      at: '08.47',
      what: 'Lanjut (1.020 detik dikembalikan)',
      who: 'Semua peserta',
      reason: 'Listrik kembali',
      by: 'Lestari Wulandari',
    },
  ],
  root: '5c1f0e6d'.repeat(8),
  keysHash: '00ff'.repeat(16),
}

const letters: { [T in TemplateName]: TemplateData<T> } = {
  'promotion-decree-1': promotionDecree,
  'promotion-decree-2': {
    ...promotionDecree,
    technicalApproval: { ...promotionDecree.technicalApproval, form: 'approval' },
  },
  'technical-approval-1': {
    ...regionalOffice,
    ...promotion,
    employee,
    form: 'opinion',
    authority: 'Kepala Kantor Regional VII Badan Kepegawaian Negara',
    proposalLetter: { office: 'BKPSDMD', number: '800/0012/BKPSDMD/2027', date: '2027-01-04' },
    notes: ['Masa kerja dihitung dari keputusan pangkat terakhir.'],
  },
  'proposal-note-1': {
    ...letter,
    ...promotion,
    employee: { ...employee, echelon: null, positionSince: '2020-01-02' },
    payOffice: 'Badan Keuangan Daerah',
    notes: ['Predikat kinerja dua tahun terakhir: Baik dan Baik.'],
  },
  'proposal-letter-1': {
    ...letter,
    addressee: ['Kepala Kantor Regional VII BKN', 'di Palembang'],
    agency: province,
    effectiveOn: '2027-02-01',
    attachments: 60,
    people: Array.from({ length: 60 }, (_, at) => ({
      name:
        at % 7 === 3
          ? 'Siti Rahmawati Kusumaningrum Purwodarminto Hadiningrat, S.Kom., M.Kom.'
          : 'Yusuf Ramadhan, S.Kom.',
      nip: '199003092018031004',
      from: 'III/b',
      to: 'III/c',
      promotionType: at % 2 === 0 ? 'Reguler' : 'Jabatan fungsional',
    })),
  },
  'exam-minutes-1': minutes,
  'exam-minutes-2': {
    ...minutes,
    witness: { capacity: ['Saksi dari instansi,'], name: 'Rahmat Hidayat', rank: null, nip: null },
    computers: 60,
  },
  'exam-certificate-1': {
    ...exam,
    signatory: { ...exam.signatory, capacity: ['Ketua Tim Pelaksana CAT,'] },
    number: 'SH/SKD-2024/2490312001170201',
    exam: { ...sitting, heldAt: '25 Januari 2027 pukul 08.02 WIB' },
    candidate: {
      name: 'Arga Pratama Wijaya',
      number: '2490312001170201',
      position: 'Analis Kebijakan Ahli Pertama',
      formation: 'Umum, Pangkalpinang',
    },
    scores: [
      { section: 'TWK', name: 'Tes Wawasan Kebangsaan', score: 85, most: 150, minimum: 65 },
      { section: 'TIU', name: 'Tes Intelegensia Umum', score: 120, most: 175, minimum: 80 },
      { section: 'TKP', name: 'Tes Karakteristik Pribadi', score: 190, most: 225, minimum: 166 },
    ],
    total: { score: 395, most: 550, minimum: null },
    isAboveGrade: true,
    source: 'KepmenPANRB 321/2024',
  },
  ...performanceLetters({
    ...letter,
    signatory: {
      capacity: ['Pejabat Penilai Kinerja,'],
      name: 'HIDAYAT, S.E.',
      rank: 'III/d',
      nip: '197711052003121036',
    },
    copies: [],
  }),
}
