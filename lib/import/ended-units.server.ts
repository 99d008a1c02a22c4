import 'server-only'
import { LEFT_SERVICE } from '@/lib/registry/legal-status'
import { live } from './changes.server'

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
    and (s.position_since >= u.closed_on
      or coalesce(s.legal_status, e.legal_status, '') <> all ('{${LEFT_SERVICE}}') and e.deceased_on is null)
    and not exists (
      select from position_history h
      where h.employee_id = s.employee_id and h.assignment = 'definitive' and ${live('position_history')}
        and (h.effective_on > s.position_since and h.effective_on <= u.closed_on
          or h.effective_on = s.position_since and h.unit_id = u.id))`
