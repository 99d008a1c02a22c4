import 'server-only'
import { eq } from 'drizzle-orm'
import QRCode from 'qrcode'
import { transact } from '@/db/client.server'
import { accounts } from '@/db/schema/access'
import { seal, unseal } from '@/lib/auth/secret.server'
import type { Session } from '@/lib/auth/sessions.server'
import { sessionContext } from '@/lib/auth/sign-in.server'
import { enrolmentAddress, newTotpSecret } from '@/lib/auth/totp'
import { Refusal } from '@/lib/refusal'

/** A new authenticator to be read by an app: as a QR code, as text to type, and sealed for the way back. */
export async function beginEnrolment(session: Session, now: Date) {
  const secret = newTotpSecret()
  const userId = await transact(sessionContext(session, now), async (tx) => {
    const [account] = await tx
      .select({ userId: accounts.userId })
      .from(accounts)
      .where(eq(accounts.id, session.accountId))
    return account?.userId ?? ''
  })
  const qr = await QRCode.toString(enrolmentAddress(secret, userId), { type: 'svg', margin: 2 })
  return { qr, typed: secret.replace(/(.{4})(?=.)/g, '$1 '), sealed: seal('enrolment', session.id, secret) }
}

/** The secret that `beginEnrolment` sealed for this very session. Refuses anything else. */
export function openEnrolment(session: Session, sealed: string): string {
  try {
    return unseal('enrolment', session.id, sealed)
  } catch {
    throw new Refusal('enrolment_expired')
  }
}
