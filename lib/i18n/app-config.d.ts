import type { Locale } from '@/lib/format'
import type access from '@/messages/id/access.json'
import type agency from '@/messages/id/agency.json'
import type audit from '@/messages/id/audit.json'
import type bank from '@/messages/id/bank.json'
import type board from '@/messages/id/board.json'
import type bulk from '@/messages/id/bulk.json'
import type candidate from '@/messages/id/candidate.json'
import type common from '@/messages/id/common.json'
import type consequence from '@/messages/id/consequence.json'
import type desk from '@/messages/id/desk.json'
import type documents from '@/messages/id/documents.json'
import type entry from '@/messages/id/entry.json'
import type errors from '@/messages/id/errors.json'
import type evaluation from '@/messages/id/evaluation.json'
import type exam from '@/messages/id/exam.json'
import type figures from '@/messages/id/figures.json'
import type findings from '@/messages/id/findings.json'
import type guide from '@/messages/id/guide.json'
import type imports from '@/messages/id/import.json'
import type lists from '@/messages/id/lists.json'
import type nominative from '@/messages/id/nominative.json'
import type paper from '@/messages/id/paper.json'
import type plan from '@/messages/id/plan.json'
import type programme from '@/messages/id/programme.json'
import type proof from '@/messages/id/proof.json'
import type proposal from '@/messages/id/proposal.json'
import type pub from '@/messages/id/public.json'
import type recap from '@/messages/id/recap.json'
import type reference from '@/messages/id/reference.json'
import type refusals from '@/messages/id/refusals.json'
import type registry from '@/messages/id/registry.json'
import type report from '@/messages/id/report.json'
import type results from '@/messages/id/results.json'
import type room from '@/messages/id/room.json'
import type shell from '@/messages/id/shell.json'
import type site from '@/messages/id/site.json'
import type skp from '@/messages/id/skp.json'
import type structure from '@/messages/id/structure.json'
import type team from '@/messages/id/team.json'
import type upload from '@/messages/id/upload.json'
import type viewer from '@/messages/id/viewer.json'
import type wbs from '@/messages/id/wbs.json'
import type working from '@/messages/id/working.json'

/** Makes a key that no message file has a type error. */
declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: {
      access: typeof access
      agency: typeof agency
      structure: typeof structure
      audit: typeof audit
      board: typeof board
      bank: typeof bank
      bulk: typeof bulk
      candidate: typeof candidate
      common: typeof common
      consequence: typeof consequence
      desk: typeof desk
      figures: typeof figures
      guide: typeof guide
      documents: typeof documents
      entry: typeof entry
      errors: typeof errors
      evaluation: typeof evaluation
      exam: typeof exam
      findings: typeof findings
      import: typeof imports
      lists: typeof lists
      nominative: typeof nominative
      paper: typeof paper
      plan: typeof plan
      programme: typeof programme
      proof: typeof proof
      proposal: typeof proposal
      public: typeof pub
      recap: typeof recap
      reference: typeof reference
      refusals: typeof refusals
      registry: typeof registry
      report: typeof report
      results: typeof results
      room: typeof room
      shell: typeof shell
      site: typeof site
      skp: typeof skp
      team: typeof team
      upload: typeof upload
      viewer: typeof viewer
      wbs: typeof wbs
      working: typeof working
    }
  }
}
