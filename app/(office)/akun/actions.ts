'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import * as z from 'zod'
import { action, stageAction } from '@/lib/action.server'
import {
  changePassword,
  endOwnSession,
  enrolSecondFactor,
  renewRecoveryCodes,
  requireProof,
  signOutEverywhere,
} from '@/lib/auth/account-security.server'
import { roles } from '@/lib/auth/actor'
import { openEnrolment } from '@/lib/auth/enrolment.server'
import { requireFreshAuthentication } from '@/lib/auth/fresh-authentication.server'
import { changePasswordInput, enrolInput, preferencesInput, proofInput } from '@/lib/auth/inputs'
import { keepPreferences } from '@/lib/auth/preferences.server'
import { dropSessionCookie, requireSession } from '@/lib/auth/session.server'
import { secondsLeft, switchRole } from '@/lib/auth/sessions.server'

export const renewSessionAction = stageAction('open', z.void(), async (session, _, now) => secondsLeft(session, now))

export const switchRoleAction = action('own.secure', z.object({ role: z.enum(roles) }), async ({ now }, { role }) => {
  await switchRole(await requireSession(), role, now)
  revalidatePath('/', 'layout')
  redirect('/beranda')
})

export const keepPreferencesAction = action('own.secure', preferencesInput, async (context, chosen) => {
  await keepPreferences(context, chosen)
  if (chosen.isReminded !== undefined) revalidatePath('/akun')
})

export const changePasswordAction = action('own.secure', changePasswordInput, async ({ now }, input) => {
  const { newPassword, ...proof } = input
  await changePassword(await requireSession(), proof, newPassword, now)
  revalidatePath('/akun')
})

/** An authenticator in place of the old one, or a first one for who needs none: after a proof within five minutes. */
export const replaceSecondFactorAction = action('own.secure', enrolInput, async (context, { secret, code }) => {
  await requireFreshAuthentication(context)
  const session = await requireSession()
  return enrolSecondFactor(session, openEnrolment(session, secret), code, context.now)
})

export const confirmAction = action('own.secure', proofInput, async ({ now }, proof) => {
  await requireProof(await requireSession(), proof, now)
  revalidatePath('/akun')
})

export const renewRecoveryCodesAction = action('own.secure', proofInput, async ({ now }, proof) => {
  return renewRecoveryCodes(await requireSession(), proof, now)
})

export const endSessionAction = action('own.secure', z.object({ id: z.uuid() }), async ({ now }, { id }) => {
  await endOwnSession(await requireSession(), id, now)
  revalidatePath('/akun')
})

export const signOutEverywhereAction = action('own.secure', z.void(), async ({ now }) => {
  await signOutEverywhere(await requireSession(), now)
  await dropSessionCookie()
  redirect('/masuk')
})
