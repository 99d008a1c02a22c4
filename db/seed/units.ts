import type { Topic } from './posts'

/** One unit of a template; `code` of a child begins with that of its parent, so that code order is pre-order. */
export type UnitTemplate = {
  code: string
  parentCode: string | null
  name: string
  echelon: string | null // of the head, null without a structural head
  headTitle: string
  topic: Topic
}

type Line = [code: string, name: string, echelon: string, headTitle: string, topic: Topic]

/** The parent of 0101 is 0100, the parent of 0100 nothing. */
function template(lines: readonly Line[]): UnitTemplate[] {
  return lines.map(([code, name, echelon, headTitle, topic]) => {
    const top = `${code.slice(0, 2)}00`
    return {
      code,
      parentCode: code === top ? null : top,
      name,
      echelon: echelon === 'NON' ? null : echelon,
      headTitle,
      topic,
    }
  })
}

/** The units of the demonstration province; the sample workbook of its employees speaks of the same codes. */
const PROVINCE: Line[] = [
  ['0100', 'Sekretariat Daerah', 'I.b', 'Sekretaris Daerah', 'general'],
  ['0101', 'Biro Pemerintahan dan Otonomi Daerah', 'II.b', 'Kepala Biro Pemerintahan dan Otonomi Daerah', 'general'],
  ['0102', 'Biro Hukum', 'II.b', 'Kepala Biro Hukum', 'law'],
  ['0103', 'Biro Organisasi', 'II.b', 'Kepala Biro Organisasi', 'general'],
  ['0104', 'Biro Umum', 'II.b', 'Kepala Biro Umum', 'general'],
  ['0200', 'Dinas Pendidikan', 'II.a', 'Kepala Dinas Pendidikan', 'general'],
  ['0201', 'Sekretariat Dinas Pendidikan', 'III.a', 'Sekretaris Dinas Pendidikan', 'general'],
  ['0202', 'Bidang Pembinaan SMA', 'III.a', 'Kepala Bidang Pembinaan SMA', 'general'],
  ['0203', 'Bidang Pembinaan SMK', 'III.a', 'Kepala Bidang Pembinaan SMK', 'general'],
  ['0204', 'SMA Negeri 9 Pangkalpinang', 'NON', 'Kepala SMA Negeri 9 Pangkalpinang', 'school'],
  ['0205', 'SMK Negeri 7 Sungailiat', 'NON', 'Kepala SMK Negeri 7 Sungailiat', 'school'],
  ['0300', 'Dinas Kesehatan', 'II.a', 'Kepala Dinas Kesehatan', 'health'],
  ['0301', 'Sekretariat Dinas Kesehatan', 'III.a', 'Sekretaris Dinas Kesehatan', 'general'],
  ['0302', 'Bidang Pelayanan Kesehatan', 'III.a', 'Kepala Bidang Pelayanan Kesehatan', 'health'],
  ['0303', 'UPTD Laboratorium Kesehatan Daerah', 'III.b', 'Kepala UPTD Laboratorium Kesehatan Daerah', 'health'],
  ['0400', 'Rumah Sakit Umum Daerah Provinsi', 'II.b', 'Direktur Rumah Sakit Umum Daerah Provinsi', 'health'],
  ['0401', 'Bagian Umum RSUD Provinsi', 'III.b', 'Kepala Bagian Umum RSUD Provinsi', 'general'],
  ['0402', 'Bidang Keperawatan RSUD Provinsi', 'III.b', 'Kepala Bidang Keperawatan RSUD Provinsi', 'health'],
  [
    '0500',
    'Dinas Pekerjaan Umum dan Penataan Ruang',
    'II.a',
    'Kepala Dinas Pekerjaan Umum dan Penataan Ruang',
    'works',
  ],
  ['0501', 'Bidang Bina Marga', 'III.a', 'Kepala Bidang Bina Marga', 'works'],
  ['0502', 'Bidang Sumber Daya Air', 'III.a', 'Kepala Bidang Sumber Daya Air', 'works'],
  ['0600', 'Badan Keuangan Daerah', 'II.a', 'Kepala Badan Keuangan Daerah', 'finance'],
  ['0601', 'Bidang Anggaran', 'III.a', 'Kepala Bidang Anggaran', 'finance'],
  ['0602', 'UPTD Samsat Pangkalpinang', 'III.b', 'Kepala UPTD Samsat Pangkalpinang', 'finance'],
  [
    '0700',
    'Badan Kepegawaian dan Pengembangan SDM Daerah',
    'II.a',
    'Kepala Badan Kepegawaian dan Pengembangan SDM Daerah',
    'personnel',
  ],
  ['0701', 'Bidang Mutasi dan Promosi', 'III.a', 'Kepala Bidang Mutasi dan Promosi', 'personnel'],
  ['0702', 'Bidang Pengembangan Kompetensi', 'III.a', 'Kepala Bidang Pengembangan Kompetensi', 'personnel'],
  ['0800', 'Badan Perencanaan Pembangunan Daerah', 'II.a', 'Kepala Badan Perencanaan Pembangunan Daerah', 'planning'],
  ['0801', 'Bidang Perencanaan Ekonomi', 'III.a', 'Kepala Bidang Perencanaan Ekonomi', 'planning'],
  ['0900', 'Dinas Kelautan dan Perikanan', 'II.a', 'Kepala Dinas Kelautan dan Perikanan', 'fisheries'],
  ['0901', 'Bidang Perikanan Tangkap', 'III.a', 'Kepala Bidang Perikanan Tangkap', 'fisheries'],
  ['1000', 'Inspektorat', 'II.a', 'Inspektur', 'audit'],
  ['1001', 'Inspektur Pembantu Wilayah I', 'III.a', 'Inspektur Pembantu Wilayah I', 'audit'],
]

const REGENCY: Line[] = [
  ['0100', 'Sekretariat Daerah', 'II.a', 'Sekretaris Daerah', 'general'],
  ['0101', 'Bagian Hukum', 'III.a', 'Kepala Bagian Hukum', 'law'],
  ['0102', 'Bagian Umum', 'III.a', 'Kepala Bagian Umum', 'general'],
  ['0200', 'Dinas Pendidikan dan Kebudayaan', 'II.b', 'Kepala Dinas Pendidikan dan Kebudayaan', 'general'],
  ['0201', 'Bidang Pembinaan SD', 'III.b', 'Kepala Bidang Pembinaan SD', 'general'],
  ['0202', 'Bidang Pembinaan SMP', 'III.b', 'Kepala Bidang Pembinaan SMP', 'general'],
  ['0203', 'SD Negeri 1', 'NON', 'Kepala SD Negeri 1', 'school'],
  ['0204', 'SD Negeri 2', 'NON', 'Kepala SD Negeri 2', 'school'],
  ['0205', 'SMP Negeri 1', 'NON', 'Kepala SMP Negeri 1', 'school'],
  ['0300', 'Dinas Kesehatan', 'II.b', 'Kepala Dinas Kesehatan', 'health'],
  ['0301', 'Bidang Pelayanan Kesehatan', 'III.b', 'Kepala Bidang Pelayanan Kesehatan', 'health'],
  ['0302', 'UPTD Puskesmas Kota', 'NON', 'Kepala UPTD Puskesmas Kota', 'health'],
  [
    '0400',
    'Dinas Pekerjaan Umum dan Penataan Ruang',
    'II.b',
    'Kepala Dinas Pekerjaan Umum dan Penataan Ruang',
    'works',
  ],
  ['0401', 'Bidang Bina Marga', 'III.b', 'Kepala Bidang Bina Marga', 'works'],
  ['0500', 'Badan Keuangan Daerah', 'II.b', 'Kepala Badan Keuangan Daerah', 'finance'],
  ['0501', 'Bidang Anggaran', 'III.b', 'Kepala Bidang Anggaran', 'finance'],
  [
    '0600',
    'Badan Kepegawaian dan Pengembangan SDM Daerah',
    'II.b',
    'Kepala Badan Kepegawaian dan Pengembangan SDM Daerah',
    'personnel',
  ],
  ['0601', 'Bidang Mutasi dan Promosi', 'III.b', 'Kepala Bidang Mutasi dan Promosi', 'personnel'],
  ['0700', 'Badan Perencanaan Pembangunan Daerah', 'II.b', 'Kepala Badan Perencanaan Pembangunan Daerah', 'planning'],
  ['0800', 'Dinas Perikanan', 'II.b', 'Kepala Dinas Perikanan', 'fisheries'],
  ['0900', 'Inspektorat', 'II.b', 'Inspektur', 'audit'],
  ['1000', 'Kecamatan Kota', 'III.a', 'Camat Kota', 'general'],
  ['1001', 'Kelurahan Pusat', 'IV.a', 'Lurah Pusat', 'general'],
]

const CENTRAL: Line[] = [
  ['0100', 'Sekretariat Jenderal', 'I.a', 'Sekretaris Jenderal', 'general'],
  ['0101', 'Biro Sumber Daya Manusia', 'II.a', 'Kepala Biro Sumber Daya Manusia', 'personnel'],
  ['0102', 'Biro Keuangan', 'II.a', 'Kepala Biro Keuangan', 'finance'],
  ['0103', 'Biro Hukum', 'II.a', 'Kepala Biro Hukum', 'law'],
  ['0104', 'Biro Perencanaan', 'II.a', 'Kepala Biro Perencanaan', 'planning'],
  ['0200', 'Direktorat Jenderal Layanan', 'I.a', 'Direktur Jenderal Layanan', 'general'],
  ['0201', 'Direktorat Layanan Masyarakat', 'II.a', 'Direktur Layanan Masyarakat', 'general'],
  ['0202', 'Direktorat Layanan Wilayah', 'II.a', 'Direktur Layanan Wilayah', 'works'],
  ['0300', 'Inspektorat Jenderal', 'I.a', 'Inspektur Jenderal', 'audit'],
  ['0301', 'Inspektorat I', 'II.a', 'Inspektur I', 'audit'],
  ['0400', 'Kantor Wilayah Barat', 'II.a', 'Kepala Kantor Wilayah Barat', 'general'],
  ['0401', 'Bagian Tata Usaha Kantor Wilayah Barat', 'III.a', 'Kepala Bagian Tata Usaha', 'general'],
]

const BKN: Line[] = [
  ['0100', 'Sekretariat Utama', 'I.a', 'Sekretaris Utama', 'general'],
  ['0101', 'Biro Sumber Daya Manusia', 'II.a', 'Kepala Biro Sumber Daya Manusia', 'personnel'],
  ['0102', 'Biro Umum', 'II.a', 'Kepala Biro Umum', 'general'],
  ['0200', 'Deputi Bidang Mutasi Kepegawaian', 'I.a', 'Deputi Bidang Mutasi Kepegawaian', 'personnel'],
  ['0201', 'Direktorat Pengadaan dan Kepangkatan', 'II.a', 'Direktur Pengadaan dan Kepangkatan', 'personnel'],
  ['0202', 'Direktorat Status dan Pensiun', 'II.a', 'Direktur Status dan Pensiun', 'personnel'],
  [
    '0300',
    'Deputi Bidang Sistem Informasi Kepegawaian',
    'I.a',
    'Deputi Bidang Sistem Informasi Kepegawaian',
    'general',
  ],
  ['0301', 'Direktorat Pengolahan Data', 'II.a', 'Direktur Pengolahan Data', 'general'],
  ['0400', 'Inspektorat', 'II.a', 'Inspektur', 'audit'],
]

const regionalOffice = (roman: string): Line[] => [
  ['0100', `Kantor Regional ${roman} BKN`, 'II.a', `Kepala Kantor Regional ${roman} BKN`, 'personnel'],
  ['0101', 'Bagian Tata Usaha', 'III.a', `Kepala Bagian Tata Usaha Kantor Regional ${roman}`, 'general'],
  [
    '0102',
    'Bidang Mutasi dan Status Kepegawaian',
    'III.a',
    `Kepala Bidang Mutasi dan Status Kepegawaian Kantor Regional ${roman}`,
    'personnel',
  ],
  [
    '0103',
    'Bidang Pengangkatan dan Pensiun',
    'III.a',
    `Kepala Bidang Pengangkatan dan Pensiun Kantor Regional ${roman}`,
    'personnel',
  ],
  [
    '0104',
    'Bidang Informasi Kepegawaian',
    'III.a',
    `Kepala Bidang Informasi Kepegawaian Kantor Regional ${roman}`,
    'general',
  ],
]

export const unitTemplates = {
  province: template(PROVINCE),
  regency: template(REGENCY),
  central: template(CENTRAL),
  bkn: template(BKN),
  regionalOffice: (roman: string) => template(regionalOffice(roman)),
}

const SECTIONS = ['Umum dan Kepegawaian', 'Keuangan', 'Perencanaan', 'Data dan Informasi'] as const

/** The posts under the head of a unit that have an echelon: one section per subject, none in a school. */
export function sectionTitles(unit: UnitTemplate): { title: string; echelon: string }[] {
  if (unit.parentCode === null || unit.echelon === null || unit.echelon.startsWith('IV')) return []
  const echelon = unit.echelon === 'III.b' ? 'IV.b' : 'IV.a'
  return SECTIONS.map((section) => ({ title: `Kepala Subbagian ${section} ${unit.name}`, echelon }))
}
