import 'server-only'
import { sql } from 'drizzle-orm'
import { accounts, actingAssignments, sessions } from '@/db/schema/access'
import { agencies, employees, units } from '@/db/schema/registry'
import { statement } from '@/db/statement.server'
import type { Role } from '@/lib/auth/actor'
import { heldRolesAt, isStandingAt } from '@/lib/auth/held-role.server'
import type { AccountAgency } from '@/lib/auth/scope'
import type { SessionStage } from '@/lib/auth/session-stage'
import type { CivilDate } from '@/lib/civil-date'

/** Plt (acting) or Plh (daily): for which post, on which letter, until and with which day. */
export type Acting = { role: Role; kind: 'acting' | 'daily'; post: string; letterNumber: string; until: CivilDate }

/** Instants are texts, as the driver hands them over. */
type SessionRow = {
  accountId: string
  role: Role
  stage: SessionStage
  lastSeenAt: string
  expiresAt: string
  confirmedAt: string | null
  employeeId: string
  name: string
  hasSecondFactor: boolean
  mustChangePassword: boolean
  isDemonstration: boolean
  notifiedUntil: string | null
  agencyId: number
  agencyKind: AccountAgency['kind']
  agencyName: string
  timeZone: string
  servedIds: number[]
  unitName: string | null
  held: Role[]
  acting: Acting | null
}

const now = sql.placeholder('now')

/** A session that goes on, with its account, by its id and two instants: now, and since when it may not have been idle. */
export const sessionRow = statement<SessionRow>(sql`
  select ${sessions.accountId} as "accountId", ${sessions.role}, ${sessions.stage}, ${sessions.lastSeenAt} as "lastSeenAt",
    ${sessions.expiresAt} as "expiresAt", ${sessions.confirmedAt} as "confirmedAt",
    ${accounts.employeeId} as "employeeId", ${employees.name}, ${accounts.totpSecret} is not null as "hasSecondFactor",
    ${accounts.mustChangePassword} as "mustChangePassword", ${accounts.isDemonstration} as "isDemonstration",
    ${accounts.notifiedUntil} as "notifiedUntil", ${agencies.id} as "agencyId", ${agencies.kind} as "agencyKind",
    ${agencies.name} as "agencyName", ${agencies.timeZone} as "timeZone",
    array(select g.id from ${agencies} g where g.served_by_id = ${agencies.id}) as "servedIds",
    ${units.name} as "unitName", ${heldRolesAt(now)} as held,
    case when ${actingAssignments.accountId} is not null then json_build_object('role', ${actingAssignments.role},
      'kind', ${actingAssignments.kind}, 'post', ${actingAssignments.post},
      'letterNumber', ${actingAssignments.letterNumber}, 'until', ${actingAssignments.until}) end as acting
  from ${sessions} join ${accounts} on ${accounts.id} = ${sessions.accountId}
    join ${employees} on ${employees.id} = ${accounts.employeeId} join ${agencies} on ${agencies.id} = ${accounts.agencyId}
    left join ${units} on ${units.id} = ${employees.unitId}
    left join ${actingAssignments} on ${actingAssignments.accountId} = ${accounts.id} and ${isStandingAt(now)}
  where ${sessions.id} = ${sql.placeholder('id')} and ${accounts.state} = 'active' and ${sessions.revokedAt} is null
    and ${sessions.expiresAt} > ${now} and ${sessions.lastSeenAt} > ${sql.placeholder('idleSince')}`)
