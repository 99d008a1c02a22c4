import { listAccessToOwnFile, listAuditEvents } from '@/lib/audit-read.server'
import { findAccountById } from '@/lib/auth/accounts-read.server'
import type { Context } from '@/lib/auth/actor'
import type { Stranger } from '@/lib/auth/stranger.fixture'
import { announcementsOf } from '@/lib/cat/announced.server'
import { findStagedCandidates, listStagedCandidates } from '@/lib/cat/candidate-import.server'
import { listCandidates, listKinds, listProgrammeNames } from '@/lib/cat/candidates-read.server'
import { listSessions, sessionView } from '@/lib/cat/exam-read.server'
import { itemExposure } from '@/lib/cat/item-exposure.server'
import { findStaged, listStaged } from '@/lib/cat/item-import.server'
import { bankCoverage, findItem, listItems } from '@/lib/cat/items-read.server'
import { objectionsOf } from '@/lib/cat/objections.server'
import { findProgramme, listProgrammes } from '@/lib/cat/programmes-read.server'
import { disqualificationsOf, listResults, resultView } from '@/lib/cat/results-read.server'
import { rulingsOf } from '@/lib/cat/ruling.server'
import { secondStageView } from '@/lib/cat/second-stage.server'
import { findSessionPlan, listCards, sessionChoices } from '@/lib/cat/session-plan-read.server'
import { listSettlements } from '@/lib/cat/settlement.server'
import { findSite, listSites } from '@/lib/cat/sites.server'
import { findArchive } from '@/lib/documents/archive.server'
import { findSigningProgress } from '@/lib/documents/signing.server'
import { listOwnSigningBatches } from '@/lib/documents/signing-list.server'
import { openDocument } from '@/lib/documents/stored-document.server'
import { nextProblems } from '@/lib/import/problem-list.server'
import { listRuns } from '@/lib/import/run-pages.server'
import { findRun } from '@/lib/import/run-store.server'
import { findAbsenceFile, listAbsenceFiles } from '@/lib/kinerja/absence-import.server'
import { listAbsentPeople } from '@/lib/kinerja/absence-ladder.server'
import { listAllowanceRules, listAmounts } from '@/lib/kinerja/allowances.server'
import { listReports } from '@/lib/kinerja/appraiser-reports.server'
import { listEntryRules } from '@/lib/kinerja/entry-rules.server'
import { listExchange } from '@/lib/kinerja/exchange.server'
import { listOwnAbsences } from '@/lib/kinerja/own-absences.server'
import { findPlan, listOwnPlans } from '@/lib/kinerja/plans-read.server'
import { recapOf } from '@/lib/kinerja/recap.server'
import { listOwnExports } from '@/lib/list-exports.server'
import { countRows } from '@/lib/list-write.server'
import { exportLists } from '@/lib/lists.server'
import { Refusal } from '@/lib/refusal'
import { parseEmployeeAddress } from '@/lib/registry/employee-filter'
import { findEmployee, listEmployees } from '@/lib/registry/employees.server'
import { findHistories, findHistoryRow } from '@/lib/registry/histories.server'
import { findProofs } from '@/lib/registry/history-proof.server'
import { searchEmployees } from '@/lib/registry/search.server'
import { findStructure } from '@/lib/registry/unit-read.server'
import { findBulkRun, listBulkItems, listOwnBulkRuns } from '@/lib/sapk/bulk-progress.server'
import { parseDocumentAddress } from '@/lib/sapk/document-list'
import { listDocuments } from '@/lib/sapk/document-read.server'
import { findProposal } from '@/lib/sapk/proposal-detail.server'
import { countProposals, listProposals } from '@/lib/sapk/proposal-read.server'
import { listViews } from '@/lib/saved-views.server'

type Read = (context: Context, idIn: (table: string) => string) => Promise<unknown>

/** At least one query for each kind of row that a module shows. */
export const reads: Record<string, Read> = {
  'an account': ({ actor, now }, id) => findAccountById(actor, id('accounts'), now),
  'the audit trail': async ({ actor, now }) => (await listAuditEvents(actor, { zone: 'Asia/Jakarta' }, now)).rows,
  'who saw a file': async ({ actor, now }) => (await listAccessToOwnFile(actor, undefined, now)).rows,
  'a file': (context, id) => findEmployee(context, id('employees')),
  histories: (context, id) => findHistories(context, id('employees')),
  'a row of a history': (context, id) => findHistoryRow(context, 'rank', id('employees'), id('rank_history')),
  'papers of histories': async (context, id) => Object.values(await findProofs(context, id('employees'))),
  'the structure of an agency': async (context) =>
    (await findStructure(context, context.actor.agencyId, '2026-11-23'))?.tree ?? [],
  documents: async (context) =>
    (await listDocuments(context, { ...parseDocumentAddress({}), zone: 'Asia/Jakarta' }, { offset: 0, limit: 9 })).rows,
  'documents as a file': async (context) => countRows(context, await exportLists.documents.source(context, {}, 'id')),
  'the list of people': (context) => listEmployees(context, parseEmployeeAddress({}).filter, { size: 50 }),
  'the search': (context) => searchEmployees(context, '19850614'),
  'an archive': (context, id) => findArchive(context, id('employees')),
  'a document': (context, id) => openDocument(context, id('employee_documents')),
  'a letter': (context, id) => openDocument(context, id('issued_documents')),
  'a signing batch': async (context, id) => (await findSigningProgress(context, id('signing_batches'))).total,
  'signing batches': (context) => listOwnSigningBatches(context),
  'an import': (context, id) => findRun(context, id('import_runs')),
  imports: (context) => listRuns(context),
  'faults of an import': (context, id) => nextProblems(context, id('import_runs'), { afterRow: 0, rows: 100 }),
  'a proposal': (context, id) => findProposal(context, id('promotion_proposals')),
  proposals: (context) => listProposals(context, {}, { offset: 0, limit: 50 }),
  'counts of proposals': async (context) => Object.values(await countProposals(context)),
  'a bulk run': (context, id) => findBulkRun(context, id('bulk_runs')),
  'bulk runs': (context) => listOwnBulkRuns(context, ['create']),
  'the people of a bulk run': (context, id) =>
    listBulkItems(context, id('bulk_runs'), { state: undefined, offset: 0, limit: 9 }),
  downloads: (context) => listOwnExports(context),
  'saved views': (context) => listViews(context, 'x' as never),
  'people as a file': async (context) => countRows(context, await exportLists.employees.source(context, {}, 'id')),
  'proposals as a file': async (context) => countRows(context, await exportLists.proposals.source(context, {}, 'id')),
  'a site': (context, id) => findSite(context, id('exam_sites')),
  sites: (context) => listSites(context),
  'a session': (context, id) => sessionView(context, id('exam_sessions')),
  sessions: async (context) => (await listSessions(context, 1)).rows,
  'a session as it is planned': (context, id) => findSessionPlan(context, id('exam_sessions')),
  'what a session may be planned with': (context) => sessionChoices(context),
  cards: (context, id) => listCards(context, id('exam_sessions')),
  candidates: async (context) => (await listCandidates(context, { unscheduled: false }, 1)).rows,
  'a file of candidates': (context, id) => findStagedCandidates(context, id('exam_candidate_imports')),
  'files of candidates': (context) => listStagedCandidates(context),
  'a programme': (context, id) => findProgramme(context, id('exam_programmes')),
  'changes after objections': (context) => listSettlements(context),
  programmes: (context) => listProgrammes(context),
  'names of programmes': (context) => listProgrammeNames(context),
  'an item': (context, id) => findItem(context, id('exam_items')),
  items: async (context) => (await listItems(context, {}, 1)).rows,
  'what a blueprint needs': (context) => bankCoverage(context),
  'where an item was shown': async (context, id) => (await itemExposure(context, id('exam_items'))).toCome,
  'a file of items': (context, id) => findStaged(context, id('exam_item_imports')),
  'files of items': (context) => listStaged(context),
  'a result': (context, id) => resultView(context, id('exam_programmes')),
  results: (context) => listResults(context),
  disqualifications: (context, id) => disqualificationsOf(context, id('exam_programmes')),
  rulings: (context, id) => rulingsOf(context, id('exam_programmes')),
  announcements: (context, id) => announcementsOf(context, id('exam_programmes')),
  'reports of appraisers': (context) => listReports(context),
  'a plan': (context, id) => findPlan(context, id('plans')),
  'own plans': (context) => listOwnPlans(context),
  'the plan of a second stage': async (context, id) => {
    const { plan } = await secondStageView(context, id('exam_programmes'))
    return plan.version === 0 ? [] : [plan]
  },
  'limits of a second stage': async (context, id) =>
    (await findProgramme(context, id('exam_programmes')))?.secondRules ?? [],
  'kinds of formation': (context) => listKinds(context),
  'a recap': async (context) =>
    (await recapOf(context, { month: '2025-12-01', unitId: undefined, onlyMissing: false, page: 1 }, '2026-01-01'))
      .total,
  'evaluations for SIASN': async (context) => (await listExchange(context, 2026, 1)).rows,
  'absent people': (context) => listAbsentPeople(context, 2025),
  'a file of absences': (context, id) => findAbsenceFile(context, id('absence_imports')),
  'files of absences': (context) => listAbsenceFiles(context),
  'own absences': (context) => listOwnAbsences(context),
  'rules of an allowance': (context) => listAllowanceRules(context),
  'amounts of an allowance': (context) => listAmounts(context),
  'rules of daily entries': async (context) => {
    const { rules, extensions } = await listEntryRules(context)
    return [...rules, ...extensions]
  },
  objections: (context, id) => objectionsOf(context, id('exam_programmes')),
}

/** Whether a query answers with anything of the stranger's. */
export async function sees(name: string, context: Context, stranger: Stranger): Promise<boolean> {
  const found = await ask(name, context, stranger)
  if (found === FILE) return true
  if (Array.isArray(found) || typeof found === 'number') return Number(Array.isArray(found) ? found.length : found) > 0
  return stranger.ids.some((id) => JSON.stringify(found ?? null).includes(id))
}

const FILE = 'the row was found, its file never was there'

/** What a query answers for the stranger's rows; nothing where it refuses. */
export async function ask(name: string, context: Context, stranger: Stranger): Promise<unknown> {
  const picture = (await stranger.picture()) as Record<string, { id: string }[]>
  const idIn = (table: string) => picture[table]?.[0]?.id ?? ''
  try {
    return await reads[name]?.(context, idIn)
  } catch (error) {
    if (error instanceof Refusal || isPolicy(error)) return undefined
    if (String(error).includes('ENOENT')) return FILE
    throw error
  }
}

/** Whether the database itself refused. */
export function isPolicy(error: unknown): boolean {
  const texts = [String(error), error instanceof Error ? String(error.cause) : '']
  return texts.some((text) => /row-level security|permission denied/.test(text))
}
