import type { agencies, agencyKind } from '@/db/schema/registry'
import type { Zone } from '@/lib/format'

export type AgencyKind = (typeof agencyKind.enumValues)[number]
type Agency = typeof agencies.$inferSelect

export const agencyKinds = [
  'bkn',
  'regional_office',
  'central',
  'province',
  'regency',
  'city',
] as const satisfies readonly AgencyKind[]

export const agencyZones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const satisfies readonly Zone[]

/** BKN Pusat and its regional offices: they serve other agencies and give technical approvals a number. */
export function isOfficeOfBkn(kind: AgencyKind): boolean {
  return kind === 'bkn' || kind === 'regional_office'
}

/** What letters, numbers and the way of a proposal still need before they can be made. */
export function missingOf(agency: Pick<Agency, 'kind' | 'servedById' | 'officeSign' | 'headTitle' | 'seat'>) {
  return [
    agency.kind !== 'bkn' && agency.servedById === null && ('servedById' as const),
    isOfficeOfBkn(agency.kind) && !agency.officeSign && ('officeSign' as const),
    !agency.headTitle && ('headTitle' as const),
    !agency.seat && ('seat' as const),
  ].filter((field) => field !== false)
}
