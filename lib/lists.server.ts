import 'server-only'
import type { Context } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import { candidateSource } from '@/lib/cat/public.server'
import type { Locale } from '@/lib/format'
import { exchangeSource, recapSource } from '@/lib/kinerja/public.server'
import type { ListSource } from '@/lib/list-source'
import { employeeSource } from '@/lib/registry/employee-export.server'
import { documentSource, nominativeSource, proposalSource } from '@/lib/sapk/public.server'

type ExportList = {
  permission: Permission
  source(context: Context, query: Record<string, string>, locale: Locale): Promise<ListSource>
}

/** The lists that can be taken along as a file, under the filters, the sort and the columns of their address. */
export const exportLists = {
  nominative: { permission: 'nominative.export', source: nominativeSource },
  proposals: { permission: 'promotion.export', source: proposalSource },
  candidates: { permission: 'exam.export_candidates', source: candidateSource },
  employees: { permission: 'employee.export', source: employeeSource },
  documents: { permission: 'document.export', source: documentSource },
  recap: { permission: 'recap.export', source: recapSource },
  exchange: { permission: 'evaluation.export', source: exchangeSource },
} as const satisfies Record<string, ExportList>

export type ListName = keyof typeof exportLists
