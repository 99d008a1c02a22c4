import 'server-only'
import { standsSql } from '@/lib/registry/histories.server'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'

const LEFT = `('{${LEFT_SERVICE}}')`

/** True of a person `e` who is in service once the row `s` is applied. */
const isInService = `coalesce(s.legal_status, e.legal_status, '') <> all ${LEFT} and e.deceased_on is null`

/** True of a post `h` that is held on the day on which its unit `u` ends or later, by which rows of posts stand. */
const reachesEnd = (stands: (row: string) => string) => `(u.closed_on is not null and ${stands('h')}
  and (h.assignment <> 'definitive' and coalesce(h.ends_on, 'infinity') >= u.closed_on
    or h.assignment = 'definitive' and not exists (
      select from position_history l
      where l.employee_id = h.employee_id and l.assignment = 'definitive' and ${stands('l')}
        and l.effective_on > h.effective_on and l.effective_on <= u.closed_on)))`

const standsNow = (row: string) => standsSql('position_history', row)

/**
 * Rows of a run whose post a unit would hold on the day on which it ends or later: nobody is put there, as the forms of
 * the register say too. A post that already stands so, or that a later one follows by that day, is no change of it; the
 * last unit of somebody who left service is as it was, if it stood when the post began.
 */
export const heldBeyondEnd = `
  select s.run_id, s.row_no, s.unit_code, u.closed_on
  from import_rows s
  join units u on u.agency_id = s.agency_id and u.code = s.unit_code and u.closed_on is not null
  left join employees e on e.id = s.employee_id
  where s.resolution in ('new', 'updated') and s.position_name is not null and s.position_since is not null
    and (s.position_since >= u.closed_on or ${isInService})
    and not exists (
      select from position_history h
      where h.employee_id = s.employee_id and h.assignment = 'definitive' and ${standsNow('h')}
        and (h.effective_on > s.position_since and h.effective_on <= u.closed_on
          or h.effective_on = s.position_since and h.unit_id = u.id))`

/**
 * Rows of a run that bring somebody back into service who would then hold, by what the register says of them, a post in
 * a unit beyond its end. The row itself takes them out of there by a post that comes in its place or follows by that day.
 */
export const backBeyondEnd = `
  select s.run_id, s.row_no, s.legal_status, u.name as unit, u.closed_on
  from import_rows s
  join employees e on e.id = s.employee_id and e.legal_status = any ${LEFT}
  join position_history h on h.employee_id = e.id
  join units u on u.id = h.unit_id and u.agency_id = e.agency_id
  where s.resolution = 'updated' and ${isInService} and ${reachesEnd(standsNow)}
    and not (h.assignment = 'definitive' and s.position_name is not null
      and (s.position_since = h.effective_on and s.unit_code <> u.code
        or s.position_since > h.effective_on and s.position_since <= u.closed_on))`

const stoodBefore = (
  row: string,
) => `${row}.source_id is distinct from c.run_id::text and not ${row}.is_void and not exists (
  select from position_history n where n.replaces_id = ${row}.id and n.source_id is distinct from c.run_id::text)`

/**
 * People changed by a run and by nobody since whom taking it back would put in a unit beyond its end, where they are not
 * now.
 */
export const goesBackBeyondEnd = `
  select c.run_id, c.employee_id
  from import_changes c
  join employees e on e.id = c.employee_id
  join position_history h on h.employee_id = e.id
  join units u on u.id = h.unit_id and u.agency_id = e.agency_id
  where c.before ->> 'legal_status' <> all ${LEFT} and c.before ->> 'deceased_on' is null and ${reachesEnd(stoodBefore)}
    and not (e.legal_status <> all ${LEFT} and ${reachesEnd(standsNow)})`
