import * as z from 'zod'
import { SURFACES } from './surface'

const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/name' })
  .pipe(z.url({ hostname: /^(?!.*(,|%2c))/i, error: 'must name one host: the next of several would never be tried' }))
const webUrl = z.url({
  protocol: /^https?$/,
  error: 'must be an http or https address such as https://satya.example.go.id',
})

function wholeNumber(from: number, to: number) {
  const error = `must be a whole number from ${from} to ${to}`
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(from, error).max(to, error))
}

/** Every setting of Satya. The launcher checks them at start; `.env.example` explains them. */
export const settingsSchema = z.object({
  PORT: wholeNumber(1, 65535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  PUBLIC_URL: webUrl.optional(),
  DATABASE_URL: postgresUrl.optional(),
  APP_DATABASE_URL: postgresUrl.optional(),
  WBS_DATABASE_URL: postgresUrl.optional(),
  WBS_APP_DATABASE_URL: postgresUrl.optional(),
  WBS_SHRED_DATABASE_URL: postgresUrl.optional(),
  WBS_SHRED_APP_DATABASE_URL: postgresUrl.optional(),
  WBS_ONION_URL: webUrl.optional(),
  WBS_POSTAL_ADDRESS: z.string().max(200, 'must have at most 200 characters').optional(),
  WBS_DEPLOYMENT: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and hyphens')
    .default('satya'),
  WBS_ROOT_KEYS: z
    .string()
    .regex(/^[\w-]{43}(,[\w-]{43})*$/, 'must be public keys in base64url, with commas between them')
    .transform((keys) => keys.split(','))
    .default([]),
  SATYA_SURFACE: z.enum(SURFACES, 'must be all, office or wbs').default('all'),
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  FILES_FOLDER: z.string().default('.data/files'),
  WBS_FILES_FOLDER: z.string().default('.data/wbs'),
  KEYS_FOLDER: z.string().default('.data/keys'),
  WBS_PROOF_TRIES: wholeNumber(1, 1024).default(64),
  UPLOAD_LIMIT_MB: wholeNumber(1, 100).default(10),
  DEMONSTRATION: z.enum(['on', 'off'], 'must be on or off').optional(),
  SEED_EMPLOYEES: wholeNumber(1000, 5_000_000).default(5000),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent')
    .default('info'),
})

export type Settings = z.output<typeof settingsSchema>

/** The settings, or one line for each wrong one. An empty value counts as not set. */
export function readSettings(
  environment: Record<string, string | undefined>,
): { ok: true; settings: Settings } | { ok: false; problems: string[] } {
  const given = Object.entries(environment).filter(([name, value]) => name in settingsSchema.shape && value)
  const parsed = settingsSchema.safeParse(Object.fromEntries(given))
  if (parsed.success) return { ok: true, settings: parsed.data }
  return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) }
}

/** The same, or an error that names each wrong one. */
export function settingsFrom(environment: Record<string, string | undefined>): Settings {
  const result = readSettings(environment)
  if (!result.ok) throw new Error(`Wrong settings: ${result.problems.join('; ')}`)
  return result.settings
}
