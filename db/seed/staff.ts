import type { Sex } from '@/lib/registry/nip'
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
const LAW: LaterStudy = { level: '40', program: 'S-1 Ilmu Hukum', title: 'S.H.' }
const GOVERNMENT: LaterStudy = { level: '40', program: 'S-1 Ilmu Pemerintahan', title: 'S.IP.' }
const MASTER: LaterStudy = { level: '45', program: 'S-2 Ilmu Administrasi Publik', title: 'M.AP.' }

const analyst: Track = { kind: 'executing', titles: ['Penelaah Teknis Kebijakan', 'Analis Perencanaan'] }
const NURSING = FAMILIES.find(({ name }) => name === 'Perawat')
if (!NURSING) throw new Error('no family Perawat')
const NURSE: LaterStudy = { level: NURSING.level, program: NURSING.program, title: NURSING.title }
const nurse: Track = { kind: 'functional', family: NURSING, before: 'Pengelola Layanan Operasional' }
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
  pnsOn: '2020-03-01',
  ranks: [
    ['III/a', '2019-02-01', null],
    ['III/b', '2023-04-01', 'REGULER'],
  ],
  posts: [
    { kind: 'executing', title: 'Penelaah Teknis Kebijakan', echelon: null, effectiveOn: '2019-02-01' },
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
  staff('bknAdmin', BKN_CODE, '0301', '198404172009012501', 'Ratri Kusumaningtyas', 'female', {
    cpnsOn: '2009-01-01',
    study: INFORMATICS,
    later: null,
    track: analyst,
  }),
  staff('auditor', BKN_CODE, '0400', '198009232005012501', 'Wening Larasati', 'female', {
    cpnsOn: '2005-01-01',
    study: LAW,
    later: { ...MASTER, recognisedOn: '2013-09-01' },
    track: analyst,
  }),
  staff('verifierOne', REGIONAL_OFFICE_VII, '0102', '198802112012031501', 'Bagas Prayitno', 'male', {
    cpnsOn: '2012-03-01',
    study: ADMINISTRATION,
    later: null,
    track: analyst,
  }),
  staff('verifierTwo', REGIONAL_OFFICE_VII, '0102', '199007302015042501', 'Tiur Simarmata', 'female', {
    cpnsOn: '2015-04-01',
    study: LAW,
    later: null,
    track: analyst,
  }),
  staff('regionalSigner', REGIONAL_OFFICE_VII, '0100', '197005061996031501', 'Hasan Basri Nasir', 'male', {
    cpnsOn: '1996-03-01',
    study: ADMINISTRATION,
    later: { ...MASTER, recognisedOn: '2006-09-01' },
    track: ladder(
      section('Bagian Tata Usaha'),
      { title: 'Kepala Bagian Tata Usaha Kantor Regional VII', echelon: 'III.a' },
      { title: 'Kepala Kantor Regional VII BKN', echelon: 'II.a' },
    ),
  }),
  staff('mutationOfficerOne', DEMONSTRATION_CODE, '0701', '199103192015042501', 'Dian Puspitasari', 'female', {
    cpnsOn: '2015-04-01',
    study: ADMINISTRATION,
    later: null,
    track: analyst,
  }),
  staff('mutationOfficerTwo', DEMONSTRATION_CODE, '0701', '199311022019021501', 'Rangga Saputra', 'male', {
    cpnsOn: '2019-02-01',
    study: INFORMATICS,
    later: null,
    track: analyst,
  }),
  staff('agencyApprover', DEMONSTRATION_CODE, '0701', '197908142003041501', 'Yusran Hamid', 'male', {
    cpnsOn: '2003-04-01',
    study: GOVERNMENT,
    later: { ...MASTER, recognisedOn: '2012-09-01' },
    track: ladder(section('Bidang Mutasi dan Promosi'), {
      title: 'Kepala Bidang Mutasi dan Promosi',
      echelon: 'III.a',
    }),
  }),
  staff('agencySigner', DEMONSTRATION_CODE, '0700', '197101251996032501', 'Nurlaila Effendi', 'female', {
    cpnsOn: '1996-03-01',
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
    'female',
    {
      cpnsOn: '2011-03-01',
      study: GOVERNMENT,
      later: { ...MASTER, recognisedOn: '2017-09-01' },
      track: ladder(
        { title: 'Kepala Subbagian Perencanaan Bidang Perencanaan Ekonomi', echelon: 'IV.a' },
        { title: 'Kepala Bidang Perencanaan Ekonomi', echelon: 'III.a' },
      ),
    },
    STRUCTURAL_STORY,
  ),
  staff(
    'employeeRegular',
    DEMONSTRATION_CODE,
    '0104',
    '199412082019021501',
    'Zaki Ramadhan',
    'male',
    {
      cpnsOn: '2019-02-01',
      study: ADMINISTRATION,
      later: null,
      track: analyst,
    },
    REGULAR_STORY,
  ),
  staff(
    'employeeFunctional',
    DEMONSTRATION_CODE,
    '0302',
    '199205212016032501',
    'Suci Handayani',
    'female',
    {
      cpnsOn: '2016-03-01',
      study: NURSE,
      later: null,
      track: nurse,
    },
    FUNCTIONAL_STORY,
  ),
]

/** The row of one of them, whose id every run of the seed gives alike. */
export function staffMember(key: StaffKey): Staff {
  const found = STAFF.find((one) => one.key === key)
  if (!found) throw new Error(`nobody is ${key}`)
  return found
}

/** The birth date of a fixed person stands in the NIP. */
function staff(
  key: StaffKey,
  agencyCode: string,
  unitCode: string,
  nip: string,
  name: string,
  sex: Sex,
  plan: StaffPlan,
  told?: ToldCareer,
): Staff {
  const bornOn = `${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`
  return { key, agencyCode, unitCode, given: { name, sex, bornOn, nip, plan, told, religion: 'Islam' } }
}
