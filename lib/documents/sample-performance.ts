import type { TemplateData } from '@/lib/documents/templates'

const people = {
  employee: {
    name: 'Yusuf Ramadhan, S.Kom.',
    nip: '199003092018031004',
    rank: 'III/b',
    position: 'Arsiparis Ahli Pertama',
    unit: 'Biro Umum, Sekretariat Daerah',
  },
  appraiser: {
    name: 'Hidayat, S.E.',
    nip: '197711052003121036',
    rank: 'III/d',
    position: 'Kepala Bagian Tata Usaha',
    unit: 'Biro Umum, Sekretariat Daerah',
  },
  superior: null,
}

type Common = Pick<
  TemplateData<'performance-plan-1'>,
  'letterhead' | 'signatory' | 'number' | 'date' | 'place' | 'copies'
>

/** One invented form of e-Kinerja each, under a head and a signature. */
export function performanceLetters(common: Common) {
  const begun = { ...common, people, period: '1 Januari 2026 sampai 31 Desember 2026' }
  const ratings = { resultRating: 'above' as const, behaviourRating: 'as_expected' as const, predicate: 'Baik' }
  const plan = {
    ...begun,
    number: 'SKP/2026/3F2A9C1D',
    model: 'kuantitatif',
    agreedOn: '2026-01-14',
    revision: 1,
    results: [
      {
        kind: 'main' as const,
        leader: 'Tertibnya arsip Biro Umum',
        text: 'Tersusunnya daftar arsip inaktif',
        indicators: [
          {
            aspect: 'quantity' as const,
            perspective: 'Proses bisnis',
            text: 'Daftar yang tersusun',
            target: '12 daftar',
          },
          {
            aspect: 'time' as const,
            perspective: null,
            text: 'Waktu penyusunan',
            target: 'Paling lama 5 hari kerja',
          },
        ],
      },
      { kind: 'additional' as const, leader: null, text: 'Terdukungnya posko banjir', indicators: [] },
    ],
    activities: [],
    expectations: { service: 'Menjawab permintaan arsip pada hari yang sama' },
    resources: 'Ruang arsip dan dua petugas',
    accountability: 'Laporan tiap triwulan',
    consequences: '',
  }
  const evaluated = {
    ...begun,
    ...ratings,
    number: 'DEK/2026/3F2A9C1D',
    organisation: 'Baik',
    score: null,
    ground: 'Hasil dipakai pimpinan. Ikutkan diklat kearsipan.',
    receivedOn: '2027-01-08',
    objection: {
      date: '2027-01-12',
      text: 'Surat tugas posko belum dihitung',
      answer: 'Surat tugas baru saya terima',
      before: 'Kurang',
      decision: 'Surat tugas sah',
    },
  }
  const employeeSignatory = {
    capacity: ['Pegawai yang Dinilai,'],
    name: people.employee.name,
    rank: people.employee.rank,
    nip: people.employee.nip,
  }
  return {
    'performance-plan-1': plan,
    'performance-plan-2': { ...plan, employeeSignatory, settledOn: null },
    'performance-evaluation-1': {
      ...begun,
      ...ratings,
      number: 'EK/2026/3F2A9C1D',
      results: [
        {
          text: 'Tersusunnya daftar arsip inaktif',
          targets: ['12 daftar', 'Paling lama 5 hari kerja'],
          realisation: '14 daftar',
          feedback: 'Rapi dan tepat waktu',
        },
      ],
      feedback: { service: 'Cepat menanggapi' },
      score: null,
    },
    'performance-document-1': evaluated,
    'performance-document-2': { ...evaluated, employeeSignatory: null },
    'credit-conversion-1': {
      ...begun,
      number: 'KAK/2026/3F2A9C1D',
      grade: 'Ahli Pertama',
      predicate: 'Baik',
      percent: '100%',
      coefficient: '12,5',
      credit: '12,5',
      working: '12 / 12 × 100 % × 12,5 = 12,5',
    },
  } satisfies { [T in PerformanceTemplate]: TemplateData<T> }
}

type PerformanceTemplate =
  | 'performance-plan-1'
  | 'performance-plan-2'
  | 'performance-evaluation-1'
  | 'performance-document-1'
  | 'performance-document-2'
  | 'credit-conversion-1'
