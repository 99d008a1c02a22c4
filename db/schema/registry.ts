import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
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
  readableByAll,
  shownToVisitors,
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
    emblem: text(), // SVG text, on letters that its head signs under the title alone; as `logo`
  },
  () => [...readableByAll('agencies'), shownToVisitors('agencies')],
)

/**
 * Unor: one unit of an agency's tree. A subtree is `preorder between preorder and lastPreorder`. All but agency and code
 * follows from `unit_history` (the function `refresh_units`): the days of founding and ending as they are recorded, the
 * rest as it is in force today.
 */
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
    foundedOn: date(), // null where no history is
    closedOn: date(), // first day without it
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
 * (the function `refresh_employees`) and are never written by a command.
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
    birthPlaceCode: text(), // id lokasi of BKN
    bornOn: date().notNull(),
    sex: sex().notNull(),
    religion: text(), // label of the BKN list
    maritalStatus: text(),
    npwp: text(),
    npwpOn: date(),
    otherIdentityKind: text(), // passport, permit (KITAS or KITAP), licence (SIM)
    otherIdentityNumber: text(),
    healthInsuranceNumber: text(), // BPJS
    taspenNumber: text(),
    taspenOn: date(),
    housingNumber: text(), // Tapera
    spouseCardNumber: text(), // karis or karsu
    treasuryCode: text(), // KPPN
    workPlace: text(), // lokasi kerja
    positionClass: smallint(), // kelas jabatan
    email: text(),
    officialEmail: text(),
    phone: text(), // hp
    landline: text(), // telp
    address: text(),
    postalCode: text(),
    employeeType: text(), // jenis_pegawai code
    legalStatus: text().notNull().default('01'), // kedudukan_hukum code
    status: appointmentStatus().notNull(),
    pppkGrade: smallint(), // golongan of a PPPK, 1 for I to 17 for XVII
    cardNumber: text(), // karpeg
    smartCardNumber: text(), // kartu ASN
    cpnsOn: date().notNull(), // TMT CPNS; for a PPPK the start of the first contract
    pnsOn: date(),
    isBlocked: boolean().notNull().default(false), // Peraturan BKN 1/2023
    deceasedOn: date(),
    deathCertificateNumber: text(), // akta kematian
    mergedIntoId: uuid().references((): AnyPgColumn => employees.id),
    // derived
    rank: rankCode(),
    rankSince: date(), // TMT of the first decree of the rank held without a break
    rankServiceMonths: integer(), // masa kerja golongan on the last rank decree
    rankServiceOn: date(), // TMT of that decree, where it is not the first of the rank
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
    index('employees_npwp').on(sql`npwp_key(npwp)`),
    index('employees_merged').on(table.mergedIntoId).where(sql`merged_into_id is not null`),
    check('employees_nip_valid', sql`nip_is_valid(nip)`),
    check('employees_nik_valid', sql`nik is null or nik_is_valid(nik)`),
    check('employees_old_nip_valid', sql`old_nip is null or old_nip ~ '^[0-9]{9}$'`),
    check('employees_name_given', sql`btrim(name) <> ''`),
    check('employees_number_of_status', sql`(status = 'pppk') = (substr(nip, 13, 2) > '12')`),
    check('employees_pppk_grade', sql`pppk_grade is null or (status = 'pppk' and pppk_grade between 1 and 17)`),
    check(
      'employees_other_identity',
      sql`(other_identity_kind is null) = (other_identity_number is null)
        and other_identity_kind in ('passport', 'permit', 'licence')`,
    ),
    check('employees_health_insurance', sql`health_insurance_number ~ '^[0-9]{13}$'`),
    check('employees_treasury_code', sql`treasury_code ~ '^[0-9]{3}$'`),
    check('employees_position_class', sql`position_class between 1 and 17`),
    check('employees_postal_code', sql`postal_code ~ '^[1-9][0-9]{4}$'`),
    check('employees_death_certificate', sql`death_certificate_number is null or deceased_on is not null`),
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
