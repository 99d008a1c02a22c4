import { accountOf, database } from '@/e2e/people'

/** Somebody who decides what the appraiser of the demonstration and the owner of a plan do not agree on; their user id. */
export async function aSuperior(planId: string): Promise<string> {
  const { userId } = accountOf('performance_officer')
  await database`
    insert into account_roles (account_id, role) select id, 'appraiser' from accounts where user_id = ${userId}
    on conflict do nothing`
  await database`
    update plans set superior_id = (select employee_id from accounts where user_id = ${userId}) where id = ${planId}`
  return userId
}
