import 'server-only'
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { AttemptClaim } from '@/lib/cat/answers.server'
import { isUuid } from '@/lib/uuid'

/** The cookie of a device in the exam room. It names an attempt and nobody; only the server can make one. */
export const CLAIM_COOKIE = 'satya-exam'

/** Claims that were proved, by the value of their cookie: a device sends the same one with every answer. */
const proved = new Map<string, AttemptClaim>()
const MOST_PROVED = 5_000

let key: Buffer | undefined

/** The value of the cookie. */
export function sealClaim({ attemptId, epoch }: AttemptClaim): string {
  return `${attemptId}.${epoch}.${sealOf(attemptId, epoch).toString('base64url')}`
}

/** What sets it: for the exam room's doors alone, out of reach of scripts, gone with the browser. */
export function claimCookie(claim: AttemptClaim): string {
  return cookieOf(sealClaim(claim))
}

/** What takes it away: the candidate leaves the seat. */
export function noClaimCookie(): string {
  return `${cookieOf('')}; Max-Age=0`
}

function cookieOf(value: string): string {
  const isSecure = process.env.NEXTAUTH_URL?.startsWith('https://')
  return `${CLAIM_COOKIE}=${value}; Path=/api/cat; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
}

/** The claim of a cookie header, or undefined when there is none that this server made. */
export function openClaim(cookies: string | null | undefined): AttemptClaim | undefined {
  const value = cookies
    ?.split('; ')
    .find((each) => each.startsWith(`${CLAIM_COOKIE}=`))
    ?.slice(CLAIM_COOKIE.length + 1)
  if (!value) return undefined
  const known = proved.get(value) ?? prove(value)
  if (known) keep(value, known)
  return known
}

function prove(value: string): AttemptClaim | undefined {
  const [attemptId = '', epoch = '', seal = ''] = value.split('.')
  if (!isUuid(attemptId) || !/^\d{1,4}$/.test(epoch)) return undefined
  const expected = sealOf(attemptId, Number(epoch))
  const given = Buffer.from(seal, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return { attemptId, epoch: Number(epoch) }
}

/** The longest unused are forgotten, and proved again when they come. */
function keep(value: string, claim: AttemptClaim): void {
  proved.delete(value)
  proved.set(value, claim)
  if (proved.size <= MOST_PROVED) return
  const [oldest] = proved.keys()
  if (oldest) proved.delete(oldest)
}

function sealOf(attemptId: string, epoch: number): Buffer {
  key ??= keyFrom(process.env.NEXTAUTH_SECRET)
  return createHmac('sha256', key).update(`${attemptId}.${epoch}`).digest()
}

/** A key of its own, so that no other token of the product can pass for a claim. */
function keyFrom(secret: string | undefined): Buffer {
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set')
  return Buffer.from(hkdfSync('sha256', secret, '', 'satya exam claim', 32))
}
