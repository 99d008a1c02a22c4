import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ofOwnedEmployee, ofVisibleEmployee, walls } from './policies'
import { appointmentStatus, employees, positions, rankCode, sex, units } from './registry'

/**
 * What every history row carries. A row is never changed: a correction is a new row whose `replacesId` names the old
 * one and whose `reason` says why; `isVoid` marks a correction that only takes the old row away.
 */
export const entryColumns = () => ({
  id: uuid().primaryKey().defaultRandom(),
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

export const entryRules = (name: string, table: { replacesId: AnyPgColumn }) => [
  uniqueIndex(`${name}_replaces`).on(table.replacesId).where(sql`replaces_id is not null`),
  check(`${name}_reason`, sql`replaces_id is null or btrim(coalesce(reason, '')) <> ''`),
  check(`${name}_void`, sql`not is_void or replaces_id is not null`),
]

/** A history of a person. */
const historyColumns = () => ({
  ...entryColumns(),
  employeeId: uuid()
    .notNull()
    .references(() => employees.id),
})

type HistoryTable = { employeeId: AnyPgColumn; effectiveOn: AnyPgColumn; replacesId: AnyPgColumn }

const historyRules = (name: string) => (table: HistoryTable) => [
  index(`${name}_employee`).on(table.employeeId, table.effectiveOn),
  ...entryRules(name, table),
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
  (table) => [
    ...historyRules('rank_history')(table),
    index('rank_history_undecreed').on(table.employeeId).where(sql`decree_number is null`),
  ],
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

/** Riwayat diklat: leadership and technical training, examinations, certificates, and merits that exempt from them. */
export const trainingHistory = pgTable(
  'training_history',
  {
    ...historyColumns(),
    kind: text().notNull(), // leadership, technical, exam, merit
    code: text(), // what it proves to a rule, see `ExamProof`
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
    spouseOrdinal: smallint(), // of a child: the `ordinal` of the spouse who is its other parent
  },
  (table) => [
    ...historyRules('family_history')(table),
    check(
      'family_history_spouse',
      sql`spouse_ordinal is null or (relation = 'child' and spouse_ordinal between 1 and 20)`,
    ),
  ],
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
    periodStartsOn: date(), // the part of the year that was assessed, where it is not the whole
    periodEndsOn: date(),
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
  (table) => [
    ...historyRules('performance_history')(table),
    check(
      'performance_history_period',
      sql`num_nulls(period_starts_on, period_ends_on) <> 1 and (period_starts_on is null
        or (period_starts_on <= period_ends_on and extract(year from period_starts_on) = year
          and extract(year from period_ends_on) = year))`,
    ),
  ],
)

/** Riwayat hukuman disiplin. */
export const disciplineHistory = pgTable(
  'discipline_history',
  {
    ...historyColumns(),
    severity: text().notNull(), // light, medium, severe
    kind: text(),
    termMonths: smallint(), // masa hukuman, in years and months on the decree
    endsOn: date().notNull(), // last day of the punishment
    regulation: text(),
    ground: text(), // alasan
    rankBefore: rankCode(),
    rankAfter: rankCode(),
    annulmentNumber: text(), // SK pembatalan
    annulledOn: date(),
  },
  (table) => [
    ...historyRules('discipline_history')(table),
    check('discipline_history_term', sql`term_months is null or term_months between 1 and 1200`),
  ],
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
    unpaidKind: text(), // of CLTN, by the list of BKN
  },
  (table) => [
    ...historyRules('leave_history')(table),
    check('leave_history_unpaid', sql`unpaid_kind is null or kind = 'CLTN'`),
  ],
)
