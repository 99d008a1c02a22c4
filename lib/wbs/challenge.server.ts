import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { WbsTx } from '@/db/wbs/client.server'
import { spentProofs } from '@/db/wbs/schema'
import { sha256 } from '@/lib/wbs/bytes.server'
import { type Burden, timesHarder } from '@/lib/wbs/flood.server'
import { NotTaken } from '@/lib/wbs/not-taken'
import { type Challenge, isSolved, type Proof } from '@/lib/wbs/proof-of-work'

/** Tries: below a second on a phone of 2019, below half a minute where a browser compiles nothing. */
const BASE_COST = 64
const LIFE_SECONDS = 600
const HOUR_SECONDS = 3600

/** Of this process alone: after a restart a challenge is asked for anew. */
const shared = globalThis as typeof globalThis & { satyaWbsKey?: Buffer }

/** Work to do before a report is taken, or a code tried. */
export function newChallenge(burden: Burden, now: Date): Challenge {
  const challenge = { nonce: newNonce(now), cost: BASE_COST * timesHarder(burden, now), expires: endOf(now) }
  return { ...challenge, mac: macOf(textOf(challenge)) }
}

/** A text that is signed once, so that no signature can be used again. */
export function newNonce(now: Date): string {
  const head = `${randomBytes(16).toString('base64url')}.${endOf(now)}`
  return `${head}.${macOf(head)}`
}

/**
 * Takes a proof of work once. Refuses `proof_wrong` when it is not ours or is no solution, `proof_expired`, `proof_cheap`
 * when a flood has come since, and `proof_spent`.
 */
export async function spendProof(tx: WbsTx, burden: Burden, { challenge, solution }: Proof, now: Date): Promise<void> {
  if (!isOurs(textOf(challenge), challenge.mac)) throw new NotTaken('proof_wrong')
  if (challenge.expires < secondsOf(now)) throw new NotTaken('proof_expired')
  if (challenge.cost * 2 < BASE_COST * timesHarder(burden, now)) throw new NotTaken('proof_cheap') // one doubling is forgiven
  if (!(await isSolved(challenge, solution))) throw new NotTaken('proof_wrong')
  if (!(await spend(tx, challenge.nonce, challenge.expires))) throw new NotTaken('proof_spent')
}

/** Takes a nonce once. Refuses `nonce_wrong` when it is not ours, too old or taken. */
export async function spendNonce(tx: WbsTx, nonce: string, now: Date): Promise<void> {
  const [random, end, mac = ''] = nonce.split('.')
  const expires = Number(end)
  const isGood = isOurs(`${random}.${end}`, mac) && expires >= secondsOf(now)
  if (!isGood || !(await spend(tx, nonce, expires))) throw new NotTaken('nonce_wrong')
}

/** Only the hash is kept, and of its end only the hour. */
async function spend(tx: WbsTx, nonce: string, expires: number): Promise<boolean> {
  const expiresHour = Math.ceil(expires / HOUR_SECONDS)
  const taken = await tx
    .insert(spentProofs)
    .values({ hash: sha256(nonce), expiresHour })
    .onConflictDoNothing()
    .returning()
  return taken.length > 0
}

function textOf({ nonce, cost, expires }: Omit<Challenge, 'mac'>): string {
  return `${nonce}|${cost}|${expires}`
}

function macOf(text: string): string {
  shared.satyaWbsKey ??= randomBytes(32)
  return createHmac('sha256', shared.satyaWbsKey).update(text).digest('base64url')
}

function isOurs(text: string, mac: string): boolean {
  const [given, made] = [Buffer.from(mac), Buffer.from(macOf(text))]
  return given.length === made.length && timingSafeEqual(given, made)
}

function endOf(now: Date): number {
  return secondsOf(now) + LIFE_SECONDS
}

function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}
