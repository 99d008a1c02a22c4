import type { Permission } from '@/lib/auth/permissions'

/** Signing in and what a person does with their own session: no permission is theirs before it. */
const signInEvents = [
  'auth.sign_in',
  'auth.sign_in_failed',
  'auth.throttled',
  'auth.code_accepted',
  'auth.code_failed',
  'auth.sign_out',
  'auth.sign_out_everywhere',
  'auth.session_revoke',
  'auth.role_switch',
  'auth.preferences',
  'auth.password_change',
  'auth.totp_enrol',
  'auth.recovery_codes_renew',
  'auth.confirm',
  'auth.confirm_failed',
  'auth.refused',
] as const

/** What follows from a step without anybody asking for it, or is one of several things that one permission allows. */
const followingEvents = [
  'account.disable', // also by the database itself, when the holder leaves
  'account.enable',
  'account.reset',
  'document.issue',
  'document.revoke',
  'document.sign',
  'document.supersede',
  'exam.object', // by the candidate, who has no account
  'employee.clear_nik', // by a migration
  'exam.clear_nik', // the same for a candidate
  'item.rename_options', // by a migration
  'employee.become_pns', // on the TMT of the decree
  'employee.create', // the first administrator, before there is anybody who could import
  'plan.replace', // when both agree to an amendment
  'promotion.complete',
  'promotion.prepare',
  'promotion.update',
] as const

/** Every event of the trail that is no permission. */
export const otherEvents = [...signInEvents, ...followingEvents]

/** What an event of the trail is called: the permission that was used, or one of the few others. */
export type AuditEvent = Permission | (typeof otherEvents)[number]
