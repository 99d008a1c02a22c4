import type { Refusal } from '@/lib/refusal'

/** The status with which a GET endpoint answers a refusal. */
export function refusalStatus({ code }: Pick<Refusal, 'code'>): number {
  if (code === 'sign_in_required') return 401
  if (code === 'forbidden') return 403
  if (code === 'disk_full') return 507
  if (code === 'ask_later') return 429
  if (code === 'too_slow') return 408
  return code === 'not_found' ? 404 : 409
}
