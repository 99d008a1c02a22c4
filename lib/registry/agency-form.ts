import type { agencies } from '@/db/schema/registry'
import { zoneFrom } from '@/lib/format'
import type { AgencyInput } from '@/lib/registry/agency-input'

/** The form of an agency, filled with what it is now. */
export function agencyForm(found: typeof agencies.$inferSelect & { version: string }): AgencyInput {
  const { provinceCode: _province, ...agency } = found
  return {
    ...agency,
    servedById: agency.servedById === null ? '' : String(agency.servedById),
    officeSign: agency.officeSign ?? '',
    logo: agency.logo ?? '',
    emblem: agency.emblem ?? '',
    timeZone: zoneFrom(agency.timeZone),
  }
}
