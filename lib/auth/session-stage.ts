import type { sessionStage } from '@/db/schema/access'

export type SessionStage = (typeof sessionStage.enumValues)[number]

/** What an account still owes before its session is open. */
export type AccountDuties = { hasSecondFactor: boolean; needsSecondFactor: boolean; mustChangePassword: boolean }

const order = ['code', 'password', 'enrol', 'open'] as const satisfies readonly SessionStage[]

/** The next stage of a session that has passed `passed` (null: the password was right). */
export function stageAfter(passed: SessionStage | null, duties: AccountDuties): SessionStage {
  const owed: Record<SessionStage, boolean> = {
    code: duties.hasSecondFactor,
    password: duties.mustChangePassword,
    enrol: duties.needsSecondFactor && !duties.hasSecondFactor,
    open: true,
  }
  const rest = passed === null ? order : order.slice(order.indexOf(passed) + 1)
  return rest.find((stage) => owed[stage]) ?? 'open'
}

/** Where each unfinished stage is done. */
export const stagePath = {
  code: '/masuk/kode',
  password: '/masuk/kata-sandi',
  enrol: '/masuk/autentikator',
  open: '/beranda',
} as const satisfies Record<SessionStage, string>

export type StagePath = (typeof stagePath)[SessionStage]
