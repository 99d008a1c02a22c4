import { parseNip } from '@/lib/registry/nip'
import { BKN_CODE, DEMONSTRATION_CODE, regionalOfficeCode } from './agencies'
import type { CareerPlan, Rung, ToldCareer, Track } from './careers'
import type { Given } from './people'
import { FAMILIES, type LaterStudy } from './posts'

/** People of the demonstration who never change: the holders of its accounts and the employees of its stories. */
export type Staff = {
  key: StaffKey
  agencyCode: string
  unitCode: string
  given: Omit<Given, 'plan'> & { plan: StaffPlan } & Required<Pick<Given, 'nip' | 'bornOn' | 'sex'>>
}

type StaffPlan = Omit<CareerPlan, 'unit' | 'earlierUnit'>

export type StaffKey =
  | 'bknAdmin'
  | 'auditor'
  | 'verifierOne'
  | 'verifierTwo'
  | 'regionalSigner'
  | 'mutationOfficerOne'
  | 'mutationOfficerTwo'
  | 'agencyApprover'
  | 'agencySigner'
  | 'employeeStructural'
  | 'employeeRegular'
  | 'employeeFunctional'

const REGIONAL_OFFICE_VII = regionalOfficeCode(7)

const ADMINISTRATION: LaterStudy = { level: '40', program: 'S-1 Administrasi Negara', title: 'S.AP.' }
const INFORMATICS: LaterStudy = { level: '40', program: 'S-1 Teknik Informatika', title: 'S.Kom.' }
const GOVERNMENT: LaterStudy = { level: '40', program: 'S-1 Ilmu Pemerintahan', title: 'S.IP.' }
const ACCOUNTING: LaterStudy = { level: '40', program: 'S-1 Akuntansi', title: 'S.Ak.' }
const NURSING: LaterStudy = { level: '30', program: 'D-III Keperawatan', title: 'A.Md.Kep.' }
const MASTER: LaterStudy = { level: '45', program: 'S-2 Ilmu Administrasi Publik', title: 'M.AP.' }

const analyst: Track = { kind: 'executing', titles: ['Penelaah Teknis Kebijakan', 'Analis Perencanaan'] }
function functional(name: string): Track {
  const family = FAMILIES.find((one) => one.name === name)
  if (!family) throw new Error(`no family ${name}`)
  return { kind: 'functional', family, before: 'Penata Layanan Operasional' }
}
const ladder = (...rungs: Omit<Rung, 'unit'>[]): Track => ({
  kind: 'structural',
  before: 'Penelaah Teknis Kebijakan',
  rungs: rungs.map((rung) => ({ ...rung, unit: 0 })),
})
const section = (unit: string) => ({ title: `Kepala Subbagian Umum dan Kepegawaian ${unit}`, echelon: 'IV.a' })

/** Struktural: a year in the post on 4 March 2027, IV/a due on 1 April 2027. */
const STRUCTURAL_STORY: ToldCareer = {
  pnsOn: '2012-04-01',
  ranks: [
    ['III/a', '2011-03-01', null],
    ['III/b', '2015-04-01', 'REGULER'],
    ['III/c', '2019-04-01', 'REGULER'],
    ['III/d', '2023-04-01', 'STRUKTURAL'],
  ],
  posts: [
    { kind: 'executing', title: 'Penelaah Teknis Kebijakan', echelon: null, effectiveOn: '2011-03-01' },
    {
      kind: 'structural',
      title: 'Kepala Subbagian Perencanaan Bidang Perencanaan Ekonomi',
      echelon: 'IV.a',
      effectiveOn: '2019-08-01',
    },
    { kind: 'structural', title: 'Kepala Bidang Perencanaan Ekonomi', echelon: 'III.a', effectiveOn: '2026-03-04' },
  ],
}

/** Reguler: four years in III/b on 1 April 2027. */
const REGULAR_STORY: ToldCareer = {
  pnsOn: '2020-04-01',
  ranks: [
    ['III/a', '2019-03-01', null],
    ['III/b', '2023-04-01', 'REGULER'],
  ],
  posts: [
    { kind: 'executing', title: 'Penelaah Teknis Kebijakan', echelon: null, effectiveOn: '2019-03-01' },
    { kind: 'executing', title: 'Analis Perencanaan', echelon: null, effectiveOn: '2023-10-01' },
  ],
}

/** Fungsional: two years in the rank are over, the angka kredit are not together yet. */
const FUNCTIONAL_STORY: ToldCareer = {
  pnsOn: '2017-05-01',
  ranks: [
    ['II/c', '2016-03-01', null],
    ['II/d', '2020-04-01', 'FUNGSIONAL'],
    ['III/a', '2024-04-01', 'FUNGSIONAL'],
  ],
  posts: [
    { kind: 'executing', title: 'Pengelola Layanan Operasional', echelon: null, effectiveOn: '2016-03-01' },
    { kind: 'functional', title: 'Perawat Terampil', echelon: null, effectiveOn: '2017-09-01' },
    { kind: 'functional', title: 'Perawat Mahir', echelon: null, effectiveOn: '2024-02-01' },
  ],
}

export const STAFF: readonly Staff[] = [
  staff('bknAdmin', BKN_CODE, '0301', '197903122004122001', 'Hasnah Wirataruna', {
    study: INFORMATICS,
    later: null,
    track: functional('Pranata Komputer'),
  }),
  staff('auditor', BKN_CODE, '0400', '198101152006041002', 'Yohanes Tampubesi', {
    study: ACCOUNTING,
    later: { ...MASTER, recognisedOn: '2013-09-01' },
    track: functional('Auditor'),
  }),
  staff('regionalSigner', REGIONAL_OFFICE_VII, '0100', '197006201996031003', 'Zulfikri Andalusia', {
    study: ADMINISTRATION,
    later: { ...MASTER, recognisedOn: '2006-09-01' },
    track: ladder(
      section('Bagian Tata Usaha'),
      { title: 'Kepala Bagian Tata Usaha Kantor Regional VII', echelon: 'III.a' },
      { title: 'Kepala Kantor Regional VII BKN', echelon: 'II.a' },
    ),
  }),
  staff('verifierOne', REGIONAL_OFFICE_VII, '0102', '198611052010122004', 'Meutia Kasmarini', {
    study: ADMINISTRATION,
    later: null,
    track: functional('Analis SDM Aparatur'),
  }),
  staff('verifierTwo', REGIONAL_OFFICE_VII, '0102', '198904172014031005', 'Bonar Hutapalas', {
    study: ADMINISTRATION,
    later: null,
    track: functional('Analis SDM Aparatur'),
  }),
  staff('mutationOfficerOne', DEMONSTRATION_CODE, '0701', '199002142014032006', 'Rosmala Denggani', {
    study: ADMINISTRATION,
    later: null,
    track: functional('Analis SDM Aparatur'),
  }),
  staff('mutationOfficerTwo', DEMONSTRATION_CODE, '0701', '199308092018011007', 'Tirtayasa Lubisan', {
    study: ADMINISTRATION,
    later: null,
    track: functional('Analis SDM Aparatur'),
  }),
  staff('agencyApprover', DEMONSTRATION_CODE, '0701', '198005302005012008', 'Nursyamsi Pratadipura', {
    study: GOVERNMENT,
    later: { ...MASTER, recognisedOn: '2012-09-01' },
    track: ladder(section('Bidang Mutasi dan Promosi'), {
      title: 'Kepala Bidang Mutasi dan Promosi',
      echelon: 'III.a',
    }),
  }),
  staff('agencySigner', DEMONSTRATION_CODE, '0700', '197109171997031009', 'Fadhlan Kertabumi', {
    study: ADMINISTRATION,
    later: { ...MASTER, recognisedOn: '2007-09-01' },
    track: ladder(
      section('Bidang Mutasi dan Promosi'),
      { title: 'Kepala Bidang Pengembangan Kompetensi', echelon: 'III.a' },
      { title: 'Kepala Badan Kepegawaian dan Pengembangan SDM Daerah', echelon: 'II.a' },
    ),
  }),
  staff(
    'employeeStructural',
    DEMONSTRATION_CODE,
    '0801',
    '198506142011032501',
    'Meilani Kusuma Wardhani',
    { study: GOVERNMENT, later: { ...MASTER, recognisedOn: '2017-09-01' }, track: analyst },
    STRUCTURAL_STORY,
  ),
  staff(
    'employeeRegular',
    DEMONSTRATION_CODE,
    '0104',
    '199506232019032010',
    'Larasati Jembatanmas',
    { study: ADMINISTRATION, later: null, track: analyst },
    REGULAR_STORY,
  ),
  staff(
    'employeeFunctional',
    DEMONSTRATION_CODE,
    '0302',
    '199205212016032501',
    'Suci Handayani',
    { study: NURSING, later: null, track: functional('Perawat') },
    FUNCTIONAL_STORY,
  ),
]

/** Birth date, TMT CPNS and sex of a fixed person stand in the NIP. */
function staff(
  key: StaffKey,
  agencyCode: string,
  unitCode: string,
  nip: string,
  name: string,
  plan: Omit<StaffPlan, 'cpnsOn'>,
  told?: ToldCareer,
): Staff {
  const parts = parseNip(nip)
  if (parts?.kind !== 'pns') throw new Error(`${nip} is no NIP`)
  const { bornOn, appointedOn: cpnsOn, sex } = parts
  return { key, agencyCode, unitCode, given: { name, sex, bornOn, nip, told, plan: { ...plan, cpnsOn } } }
}
