import type { Actor } from '@/lib/auth/actor'

/** Whether the actor is this account: maker is never approver, whichever of their roles is active. */
export function isSamePerson(actor: Actor, accountId: string | null): boolean {
  return accountId !== null && actor.accountId === accountId
}

/** Whether the record is the actor's own: nobody decides on themselves. */
export function isOwnRecord(actor: Actor, employeeId: string): boolean {
  return actor.employeeId === employeeId
}
