import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { rankCodes } from '../reference/rank-codes'
import {
  appRole,
  ofActorAgency,
  ofActorEmployee,
  ofOwnedEmployee,
  ofVisibleEmployee,
  onlyNational,
  readableByAll,
  walls,
} from './policies'

export const agencyKind = pgEnum('agency_kind', ['bkn', 'regional_office', 'central', 'province', 'regency', 'city'])

/** Instansi: BKN Pusat, its regional offices (Kanreg), ministries, provinces, regencies and cities. */
export const agencies = pgTable(
  'agencies',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    code: text().notNull().unique(), // 4-digit instansi code
    name: text().notNull(),
    kind: agencyKind().notNull(),
    provinceCode: text(), // Kemendagri code
    servedById: integer().references((): AnyPgColumn => agencies.id), // Kanreg, or BKN Pusat for central agencies
    officeSign: text(), // letter of a BKN office in the numbers it gives
    timeZone: text().notNull().default('Asia/Jakarta'),
    headTitle: text().notNull().default(''), // the PPK as a decree names him: GUBERNUR …
    personnelUnitName: text().notNull().default(''), // the agency's BKD, in full
    seat: text().notNull().default(''), // place of issue in a letter
    address: text().notNull().default(''),
    website: text().notNull().default(''),
    letterPattern: text().notNull().default('800/{n}/BKD/{year}'), // numbers of its letters of proposal
    decreePattern: text().notNull().default('823/{n}/BKD/{year}'), // and of its decrees
    logo: text(), // SVG text; an empty slot when null
  },
  () => readableByAll('agencies'),
)

/** Unor: one unit of an agency's tree. A subtree is `preorder between preorder and lastPreorder`. */
export const units = pgTable(
  'units',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    agencyId: integer()
      .notNull()
      .references(() => agencies.id),
    parentId: integer().references((): AnyPgColumn => units.id),
    code: text().notNull(),
    name: text().notNull(),
    headTitle: text(), // jabatan of its structural head, null when it has none
    headEchelon: text(), // eselon code such as III.a
    kind: text(), // jenis unor
    preorder: integer().notNull().default(0),
    lastPreorder: integer().notNull().default(0),
    closedOn: date(),
  },
  (table) => [
    unique().on(table.agencyId, table.code),
    index().on(table.agencyId, table.preorder),
    index().on(table.parentId),
    pgPolicy('units_read', { to: appRole, for: 'select', using: sql`true` }),
    ...walls('units', ofActorAgency('agency_id')),
  ],
)

export const positionKind = pgEnum('position_kind', ['structural', 'functional', 'executing'])

/** Jabatan: titles that people hold. */
export const positions = pgTable(
  'positions',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    kind: positionKind().notNull(),
    name: text().notNull(),
    category: text(), // keahlian or keterampilan, functional only
    grade: text(), // jenjang such as Ahli Pertama, functional only
    retirementAgeYears: smallint(), // BUP of this very post where it differs from its kind
  },
  (table) => [unique().on(table.kind, table.name), ...readableByAll('positions')],
)

/** Golongan of a PNS, in order. */
export const rankCode = pgEnum('rank_code', rankCodes)

export const sex = pgEnum('sex', ['male', 'female'])
export const appointmentStatus = pgEnum('appointment_status', ['cpns', 'pns', 'pppk'])

/**
 * Data utama: one person in the service. Columns under "derived" follow from the histories
 * (`refresh_employees` in `0002_functions.sql`) and are never written by a command.
 */
export const employees = pgTable(
  'employees',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer() // instansi induk: owns and pays
      .notNull()
      .references(() => agencies.id),
    workAgencyId: integer() // instansi kerja: differs when seconded (DPK/DPB)
      .notNull()
      .references(() => agencies.id),
    nip: text().notNull(), // NIP, or NI PPPK; 18 digits
    oldNip: text(), // nip_lama, 9 digits
    nik: text(), // 16 digits
    nikCheckedOn: date(), // day of the Dukcapil check
    nikIsValid: boolean(),
    name: text().notNull(), // without titles
    nameKey: text().notNull(), // normaliseName(name)
    frontTitle: text(),
    backTitle: text(),
    birthPlace: text().notNull(),
    bornOn: date().notNull(),
    sex: sex().notNull(),
    religion: text(), // label of the BKN list
    maritalStatus: text(),
    npwp: text(),
    healthInsuranceNumber: text(), // BPJS
    taspenNumber: text(),
    housingNumber: text(), // Tapera
    spouseCardNumber: text(), // karis or karsu
    treasuryCode: text(), // KPPN
    workPlace: text(), // lokasi kerja
    positionClass: smallint(), // kelas jabatan
    email: text(),
    officialEmail: text(),
    phone: text(),
    address: text(),
    postalCode: text(),
    employeeType: text(), // jenis_pegawai code
    legalStatus: text().notNull().default('01'), // kedudukan_hukum code
    status: appointmentStatus().notNull(),
    pppkGrade: smallint(), // golongan of a PPPK, 1 for I to 17 for XVII
    cardNumber: text(), // karpeg
    cpnsOn: date().notNull(), // TMT CPNS; for a PPPK the start of the first contract
    pnsOn: date(),
    isBlocked: boolean().notNull().default(false), // Peraturan BKN 1/2023
    deceasedOn: date(),
    mergedIntoId: uuid().references((): AnyPgColumn => employees.id),
    // derived
    rank: rankCode(),
    rankSince: date(),
    rankServiceMonths: integer(), // masa kerja golongan on the last rank decree
    positionId: integer().references(() => positions.id),
    positionKind: positionKind(),
    positionName: text(),
    positionSince: date(),
    echelon: text(),
    unitId: integer().references(() => units.id),
    educationLevel: text(), // tk_pendidikan code
    educationName: text(),
    graduatedYear: smallint(),
    version: integer().notNull().default(1),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('employees_nip').on(table.nip),
    uniqueIndex('employees_nik_living').on(table.nik).where(sql`deceased_on is null and merged_into_id is null`),
    uniqueIndex('employees_old_nip').on(table.oldNip),
    uniqueIndex('employees_card').on(table.cardNumber),
    index('employees_agency_name').on(table.agencyId, table.name, table.id),
    index('employees_name').on(table.name, table.id),
    index('employees_agency_unit').on(table.agencyId, table.unitId, table.rank, table.legalStatus),
    index('employees_work_agency').on(table.workAgencyId).where(sql`work_agency_id <> agency_id`),
    index('employees_same_person').on(table.nameKey, table.bornOn),
    check('employees_nip_valid', sql`nip_is_valid(nip)`),
    check('employees_nik_valid', sql`nik is null or nik_is_valid(nik)`),
    check('employees_old_nip_valid', sql`old_nip is null or old_nip ~ '^[0-9]{9}$'`),
    check('employees_name_given', sql`btrim(name) <> ''`),
    check('employees_number_of_status', sql`(status = 'pppk') = (substr(nip, 13, 2) > '12')`),
    check('employees_pppk_grade', sql`pppk_grade is null or (status = 'pppk' and pppk_grade between 1 and 17)`),
    check('employees_adult', sql`born_on + interval '18 years' <= cpns_on`),
    ...walls(
      'employees',
      sql`${ofActorAgency('agency_id')} or ${ofActorAgency('work_agency_id')} or ${ofActorEmployee('id')}`,
      ofActorAgency('agency_id'),
    ),
  ],
)

/** NIP that a person had before BKN corrected or voided it; the old number keeps leading to the person. */
export const nipAliases = pgTable(
  'nip_aliases',
  {
    nip: text().primaryKey(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    reason: text().notNull(),
    decidedOn: date().notNull(),
  },
  () => walls('nip_aliases', ofVisibleEmployee('employee_id'), ofOwnedEmployee('employee_id')),
)

/** Two records that a verifier looked at and that are two people: not suggested as one any more. The smaller id first. */
export const distinctPeople = pgTable(
  'distinct_people',
  {
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    otherId: uuid()
      .notNull()
      .references(() => employees.id),
    reason: text().notNull(),
    decidedBy: uuid(), // account
    decidedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.employeeId, table.otherId] }),
    check('distinct_people_order', sql`${table.employeeId} < ${table.otherId}`),
    ...walls('distinct_people', ofVisibleEmployee('employee_id'), ofOwnedEmployee('employee_id')),
  ],
)

/** The last sequence given out for a prefix of birth date, month of TMT CPNS and sex; gaps are never filled. */
export const nipCounters = pgTable(
  'nip_counters',
  { prefix: text().primaryKey(), last: smallint().notNull() },
  (table) => [check('nip_counters_last', sql`${table.last} between 0 and 999`), ...onlyNational('nip_counters')],
)

/**
 * What every history row carries. A row is never changed: a correction is a new row whose `replacesId` names the old
 * one and whose `reason` says why; `isVoid` marks a correction that only takes the old row away.
 */
const historyColumns = () => ({
  id: uuid().primaryKey().defaultRandom(),
  employeeId: uuid()
    .notNull()
    .references(() => employees.id),
  effectiveOn: date().notNull(), // TMT
  decreeNumber: text(),
  decreeOn: date(),
  decreeBy: text(), // pejabat penetap
  source: text().notNull(), // import, proposal, update, seed
  sourceId: text(), // the import run or the proposal
  replacesId: uuid(),
  isVoid: boolean().notNull().default(false),
  reason: text(),
  recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  recordedBy: uuid(), // account
})

type HistoryTable = { employeeId: AnyPgColumn; effectiveOn: AnyPgColumn; replacesId: AnyPgColumn }

const historyRules = (name: string) => (table: HistoryTable) => [
  index(`${name}_employee`).on(table.employeeId, table.effectiveOn),
  uniqueIndex(`${name}_replaces`).on(table.replacesId).where(sql`replaces_id is not null`),
  check(`${name}_reason`, sql`replaces_id is null or btrim(coalesce(reason, '')) <> ''`),
  check(`${name}_void`, sql`not is_void or replaces_id is not null`),
  ...walls(name, ofVisibleEmployee('employee_id'), ofOwnedEmployee('employee_id')),
]

/** Riwayat golongan. */
export const rankHistory = pgTable(
  'rank_history',
  {
    ...historyColumns(),
    rank: rankCode().notNull(),
    promotionType: text(), // jenis_kp code, null for the CPNS rank
    serviceMonths: integer().notNull(), // masa kerja golongan on the decree
    salaryRupiah: integer(),
    technicalApprovalNumber: text(), // pertek
    technicalApprovalOn: date(),
    mainCreditThousandths: integer(), // angka kredit on the decree
    supportCreditThousandths: integer(),
  },
  historyRules('rank_history'),
)

/** Riwayat jabatan. */
export const positionHistory = pgTable(
  'position_history',
  {
    ...historyColumns(),
    positionId: integer()
      .notNull()
      .references(() => positions.id),
    unitId: integer()
      .notNull()
      .references(() => units.id),
    echelon: text(),
    inauguratedOn: date(), // pelantikan
    assignment: text().notNull().default('definitive'), // definitive, acting (Plt), daily (Plh), additional
    endsOn: date(),
    changeKind: text(), // jenis mutasi: position, unit
    subject: text(), // sub jabatan, such as the subject of a teacher
    movedOn: date(), // TMT mutasi
  },
  historyRules('position_history'),
)

/** Riwayat pendidikan. */
export const educationHistory = pgTable(
  'education_history',
  {
    ...historyColumns(),
    level: text().notNull(), // tk_pendidikan code
    program: text().notNull(),
    school: text(),
    diplomaNumber: text(),
    graduatedYear: smallint(),
    graduatedOn: date(),
    degree: text(), // gelar
    isAppointmentBasis: boolean().notNull().default(false),
  },
  historyRules('education_history'),
)

/** Riwayat diklat: leadership and technical training, examinations and certificates. */
export const trainingHistory = pgTable(
  'training_history',
  {
    ...historyColumns(),
    kind: text().notNull(), // leadership, technical, exam
    code: text(), // PIM_II, PIM_III, PIM_IV, UJIAN_DINAS_I, UJIAN_DINAS_II, UPKP, UKOM
    name: text().notNull(),
    hours: integer(),
    organiser: text(),
    endedOn: date(),
  },
  historyRules('training_history'),
)

/** Riwayat keluarga: spouses, children and parents. */
export const familyHistory = pgTable(
  'family_history',
  {
    ...historyColumns(),
    relation: text().notNull(), // spouse, child, parent
    name: text().notNull(),
    nik: text(),
    bornOn: date(),
    status: text().notNull(), // married, divorced, deceased; biological, step, adopted; living
    certificateNumber: text(),
    receivesAllowance: boolean().notNull().default(false),
    sex: sex(), // tells father and mother apart
    civilServantNip: text(), // of a spouse in the service
    cardNumber: text(), // karis or karsu
    ordinal: smallint(), // first, second … spouse or child
    endedOn: date(), // of a marriage or a life
    endCertificateNumber: text(),
    situation: text(), // of a child: studying, working, married
  },
  historyRules('family_history'),
)

/** Riwayat CPNS/PNS. */
export const appointmentHistory = pgTable(
  'appointment_history',
  {
    ...historyColumns(),
    status: appointmentStatus().notNull(),
    technicalApprovalNumber: text(),
    startLetterNumber: text(), // SPMT
    startedOn: date(),
    trainingNumber: text(), // STTPL latsar
    trainingOn: date(),
    formationYear: smallint(), // formasi
    procurementKind: text(), // jenis pengadaan
    positionName: text(), // jabatan at appointment
    healthLetterNumber: text(),
    healthLetterOn: date(),
    drugFreeLetterNumber: text(),
    policeLetterNumber: text(), // SKCK
    lateApprovalNumber: text(), // pertek for a CPNS of more than a year
    lateApprovalOn: date(),
  },
  historyRules('appointment_history'),
)

/** Riwayat masa kerja (PMK). */
export const serviceTimeHistory = pgTable(
  'service_time_history',
  {
    ...historyColumns(),
    employer: text().notNull(),
    startedOn: date().notNull(),
    endedOn: date().notNull(),
    creditedMonths: integer().notNull(),
    technicalApprovalNumber: text(),
    technicalApprovalOn: date(),
  },
  historyRules('service_time_history'),
)

/** Riwayat angka kredit, in thousandths so that sums stay exact. */
export const creditPointHistory = pgTable(
  'credit_point_history',
  {
    ...historyColumns(),
    periodStartsOn: date().notNull(),
    periodEndsOn: date().notNull(),
    mainThousandths: integer().notNull(),
    supportThousandths: integer().notNull().default(0),
    kind: text().notNull(), // first, integration, conversion
    positionId: integer().references(() => positions.id), // for which post
  },
  historyRules('credit_point_history'),
)

/** Riwayat kinerja: one annual predicate. */
export const performanceHistory = pgTable(
  'performance_history',
  {
    ...historyColumns(),
    year: smallint().notNull(),
    predicate: text().notNull(), // very_good, good, needs_improvement, poor, very_poor
    workResult: text(),
    behaviour: text(),
    appraiserName: text(),
    superiorName: text(), // atasan pejabat penilai
    coefficientThousandths: integer(), // of the conversion to angka kredit
    // until 2020, PP 46/2011
    planScoreThousandths: integer(),
    serviceScoreThousandths: integer(),
    integrityScoreThousandths: integer(),
    commitmentScoreThousandths: integer(),
    disciplineScoreThousandths: integer(),
    teamworkScoreThousandths: integer(),
    leadershipScoreThousandths: integer(),
    averageScoreThousandths: integer(),
  },
  historyRules('performance_history'),
)

/** Riwayat hukuman disiplin. */
export const disciplineHistory = pgTable(
  'discipline_history',
  {
    ...historyColumns(),
    severity: text().notNull(), // light, medium, severe
    kind: text(),
    endsOn: date().notNull(), // last day of the punishment
    regulation: text(),
    ground: text(), // alasan
    rankBefore: rankCode(),
    rankAfter: rankCode(),
    annulmentNumber: text(), // SK pembatalan
    annulledOn: date(),
  },
  historyRules('discipline_history'),
)

/** Riwayat penghargaan. */
export const awardHistory = pgTable(
  'award_history',
  { ...historyColumns(), kind: text().notNull(), year: smallint().notNull() },
  historyRules('award_history'),
)

/** Riwayat cuti, CLTN included. */
export const leaveHistory = pgTable(
  'leave_history',
  {
    ...historyColumns(),
    kind: text().notNull(),
    endsOn: date(),
    days: integer(),
    approvalNumber: text(), // BKN's, for CLTN
    returnedOn: date(), // aktif kembali
  },
  historyRules('leave_history'),
)

/**
 * Every code list and table of the regulations: one row of one table with its period of validity. The shape of
 * `data` belongs to the table, see `lib/registry/reference.ts`.
 */
export const referenceRows = pgTable(
  'reference_rows',
  {
    tableName: text().notNull(),
    code: text().notNull(),
    validFrom: date().notNull(),
    validTo: date(), // last day; null while in force
    position: integer().notNull(), // order in the printed table
    data: jsonb().notNull(),
    source: text().notNull(),
    confidence: text().notNull(),
    recordedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tableName, table.code, table.validFrom] }),
    ...readableByAll('reference_rows'),
  ],
)

/** National holidays and collective leave: days that are no working days. */
export const holidays = pgTable('holidays', { day: date().primaryKey(), name: text().notNull() }, () =>
  readableByAll('holidays'),
)
