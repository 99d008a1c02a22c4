'use server'

import { redirect } from 'next/navigation'
import * as z from 'zod'
import { stageAction } from '@/lib/action.server'
import { enrolSecondFactor, replaceFirstPassword } from '@/lib/auth/account-security.server'
import { openEnrolment } from '@/lib/auth/enrolment.server'
import { codeInput, enrolInput, newPasswordInput } from '@/lib/auth/inputs'
import { dropSessionCookie } from '@/lib/auth/session.server'
import { stagePath } from '@/lib/auth/session-stage'
import { confirmCode, signOut } from '@/lib/auth/sign-in.server'

export const confirmCodeAction = stageAction('code', codeInput, async (session, { code }, now) => {
  return stagePath[await confirmCode(session, code, now)]
})

export const replaceFirstPasswordAction = stageAction('password', newPasswordInput, async (session, input, now) => {
  return stagePath[await replaceFirstPassword(session, input.newPassword, now)]
})

export const enrolAction = stageAction('enrol', enrolInput, (session, { secret, code }, now) =>
  enrolSecondFactor(session, openEnrolment(session, secret), code, now),
)

/** Signs out, or gives up signing in. */
export const signOutAction = stageAction('any', z.void(), async (session, _, now) => {
  await signOut(session, now)
  await dropSessionCookie()
  redirect('/masuk')
})
