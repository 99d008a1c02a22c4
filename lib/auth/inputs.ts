import * as z from 'zod'
import { LONGEST_PASSWORD, passwordLength, SHORTEST_PASSWORD } from '@/lib/auth/password-length'

const newPassword = z
  .string()
  .min(1)
  .refine((password) => passwordLength(password) >= SHORTEST_PASSWORD, 'password_too_short')
  .refine((password) => passwordLength(password) <= LONGEST_PASSWORD, 'password_too_long')
const code = z.string().min(1).max(40)

export const codeInput = z.object({ code })
export const newPasswordInput = z.object({ newPassword })
/** `secret` is sealed by the server that made it. */
export const enrolInput = z.object({ secret: z.string().max(300), code })
/** Who sits there, proved again; the code stays empty for an account without a second factor. */
export const proofInput = z.object({ password: z.string().min(1).max(1000), code: z.string().max(40) })
export const changePasswordInput = proofInput.extend({ newPassword })
/** Appearance, language, and whether the product reminds of daily work: one of them or more. */
export const preferencesInput = z
  .object({
    theme: z.enum(['system', 'light', 'dark']).optional(),
    locale: z.enum(['id', 'en']).optional(),
    isReminded: z.boolean().optional(),
  })
  .refine((chosen) => Object.values(chosen).some((value) => value !== undefined))
