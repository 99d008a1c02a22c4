import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CandidateSheet } from '@/lib/cat/candidate-columns'
import type { ImportCounts, WrittenRows } from '@/lib/cat/candidate-import'
import type { RawRow } from '@/lib/cat/candidate-row'
import type { AccommodatedKinds } from '@/lib/cat/formation'
import type { ProgrammeSection } from '@/lib/cat/programme'
import type { RankingPolicy } from '@/lib/cat/ranking'
import { ofAgency, ofProgramme } from './cat-columns'
import { examSites } from './cat-exam'
import { ofActorAgency, ofOwnProgramme, ofVisibleProgramme, sharedWalls, shownToVisitors, walls } from './policies'
import { agencies } from './registry'

/**
 * What is examined and by which rules: the selection of one year, a service examination, a competency test. Those of
 * the law are everybody's; an agency makes its own from them.
 */
export const examProgrammes = pgTable(
  'exam_programmes',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: integer().references(() => agencies.id), // null: of the law, for every agency
    code: text().notNull().unique(), // SKD-2024
    name: text().notNull(),
    year: smallint().notNull(),
    sections: jsonb().$type<ProgrammeSection[]>().notNull(), // in the order of the paper
    durationSeconds: integer().notNull(),
    accommodatedSeconds: jsonb().$type<Record<string, number>>().notNull(), // in all, by accommodation
    accommodatedKinds: jsonb().$type<AccommodatedKinds>().notNull().default({ netra: 'disabilitas' }), // of formation
    ranking: jsonb().$type<Omit<RankingPolicy, 'fillTotal'>>(), // null where nobody is ranked
    weightPercent: smallint().notNull(), // share of this test in the final score
    boardShows: text().notNull().default('initials'), // beside the number on the live board; or numbers alone
    exclusionYears: smallint(), // that whoever is disqualified in it is kept out of others, by NIK; null: for good
    source: text().notNull(),
    isConfirmed: boolean().notNull(), // false: an administrator has to confirm the numbers before use
    earlierBy: uuid(), // account that set which earlier scores count: another one confirms (`exam_programmes_by_two`)
    version: integer().notNull().default(1),
  },
  () => [
    check('exam_programmes_duration', sql`duration_seconds > 0`),
    check('exam_programmes_board', sql`board_shows in ('initials', 'numbers')`),
    check('exam_programmes_exclusion', sql`exclusion_years between 1 and 50`),
    check('exam_programmes_weight', sql`weight_percent between 0 and 100`),
    ...sharedWalls(
      'exam_programmes',
      sql`agency_id is null or ${ofActorAgency('agency_id')}`,
      ofActorAgency('agency_id'),
    ),
    shownToVisitors('exam_programmes'),
  ],
)

/** Nilai ambang batas of one kind of formation, with another one for some jobs. */
export const examPassingGrades = pgTable(
  'exam_passing_grades',
  {
    ...ofProgramme(),
    formationKind: text().notNull(), // a code of lib/cat/formation.ts, or a name
    jobGroup: text().notNull().default(''), // doctors, rescuers; '' for every other job
    minimumBySection: jsonb().$type<Record<string, number>>().notNull(),
    minimumTotal: smallint(),
    fillTotal: smallint(), // who reached it may fill a vacancy that nobody above the grade takes; null: nobody may
    source: text().notNull(),
    isConfirmed: boolean().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.formationKind, table.jobGroup] }),
    ...sharedWalls('exam_passing_grades', ofVisibleProgramme, ofOwnProgramme),
    shownToVisitors('exam_passing_grades'),
  ],
)

/** What the second stage of a programme may be made of, for agencies of the centre and for local ones. */
export const examSecondRules = pgTable(
  'exam_second_rules',
  {
    ...ofProgramme(),
    agencies: text().notNull(), // central or local
    rule: text().notNull(), // see lib/cat/second-plan.ts
    value: smallint().notNull(),
    source: text().notNull(),
    isConfirmed: boolean().notNull(), // false: said, and refuses nothing
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.agencies, table.rule] }),
    check('exam_second_rules_value', sql`value >= 0`),
    ...sharedWalls('exam_second_rules', ofVisibleProgramme, ofOwnProgramme),
  ],
)

/** By which rules vacancies that are left in a formation are filled from other ones, in the order of their positions. */
export const examFillRules = pgTable(
  'exam_fill_rules',
  {
    ...ofProgramme(),
    position: smallint().notNull(),
    intoKind: text().notNull(), // see lib/cat/fill.ts
    fromKind: text().notNull(),
    isSameLocation: boolean().notNull(),
    source: text().notNull(),
    isConfirmed: boolean().notNull(), // false: said, and moves nobody
  },
  (table) => [
    primaryKey({ columns: [table.programmeId, table.position] }),
    check('exam_fill_rules_position', sql`position between 1 and 20`),
    ...sharedWalls('exam_fill_rules', ofVisibleProgramme, ofOwnProgramme),
  ],
)

/** Formasi: the vacancies of one job, place and kind, for which its candidates are ranked. */
export const examFormations = pgTable(
  'exam_formations',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    ...ofAgency(),
    code: text().notNull(),
    positionName: text().notNull(),
    education: text().notNull(),
    location: text().notNull(),
    formationKind: text().notNull(),
    jobGroup: text().notNull().default(''),
    vacancies: integer().notNull(),
  },
  (table) => [
    unique().on(table.programmeId, table.agencyId, table.code),
    check('exam_formations_vacancies', sql`vacancies > 0`),
    ...walls('exam_formations', ofActorAgency('agency_id')),
    shownToVisitors('exam_formations'),
  ],
)

/** Peserta: one person in one programme. */
export const examCandidates = pgTable(
  'exam_candidates',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    formationId: uuid()
      .notNull()
      .references(() => examFormations.id),
    agencyId: integer() // of the formation
      .notNull()
      .references(() => agencies.id),
    number: text().notNull(), // nomor peserta, opaque
    nik: text(), // unknown where the agency did not send it
    name: text().notNull(),
    birthPlace: text().notNull(),
    bornOn: date().notNull(),
    sex: text().notNull(), // M or F
    education: text().notNull(),
    diplomaHundredths: smallint().notNull(), // IPK or average mark
    accommodation: text(), // a key of the programme's accommodatedSeconds
    chosenSiteId: uuid().references(() => examSites.id), // null: anywhere
    isDisqualified: boolean().notNull().default(false),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('exam_candidates_number').on(table.programmeId, table.number),
    unique('exam_candidates_nik').on(table.programmeId, table.nik),
    index('exam_candidates_formation').on(table.formationId),
    index('exam_candidates_person').on(table.nik),
    check('exam_candidates_nik_valid', sql`nik is null or nik_is_valid(nik)`),
    check('exam_candidates_sex', sql`sex in ('M', 'F')`),
    ...walls('exam_candidates', ofActorAgency('agency_id')),
    shownToVisitors('exam_candidates'),
  ],
)

/**
 * The face of a candidate, for people to compare: as the agency sent it at the registration, and as the desk took it. Kept
 * encrypted, and forgotten some time after the last session (lib/cat/photos.server.ts).
 */
export const examPhotos = pgTable(
  'exam_photos',
  {
    candidateId: uuid()
      .notNull()
      .references(() => examCandidates.id, { onDelete: 'cascade' }),
    kind: text().notNull(), // registration or desk
    ...ofAgency(),
    sealed: text().notNull(), // a JPEG, encrypted for this row
    sha256: text().notNull(), // of the JPEG: what the trail names it by
    takenAt: timestamp({ withTimezone: true }).notNull(),
    takenBy: uuid(), // account
  },
  (table) => [
    primaryKey({ columns: [table.candidateId, table.kind] }),
    check('exam_photos_kind', sql`kind in ('registration', 'desk')`),
    check('exam_photos_sha256', sql`sha256 ~ '^[0-9a-f]{64}$'`),
    ...walls(
      'exam_photos',
      ofActorAgency('agency_id'),
      sql`${ofActorAgency('agency_id')} and exists (
        select 1 from exam_candidates c where c.id = candidate_id and c.agency_id = exam_photos.agency_id)`,
    ),
  ],
)

/** A file of formations and candidates that was read and waits: nothing of it is written before somebody applies it. */
export const examCandidateImports = pgTable(
  'exam_candidate_imports',
  {
    id: uuid().primaryKey().defaultRandom(),
    ...ofProgramme(),
    ...ofAgency(),
    accountId: uuid().notNull(),
    fileName: text().notNull(),
    sheets: jsonb().$type<CandidateSheet[]>().notNull().default([]), // their headings, and what each was taken for
    rows: jsonb().$type<RawRow[]>().notNull(), // emptied once it is applied: nobody needs them there any more
    counts: jsonb().$type<ImportCounts>(), // of what was applied
    written: jsonb().$type<WrittenRows>(), // what it wrote and what stood there, while it may be taken back
    createdAt: timestamp({ withTimezone: true }).notNull(),
    appliedAt: timestamp({ withTimezone: true }),
    undoneAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    index('exam_candidate_imports_agency').on(table.agencyId, table.createdAt),
    ...walls('exam_candidate_imports', ofActorAgency('agency_id')),
  ],
)
