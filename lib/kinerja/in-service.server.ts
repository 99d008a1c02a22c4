import 'server-only'
import { notInArray, sql } from 'drizzle-orm'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'

/** Of a row `e` of employees: in service. */
export const isInService = sql`${notInArray(sql`e.legal_status`, [...LEFT_SERVICE])} and e.deceased_on is null
  and e.merged_into_id is null`
